import type { Finding } from "../source/finding.ts";
import type { AssessmentRequest } from "./assess-repository.ts";

/**
 * Whether a finding of the readers takes part: where only some checks were asked for, they speak alone. A
 * configuration that cannot be used is told in any case, since nothing was judged as it was meant to be.
 */
export function mayTell({ id }: Finding, { checks }: AssessmentRequest): boolean {
  return checks?.only === undefined || id === "invalid-configuration";
}
