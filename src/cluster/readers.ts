import type { SourceFile } from "../source/finding.ts";
import { clusterApiReader } from "./cluster-api.ts";
import { foreignReader } from "./foreign.ts";
import { kindConfigReader } from "./kind-config.ts";
import { kubeadmReader } from "./kubeadm.ts";
import { kubesprayReader } from "./kubespray.ts";
import { nodeListReader } from "./node-list.ts";
import { otherToolsReader } from "./other-tools.ts";
import { podListReader } from "./pod-list.ts";
import type { Reader } from "./reader.ts";
import { mayHoldTellingObject } from "./telling-words.ts";

/** Every source that Kubehop reads. A new one is one file in this folder and one line here. */
export const READERS: readonly Reader[] = [
  kubeadmReader,
  nodeListReader,
  podListReader,
  kindConfigReader,
  clusterApiReader,
  kubesprayReader,
  foreignReader,
  otherToolsReader,
];

/** The readers that a file, or a glimpse of it, may be for. */
export function readersFor(file: SourceFile): readonly Reader[] {
  const mayTell = mayHoldTellingObject(file);
  return READERS.filter(
    (reader) => reader.wants?.(file) === true || (mayTell && reader.wantsObjects?.(file) === true),
  );
}
