import { readEmbedded } from "../source/embedded.ts";
import type { Unread } from "../source/finding.ts";
import type { SourceValue } from "../source/value.ts";
import type { KubeadmSettings } from "./cluster.ts";
import { kubeadmSettings } from "./kubeadm-settings.ts";

export interface KindPatches {
  readonly settings: KubeadmSettings | undefined;
  readonly unread: readonly Unread[];
}

/** The `kubeadmConfigPatches` of a kind configuration and of its nodes; the apiVersion may be left out there. */
export function kindPatches(config: SourceValue): KindPatches {
  const nodes = config.get("nodes")?.items() ?? [];
  const texts = [config, ...nodes].flatMap((part) => part.get("kubeadmConfigPatches")?.items() ?? []);
  const read = texts.map((text) => readEmbedded(text));
  const sources = read
    .flatMap(({ documents }) => documents.map(({ root }) => root))
    .flatMap((value) => {
      const kind = value.textAt("kind");
      const apiVersion = value.textAt("apiVersion") ?? "";
      return kind === undefined ? [] : [{ apiVersion, kind, value, nature: "declaration" as const }];
    });
  return {
    settings: sources.length === 0 ? undefined : kubeadmSettings(sources),
    unread: read.flatMap(({ unread }) => unread),
  };
}
