import type { ApiFacts } from "../kubernetes/api-facts.ts";
import { type ApiStatus, apiStatus } from "../kubernetes/api-status.ts";
import { minorDistance, minorOf } from "../kubernetes/version.ts";
import type { HopRange } from "./check.ts";
import type { MinorSpan } from "./minor-span.ts";

/** What is the matter with an API on the way; of several things the first in this order is told. */
export type ApiProblem = "removed" | "deprecated" | "not-yet" | "off-by-default";

export interface ApiJudgement {
  readonly problem: ApiProblem;
  /**
   * The hop in which it begins to matter: the one that enters the removing or deprecating minor, or the one
   * that brings an API which comes too early. Undefined where it matters from the start, or no hop is known.
   */
  readonly hop?: HopRange | undefined;
  /** How the API stands in the target. */
  readonly atTarget: ApiStatus;
  readonly target: string;
  /** True where the target's components refuse it. */
  readonly isRefusedAtTarget: boolean;
  /** True where it goes in the minor right after the target, as far as its source tells. */
  readonly endsNext: boolean;
}

/** Judges one API for the minors that it meets; undefined where nothing is to be said. */
export function judgeApi(facts: ApiFacts, span: MinorSpan): ApiJudgement | undefined {
  const atTarget = apiStatus(facts, span.target);
  const found = problemOf(facts, span, atTarget);
  if (found === undefined) return undefined;
  const { endsIn } = atTarget;
  return {
    ...found,
    atTarget,
    target: span.target,
    isRefusedAtTarget: isRefused(atTarget),
    endsNext: endsIn !== undefined && minorDistance(endsIn, span.target) === 1,
  };
}

function problemOf(
  facts: ApiFacts,
  { minors, hops }: MinorSpan,
  atTarget: ApiStatus,
): Pick<ApiJudgement, "problem" | "hop"> | undefined {
  const statusIn = (version: string) => apiStatus(facts, minorOf(version));
  const is = (status: ApiStatus["status"]) => (version: string) => statusIn(version).status === status;
  const isDeprecated = (version: string) => statusIn(version).deprecatedIn !== undefined;
  const entering = (holds: (version: string) => boolean) =>
    hops.find(({ from, to }) => holds(to) && !holds(from));
  if (minors.some(is("removed"))) return { problem: "removed", hop: entering(is("removed")) };
  if (atTarget.deprecatedIn !== undefined) return { problem: "deprecated", hop: entering(isDeprecated) };
  if (minors.some(is("not-yet"))) {
    return { problem: "not-yet", hop: hops.findLast(({ from }) => is("not-yet")(from)) };
  }
  return atTarget.status === "off-by-default" ? { problem: "off-by-default" } : undefined;
}

function isRefused({ status }: ApiStatus): boolean {
  return status === "removed" || status === "not-yet";
}
