import type { Hop } from "../plan/plan.ts";
import { commandGroups } from "./command-groups.ts";
import { code, link, prose, say, strong, type Task } from "./document.ts";
import type { ReportLinks } from "./links.ts";
import { counted, grouped, nameList, shorten } from "./shorten.ts";
import { type NumberedStep, type StepGroup, stepGroups } from "./step-groups.ts";
import { stepTitle } from "./step-words.ts";

/** Groups of more nodes than this are written once for all of them. */
const WRITTEN_OUT = 1;
/** Nodes of a group that get a box of their own. */
const TICKED_NODES = 12;
const SENTENCE = 600;

/** A hop and what its steps are numbered with: `2` gives `2.1`, `2.2`… */
export interface NumberedHop {
  readonly hop: Hop;
  readonly number: number;
}

/** A hop's steps as a task list; many nodes with the same steps become one entry for all of them. */
export function hopTasks(numbered: NumberedHop, links: ReportLinks): readonly Task[] {
  const { hop } = numbered;
  return stepGroups(hop.steps).flatMap((group) => {
    if (group.nodes.length <= WRITTEN_OUT) {
      const first = group.steps[0]?.number ?? 1;
      const steps = hop.steps.slice(first - 1, group.lastNumber);
      return steps.map((step, index) => stepTask({ step, number: first + index }, numbered, links));
    }
    return groupTasks(group, numbered, links);
  });
}

function groupTasks(group: StepGroup, numbered: NumberedHop, links: ReportLinks): readonly Task[] {
  const [first = "", ...others] = group.nodes;
  const from = group.steps[0]?.number ?? 1;
  const size = group.steps.length;
  const intro: Task = {
    title: say`${strong(`${numbered.number}.${from} to ${numbered.number}.${group.lastNumber}`)} for each of ${grouped(group.nodes.length)} nodes, one after the other: ${nameList(group.nodes)}`,
    notes: [
      say`The ${counted(size, "step")} ${size === 1 ? "is" : "are"} written for ${code(first)}; for every other node its name stands in place of ${code(first)}.`,
    ],
    commands: [],
    after: [],
  };
  return [
    intro,
    ...group.steps.map((step) => stepTask(step, numbered, links)),
    ...others.slice(0, TICKED_NODES).map((node) => boxFor(node, size)),
    ...(others.length > TICKED_NODES ? [boxForRest(others.slice(TICKED_NODES), size)] : []),
  ];
}

function boxFor(node: string, size: number): Task {
  return { title: say`${code(node)}: the same ${counted(size, "step")}`, notes: [], commands: [], after: [] };
}

function boxForRest(nodes: readonly string[], size: number): Task {
  const title = say`${grouped(nodes.length)} more nodes, each the same ${counted(size, "step")}: ${nameList(nodes)}`;
  return { title, notes: [], commands: [], after: [] };
}

function stepTask(
  { step, number }: NumberedStep,
  { hop, number: hopNumber }: NumberedHop,
  links: ReportLinks,
): Task {
  const on = step.node === undefined ? [] : say` · ${code(step.node)}`;
  const noWayBack = step.id === hop.pointOfNoReturn ? " · point of no return" : "";
  const undo = step.undo === undefined ? [] : [say`undo: ${prose(shorten(step.undo, SENTENCE))}`];
  const runbook = step.runbook === undefined ? [] : [[link("runbook", links.runbookUrl(step.runbook))]];
  return {
    title: say`${strong(`${hopNumber}.${number} ${stepTitle(step)}`)}${on}${noWayBack}`,
    notes: [prose(shorten(step.why, SENTENCE))],
    commands: commandGroups(step),
    after: [...undo, ...runbook],
  };
}
