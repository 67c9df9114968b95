import { wantedText } from "../output/wanted-text.ts";
import type { Playbook, RequiredTool, Variant } from "../playbook.ts";
import { inputVariable } from "../run/input-values.ts";
import { bashArray, bashWord } from "./bash-text.ts";
import { PREPARE, RUN_COMMANDS, RUN_STEP, RUN_TEARDOWN } from "./script-functions.ts";

const HEAD = "#!/usr/bin/env bash\n# Written by `kubehop playbook export`: change the playbook, not this.";

/** The script of one step: exit code 0 where it passed, 1 where it did not. */
export function stepScript(playbook: Playbook, variant: Variant): string {
  return [
    HEAD,
    bashArray("commands", variant.commands),
    `expected_exit_code=${variant.expectedExitCode}`,
    `expected_output=${bashWord(wantedText(variant))}`,
    `limit=${seconds(variant.timeoutMilliseconds)}`,
    unsetWhenEmpty(playbook),
    RUN_COMMANDS,
    RUN_STEP,
  ].join("\n");
}

/** A command that puts something back, and the step that it belongs to. */
export interface TeardownCommand {
  readonly step: string;
  readonly text: string;
}

/** Exit code 0 whatever becomes of the commands: the result says how many failed. */
export function teardownScript(playbook: Playbook, commands: readonly TeardownCommand[]): string {
  return [
    HEAD,
    bashArray(
      "commands",
      commands.map(({ text }) => text),
    ),
    bashArray(
      "owners",
      commands.map(({ step }) => step),
    ),
    unsetWhenEmpty(playbook),
    RUN_COMMANDS,
    RUN_TEARDOWN,
  ].join("\n");
}

/** Exit code 3 where something is missing. */
export function prepareScript({ files }: Playbook, tools: readonly RequiredTool[]): string {
  return [
    HEAD,
    bashArray(
      "tools",
      tools.map(({ name }) => name),
    ),
    bashArray(
      "files",
      files.map(({ path }) => path),
    ),
    PREPARE,
  ].join("\n");
}

/** What nobody gave is not there for a command; Tekton knows only empty values. */
function unsetWhenEmpty({ inputs }: Playbook): string {
  const names = inputs
    .filter((input) => !input.required && input.default === undefined)
    .map(({ name }) => inputVariable(name));
  return `unset_when_empty=${bashWord(names.join(" "))}`;
}

/** For coreutils' `timeout`, to which 0 is no limit. */
function seconds(milliseconds: number): string {
  return (Math.max(milliseconds, 1) / 1000).toFixed(3).replace(/\.?0+$/, "");
}
