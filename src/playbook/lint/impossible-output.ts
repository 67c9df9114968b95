import type { Draft } from "../finding.ts";
import { draftAt } from "../reading/draft-at.ts";
import type { LintedVariant } from "./linted-variant.ts";

/** Expected texts that the commands cannot print, as far as that is certain. */
export function impossibleOutput(variant: LintedVariant): readonly Draft[] {
  const output = variant.value.get("expected_output");
  const text = output?.text();
  if (output === undefined || text === undefined) return [];
  const flaw = FLAWS.find(({ expects, applies }) => expects(text) && applies(variant));
  return flaw === undefined ? [] : [draftAt(output, "impossible-output", flaw.message)];
}

interface Flaw {
  readonly expects: (text: string) => boolean;
  readonly applies: (variant: LintedVariant) => boolean;
  readonly message: string;
}

const FLAWS: readonly Flaw[] = [
  {
    // helm v3.16.4 cmd/helm/lint.go:136 counts the charts that it was given, at least one.
    expects: (text) => /\b0 chart\(s\) linted/.test(text),
    applies: (variant) => calls(variant, "helm", "lint"),
    message:
      "helm lint counts the charts that it looked at, so that it never says 0: write `1 chart(s) linted, 0 chart(s) failed`.",
  },
  {
    expects: (text) => text.includes("(dry run)"),
    applies: (variant) =>
      calls(variant, "kubectl", "--dry-run=server") && !calls(variant, "kubectl", "--dry-run=client"),
    message: "kubectl --dry-run=server says `(server dry run)`.",
  },
  {
    expects: (text) => text.includes("(server dry run)"),
    applies: (variant) =>
      calls(variant, "kubectl", "--dry-run=client") && !calls(variant, "kubectl", "--dry-run=server"),
    message: "kubectl --dry-run=client says `(dry run)`.",
  },
  {
    expects: (text) => text.includes("\r") || text.includes("\u001b"),
    applies: () => true,
    message:
      "Terminal codes and carriage returns are taken out of the output before it is compared: leave them out here.",
  },
];

function calls({ commands }: LintedVariant, program: string, word: string): boolean {
  return commands.some(({ parts }) =>
    parts.some(({ words }) => words[0] === program && words.includes(word)),
  );
}
