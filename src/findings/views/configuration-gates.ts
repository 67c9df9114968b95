import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import { readEmbedded } from "../../source/embedded.ts";
import type { SourceValue } from "../../source/value.ts";
import type { GateSetting } from "../gate-setting.ts";

const COMPONENTS: Readonly<Record<string, string>> = {
  KubeletConfiguration: "kubelet",
  KubeProxyConfiguration: "kube-proxy",
};
const GROUPS = /^kube(?:let|proxy)\.config\.k8s\.io\//;

/** Feature gates of the kubelet's and kube-proxy's configuration, in files of their own and in ConfigMaps. */
export const configurationGates: ManifestView<GateSetting> = {
  kind: "manifests",
  name: "configuration-gates",
  inSamples: false,
  mentions: (word) => Object.hasOwn(COMPONENTS, word) || GROUPS.test(word),
  read: ({ kind, value }) => {
    if (value === undefined) return [];
    return kind === "ConfigMap" ? embeddedGates(value) : gatesOf(value);
  },
};

function embeddedGates(map: SourceValue): readonly GateSetting[] {
  return (map.get("data")?.entries() ?? []).flatMap(([, text]) =>
    /kube(?:let|proxy)\.config\.k8s\.io\//.test(text.text() ?? "")
      ? readEmbedded(text).documents.flatMap(({ root }) => gatesOf(root))
      : [],
  );
}

function gatesOf(configuration: SourceValue): readonly GateSetting[] {
  const kind = configuration.textAt("kind") ?? "";
  const component = Object.hasOwn(COMPONENTS, kind) ? COMPONENTS[kind] : undefined;
  if (component === undefined || !GROUPS.test(configuration.textAt("apiVersion") ?? "")) return [];
  return (configuration.get("featureGates")?.entries() ?? []).map(([gate, setting]) => {
    const { path, line, column, field } = setting.origin();
    return {
      component,
      gate: detached(gate),
      value: setting.boolean(),
      origin: { path: detached(path), line, column, field: detached(field), value: detached(gate) },
      setBy: "configuration",
    };
  });
}
