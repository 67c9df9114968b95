import { readConfiguration } from "../config/read-configuration.ts";
import type { Severity } from "../source/finding.ts";
import type { RepositorySnapshot } from "./assessment.ts";
import { configurationFiles } from "./read-repository.ts";

/** The settings that decide what a finding costs; taken from the base of a pull request. */
export interface JudgementPolicy {
  /** Failures become neutral, and the report says so. */
  readonly advisory: boolean;
  /** The least severity that fails. */
  readonly failOn: Severity;
  readonly kubeProxy?: "official" | "strict";
  readonly controlPlaneReach?: "any" | "local";
}

/** Reads `policy` from the snapshot's `.github/kubehop.yml`; without one, only blockers fail. */
export function judgementPolicy(snapshot: RepositorySnapshot): JudgementPolicy {
  const policy = readConfiguration(configurationFiles(snapshot)).configuration?.policy;
  return {
    advisory: policy?.advisory ?? false,
    failOn: policy?.failOn ?? "blocker",
    ...(policy?.kubeProxy === undefined ? {} : { kubeProxy: policy.kubeProxy }),
    ...(policy?.controlPlaneReach === undefined ? {} : { controlPlaneReach: policy.controlPlaneReach }),
  };
}
