import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { GateSetting } from "../gate-setting.ts";

const GROUP = /^kind\.(?:x-k8s\.io|sigs\.k8s\.io)\//;

/** Feature gates of kind's cluster configurations; kind sets them for every component, the API server first. */
export const kindGates: ManifestView<GateSetting> = {
  kind: "manifests",
  name: "kind-gates",
  inSamples: false,
  mentions: (word) => GROUP.test(word),
  read: ({ kind, value }) => {
    if (kind !== "Cluster" || value === undefined || !GROUP.test(value.textAt("apiVersion") ?? "")) return [];
    return (value.get("featureGates")?.entries() ?? []).map(([gate, setting]) => {
      const { path, line, column, field } = setting.origin();
      const name = detached(gate);
      return {
        component: "kube-apiserver",
        gate: name,
        value: setting.boolean(),
        origin: { path: detached(path), line, column, field: detached(field), value: name },
        setBy: "configuration",
      };
    });
  },
};
