import type { Finding, Place } from "../source/finding.ts";
import type { Fixer } from "./fixer.ts";
import { kubeadmArguments } from "./kubeadm-arguments.ts";
import { removeGate } from "./remove-gate.ts";
import { renameApi } from "./rename-api.ts";

/**
 * Everything that is mended mechanically, in the order in which a file is mended; the first one that knows a finding
 * mends it. A new fixer is one file and one line here.
 */
export const fixers: readonly Fixer[] = [removeGate, kubeadmArguments, renameApi];

/** The fixer that knows a finding. */
export function fixerOf(finding: Finding, place: Place): Fixer | undefined {
  return fixers.find(({ knows }) => knows(finding, place));
}
