import type { Draft } from "../finding.ts";
import { draftAt } from "../reading/draft-at.ts";
import { durationMilliseconds } from "../reading/durations.ts";
import type { LintedVariant } from "./linted-variant.ts";

/** A time limit of nothing is not the absence of one. */
export function zeroTimeout({ value }: LintedVariant): readonly Draft[] {
  const timeout = value.get("timeout");
  if (timeout === undefined || durationMilliseconds(timeout.text() ?? "") !== 0) return [];
  return [
    draftAt(
      timeout,
      "zero-timeout",
      "Each command is ended as soon as it begins: leave the timeout out for 120s.",
    ),
  ];
}
