import type { ApiFacts } from "../kubernetes/api-facts.ts";
import type { MigrationWindow } from "../kubernetes/api-replacement.ts";
import { minorDistance } from "../kubernetes/version.ts";
import type { ApiJudgement } from "./api-judgement.ts";
import type { MinorSpan } from "./minor-span.ts";

/** An API with everything that is said about it. */
export interface JudgedApi {
  readonly facts: ApiFacts;
  readonly judgement: ApiJudgement;
  readonly span: MinorSpan;
  readonly replacement: ApiFacts | undefined;
  readonly window: MigrationWindow | undefined;
}

/** What is the matter, with the minors, and where that was read. */
export function whyOf(judged: JudgedApi): string {
  return `${sentenceOf(judged)} (${sourceOf(judged)}).`;
}

/** Where the fact behind a finding stands. */
export function sourceOf({ facts, judgement }: JudgedApi): string {
  return judgement.problem === "deprecated" ? facts.deprecationSource : facts.source;
}

/** `batch/v1beta1 CronJob`; of a template that leaves the kind open the version alone. */
export function apiText({ apiVersion, kind }: Pick<ApiFacts, "apiVersion" | "kind">): string {
  return `${apiVersion} ${kind}`.trim();
}

function sentenceOf({ facts, judgement }: JudgedApi): string {
  const { problem, target } = judgement;
  const name = apiText(facts);
  switch (problem) {
    case "removed":
      return `${name} is ${takenBy(facts)} ${sinceRemoval(facts)}`;
    case "deprecated":
      return `${name} is deprecated since ${judgement.atTarget.deprecatedIn ?? "an older minor"}${endOf(judgement)}`;
    case "not-yet":
      return facts.servedFrom === null
        ? `No ${facts.component} of a known minor reads ${name} without --allow-experimental-api`
        : `${name} exists from ${facts.servedFrom} on, and an older ${facts.component} refuses it`;
    case "off-by-default":
      return `${name} is served in ${target} only where --runtime-config switches it on`;
    default:
      return problem satisfies never;
  }
}

function takenBy({ isConfiguration, component }: ApiFacts): string {
  return isConfiguration ? `read by no ${component}` : "served by no API server";
}

function sinceRemoval({ removedIn, removedInIsUpperBound }: ApiFacts): string {
  return `from ${removedIn ?? ""}${removedInIsUpperBound ? " or an older minor" : ""} on`;
}

function endOf({ atTarget: { endsIn }, target }: ApiJudgement): string {
  if (endsIn === undefined) return "; its source names no end";
  return minorDistance(endsIn, target) > 0 ? `, and ${endsIn} is the first minor without it` : "";
}
