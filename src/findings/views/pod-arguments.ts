import type { Manifest } from "../../manifests/manifest.ts";
import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { SourceValue } from "../../source/value.ts";
import { textArguments } from "../argument-text.ts";
import { type ArgumentComponent, type ComponentArgument, componentOf } from "../component-argument.ts";
import { isWorkloadKind, podTemplate } from "./workloads.ts";

/** Arguments of components that run in pods: static pods' manifests, kube-proxy's DaemonSet. */
export const podArguments: ManifestView<ComponentArgument> = {
  kind: "manifests",
  name: "pod-arguments",
  inSamples: false,
  mentions: isWorkloadKind,
  read: (manifest) => {
    const containers = podTemplate(manifest)?.get("spec", "containers")?.items() ?? [];
    if (containers.length === 0 || isMirror(manifest)) return [];
    return containers.flatMap((container) => argumentsOf(container, manifest));
  },
};

/** What a cluster shows of its static pods: their files say it, and kubeadm writes those anew. */
function isMirror({ value }: Manifest): boolean {
  const annotations = value?.get("metadata", "annotations");
  return (
    annotations !== undefined &&
    ["mirror", "source"].some((end) => annotations.has(`kubernetes.io/config.${end}`))
  );
}

const PROGRAM = /(?:^|[\s/])(kube-(?:apiserver|controller-manager|scheduler|proxy)|kubelet)(?=\s|$)/;

function argumentsOf(container: SourceValue, manifest: Manifest): readonly ComponentArgument[] {
  const words = ["command", "args"].flatMap((list) => container.get(list)?.items() ?? []);
  const component = componentOf(
    PROGRAM.exec(words.find((word) => PROGRAM.test(word.text() ?? ""))?.text() ?? "")?.[1],
  );
  if (component === undefined) return [];
  return words
    .flatMap((word) => argumentsIn(word, component))
    .filter((argument) => !isWrittenByKubeadm(argument, manifest));
}

function argumentsIn(word: SourceValue, component: ArgumentComponent): readonly ComponentArgument[] {
  const { path, line, column, field } = word.origin();
  return textArguments(word.text() ?? "").map(({ flag, value }) => ({
    component,
    flag: detached(flag),
    value: detached(value),
    origin: { path: detached(path), line, column, field: detached(field), value: detached(value) },
    heldBy: "pod",
  }));
}

/** Old releases of kubeadm switched insecure ports off themselves; newer ones write the file without that. */
function isWrittenByKubeadm({ flag, value }: ComponentArgument, { value: pod }: Manifest): boolean {
  const isKubeadms = pod?.textAt("metadata", "labels", "tier") === "control-plane";
  return isKubeadms && value === "0" && (flag === "port" || flag === "insecure-port");
}
