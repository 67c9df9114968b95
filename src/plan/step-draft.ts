import type { Command, Step } from "./plan.ts";
import { runbookOf } from "./runbooks.ts";

/**
 * A step before it is numbered within its hop. Its id is there and empty: V8 copies 40,000 steps several times as fast
 * where the copy has the members of what is copied.
 */
export interface StepDraft extends Step {
  readonly id: "";
}

/** A command line for the machine that has kubectl and admin rights. */
export function onWorkstation(run: string, expect?: string): Command {
  return expect === undefined ? { run, on: "workstation" } : { run, on: "workstation", expect };
}

/** A command line for the shell of a node, by a user who may use sudo. */
export function onNode(node: { readonly name: string }, run: string, expect?: string): Command {
  return expect === undefined ? { run, on: node.name } : { run, on: node.name, expect };
}

/**
 * Gives the steps of one hop their ids: `hop-1.07-apply-cp-1`. The number alone makes them unique, so a
 * node's name may lose characters that do not belong in an id.
 */
export function numberSteps(hop: number, drafts: readonly StepDraft[]): readonly Step[] {
  const width = Math.max(2, String(drafts.length).length);
  let named: string | undefined;
  let suffix = "";
  return drafts.map((draft, index) => {
    const number = String(index + 1).padStart(width, "0");
    if (draft.node !== named) suffix = draft.node === undefined ? "" : `-${idPart(draft.node)}`;
    named = draft.node;
    const id = `hop-${hop}.${number}-${draft.action}${suffix}`;
    const runbook = runbookFor(draft);
    return runbook === undefined ? { ...draft, id } : { ...draft, id, runbook };
  });
}

/** A step with nothing to run cannot go wrong here. */
function runbookFor({ runbook, commands, action }: StepDraft): string | undefined {
  return runbook ?? (commands.length === 0 ? undefined : runbookOf(action));
}

function idPart(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9.-]+/g, "_").slice(0, 63);
}
