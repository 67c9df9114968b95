import type { Command, Step } from "../plan/plan.ts";
import { type CommandGroup, code, joinPhrases, type Phrase, prose, say } from "./document.ts";
import { machineRuns } from "./machine-runs.ts";
import { grouped, shorten } from "./shorten.ts";

const SENTENCE = 600;
const SHOWN_MACHINES = 8;

/**
 * A step's commands by machine, in order: machines in a row that run the same lines share one group. The
 * machine is named where it is not the step's own node.
 */
export function commandGroups(step: Step): readonly CommandGroup[] {
  const runs: { on: string[]; commands: readonly Command[]; text: string }[] = [];
  for (const commands of machineRuns(step.commands)) {
    const [on = ""] = commands.map((command) => command.on);
    const text = JSON.stringify(commands.map(({ run, expect }) => [run, expect]));
    const last = runs.at(-1);
    if (last?.text === text) last.on.push(on);
    else runs.push({ on: [on], commands, text });
  }
  const isOwn = runs.length === 1 && runs[0]?.on.length === 1 && runs[0].on[0] === step.node;
  return runs.map(({ on, commands }) => ({
    ...(isOwn ? {} : { where: where(on) }),
    lines: commands.map(({ run }) => run),
    expects: expectations(commands),
  }));
}

function where(on: readonly string[]): Phrase {
  const shown = on.slice(0, SHOWN_MACHINES).map((name): Phrase => [code(shorten(name, 80))]);
  const rest = on.length - shown.length;
  const names = joinPhrases(shown, ", ");
  if (on.length === 1) return say`On ${names}:`;
  return rest === 0 ? say`On each of ${names}:` : say`On each of ${names} and ${grouped(rest)} more:`;
}

function expectations(commands: readonly Command[]): readonly Phrase[] {
  return commands.flatMap(({ expect }, index) => {
    if (expect === undefined) return [];
    const which = commands.length > 1 ? ` from command ${index + 1}` : "";
    return [say`expect${which}: ${prose(shorten(expect, SENTENCE))}`];
  });
}
