import type { Command } from "../plan/plan.ts";

/** The commands of a step in order, those in a row that run on one machine together. */
export function machineRuns(commands: readonly Command[]): readonly (readonly Command[])[] {
  const runs: Command[][] = [];
  for (const command of commands) {
    const last = runs.at(-1);
    if (last?.[0]?.on === command.on) last.push(command);
    else runs.push([command]);
  }
  return runs;
}
