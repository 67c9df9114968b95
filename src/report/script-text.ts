import { quote } from "../source/shell.ts";
import type { ScriptPart } from "./script-parts.ts";
import { visibleLine } from "./visible.ts";

/** What one machine's script is written from; `next` says after each part what comes next in the plan. */
export interface MachineScript {
  readonly machine: string;
  /** `cluster prod, 1.34.6 to 1.36.6`. */
  readonly subject: string;
  /** Lines that stop the script before anything runs; empty for a ready plan. */
  readonly guard: readonly string[];
  readonly parts: readonly { readonly part: ScriptPart; readonly next: string }[];
}

/**
 * The script of one machine: it runs the one step whose id it is called with, and nothing without one,
 * because the plan's order goes back and forth between machines.
 */
export function scriptText(script: MachineScript): string {
  return [
    "#!/usr/bin/env bash",
    `# Steps of ${visibleLine(script.subject)} that run on ${visibleLine(script.machine)}.`,
    "# Call it with one step's id at a time, in the order of order.txt.",
    "# Texts in single quotes are printed as they are:",
    "# shellcheck disable=SC2016,SC1003",
    "set -euo pipefail",
    "",
    ...FUNCTIONS,
    "",
    ...script.guard,
    `case "\${1:-}" in`,
    ...script.parts.flatMap(({ part, next }) => caseArm(part, next)),
    ...listArm(script),
    "esac",
    "",
  ].join("\n");
}

const FUNCTIONS = [
  'begin() { printf \'== %s\\n   %s\\n\' "$1" "$2"; }',
  "expect() { printf '   expect: %s\\n' \"$1\"; }",
  'finish() { printf \'== done: %s\\n   next: %s\\n\' "$1" "$2"; }',
];

function caseArm(part: ScriptPart, next: string): readonly string[] {
  return [
    `  ${word(part.key)})`,
    `    begin ${word(part.title)} ${word(part.why)}`,
    ...part.commands.flatMap(({ run, expect }) => [
      ...(expect === undefined ? [] : [`    expect ${word(expect)}`]),
      commandText(run),
    ]),
    `    finish ${word(part.key)} ${word(next)}`,
    "    ;;",
  ];
}

/** Text of several lines stays at the margin: blanks before a line could change what it means. */
function commandText(run: string): string {
  return run.includes("\n") ? run : `    ${run}`;
}

function listArm({ machine, parts }: MachineScript): readonly string[] {
  return [
    "  *)",
    `    printf 'usage: %s STEP\\nSteps on %s, in order:\\n' "$0" ${word(machine)} >&2`,
    `    printf '  %s\\n' ${parts.map(({ part }) => word(part.key)).join(" ")} >&2`,
    "    exit 2",
    "    ;;",
  ];
}

function word(text: string): string {
  return quote(visibleLine(text));
}
