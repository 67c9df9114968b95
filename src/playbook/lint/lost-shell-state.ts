import type { Draft } from "../finding.ts";
import { draftAt } from "../reading/draft-at.ts";
import type { LintedCommand, LintedVariant } from "./linted-variant.ts";
import type { ShellCommand } from "./shell-commands.ts";

/** Each command has a shell of its own, and what only changes a shell is lost with it. */
export function lostShellState({ commands, teardown }: LintedVariant): readonly Draft[] {
  return [...commands, ...teardown].flatMap(({ value, parts }: LintedCommand) => {
    const state = parts.find((part) => isState(part) && part.isSubstituted !== true);
    if (state === undefined || !parts.every((part) => isState(part) || isNeutral(part))) return [];
    const what = state.words[0] ?? "the variable";
    const message = `${what} does not reach the next command, which has a shell of its own: write both in one, as in \`cd deploy && helm lint\`.`;
    return [draftAt(value, "lost-shell-state", message)];
  });
}

const STATE: ReadonlySet<string> = new Set(
  "cd pushd popd export declare typeset readonly unset alias unalias set shopt umask".split(" "),
);

function isState({ words, assignments }: ShellCommand): boolean {
  const [program] = words;
  if (program === undefined) return assignments.length > 0;
  return STATE.has(program) && words.length > 1;
}

function isNeutral({ words, isSubstituted }: ShellCommand): boolean {
  return isSubstituted === true || ["true", ":", "exit"].includes(words[0] ?? "");
}
