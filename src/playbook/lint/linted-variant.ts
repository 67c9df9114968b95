import type { Draft } from "../finding.ts";
import type { PathLevel } from "../playbook.ts";
import type { PlaybookValue } from "../reading/playbook-value.ts";
import { type ShellCommand, shellCommands } from "./shell-commands.ts";

/** A variant as the rules of the linter see it. */
export interface LintedVariant {
  readonly level: PathLevel;
  readonly value: PlaybookValue;
  readonly commands: readonly LintedCommand[];
  readonly teardown: readonly LintedCommand[];
}

export interface LintedCommand {
  readonly value: PlaybookValue;
  readonly text: string;
  /** The simple commands in it. */
  readonly parts: readonly ShellCommand[];
}

/** What the rules know of the whole playbook. */
export interface LintContext {
  /** `1 kind` where a teardown of path 1 removes what kind makes. */
  readonly removers: ReadonlySet<string>;
  /** The images that the playbook itself builds. */
  readonly builtImages: ReadonlySet<string>;
}

/** The commands of a list; what is no text is told elsewhere. */
export function lintedCommands(list: PlaybookValue | undefined): readonly LintedCommand[] {
  return (list?.items() ?? []).flatMap((value) => {
    const text = value.text();
    return text === undefined ? [] : [{ value, text, parts: shellCommands(text) }];
  });
}

/** A finding about a key that is not in a mapping. */
export function warningAtMissing(
  parent: PlaybookValue,
  key: string,
  finding: Pick<Draft, "code" | "message">,
): Draft {
  return { ...finding, pointer: `${parent.pointer}/${key}`, offset: parent.offset };
}
