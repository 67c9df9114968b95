import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import { optionalText } from "./optional-text.ts";

/** A HorizontalPodAutoscaler: how few pods it may leave of its target. */
export interface Autoscaler {
  readonly namespace?: string;
  readonly targetKind: string;
  readonly targetName: string;
  /** `minReplicas`, 1 where it is left out. */
  readonly minimum: number;
}

export const autoscalers: ManifestView<Autoscaler> = {
  kind: "manifests",
  name: "autoscalers",
  inSamples: false,
  mentions: (word) => word === "HorizontalPodAutoscaler",
  read: ({ kind, apiVersion, namespace, value }) => {
    const target = value?.get("spec", "scaleTargetRef");
    if (
      kind !== "HorizontalPodAutoscaler" ||
      !apiVersion.startsWith("autoscaling/") ||
      target === undefined
    ) {
      return [];
    }
    return [
      {
        ...optionalText("namespace", namespace),
        targetKind: detached(target.textAt("kind") ?? ""),
        targetName: detached(target.textAt("name") ?? ""),
        minimum: value?.get("spec", "minReplicas")?.number() ?? 1,
      },
    ];
  },
};
