import type { Draft } from "../finding.ts";
import { draftAt } from "../reading/draft-at.ts";
import { type LintedVariant, warningAtMissing } from "./linted-variant.ts";

/** Without an expected output a command that does nothing passes. */
export function expectedOutput({ value }: LintedVariant): readonly Draft[] {
  const output = value.get("expected_output");
  const code = "no-expected-output";
  if (output === undefined) {
    const message =
      "Whatever the commands print passes: say with expected_output what shows that the claim holds.";
    return [warningAtMissing(value, "expected_output", { code, message })];
  }
  if (output.text()?.trim() !== "") return [];
  return [draftAt(output, code, "The expected output is blank, so that whatever the commands print passes.")];
}
