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

const PROGRAM = "(kube-(?:apiserver|controller-manager|scheduler|proxy)|kubelet)";
/** A word that is a program; the folders of hosts that are called `kubelet` are none. */
const EXECUTABLE = new RegExp(`^(?!-|/(?:var|etc|run|mnt|host)\\b)(?:\\S*/)?${PROGRAM}$`);
/** A program where a shell's command begins, after variables that are set for it. */
const COMMAND = new RegExp(
  `(?:^|[;&|(\\n]|\\b(?:exec|then|do))[ \\t]*(?:\\w+=\\S*[ \\t]+)*(?:\\S*/)?${PROGRAM}(?=\\s|$)`,
);
/** Where it ends: a separator, or a line that no backslash continues. */
const COMMAND_END = /[;&|]|(?<!\\)\n/;

/** What one container starts: a component by its path, or in a line of a shell. */
function argumentsOf(container: SourceValue, manifest: Manifest): readonly ComponentArgument[] {
  const words = ["command", "args"].flatMap((list) => container.get(list)?.items() ?? []);
  const texts = words.map((word) => word.text() ?? "");
  const at = texts.findIndex((text, index) => EXECUTABLE.test(text) && !isOption(texts[index - 1]));
  const program = componentOf(EXECUTABLE.exec(texts[at] ?? "")?.[1]);
  const given =
    program === undefined
      ? words.flatMap(shellArguments)
      : words.slice(at + 1).flatMap((word) => argumentsIn(word, program, word.text() ?? ""));
  return given.filter((argument) => !isWrittenByKubeadm(argument, manifest));
}

/** An option whose value is the next word. */
function isOption(text = ""): boolean {
  return text.startsWith("-") && !text.includes("=");
}

function shellArguments(word: SourceValue): readonly ComponentArgument[] {
  const text = word.text() ?? "";
  const found = COMMAND.exec(text);
  const component = componentOf(found?.[1]);
  if (found === null || component === undefined) return [];
  const [command = ""] = text.slice(found.index + found[0].length).split(COMMAND_END, 1);
  return argumentsIn(word, component, command);
}

function argumentsIn(
  word: SourceValue,
  component: ArgumentComponent,
  text: string,
): readonly ComponentArgument[] {
  const { path, line, column, field } = word.origin();
  return textArguments(text).map(({ flag, value }) => ({
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
