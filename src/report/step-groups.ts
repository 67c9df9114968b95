import type { Step } from "../plan/plan.ts";

/** A step with its number within the hop, from 1. */
export interface NumberedStep {
  readonly step: Step;
  readonly number: number;
}

/** Consecutive steps on one node, and the further nodes on which exactly the same follows. */
export interface StepGroup {
  readonly steps: readonly NumberedStep[];
  /** All nodes in order, the one shown first; empty where the steps touch no node. */
  readonly nodes: readonly string[];
  /** Number of the last step of the last node. */
  readonly lastNumber: number;
}

/**
 * Groups a hop's steps: consecutive blocks that differ in nothing but the node's name are one group, so that
 * a pool of 1,200 nodes reads as one.
 */
export function stepGroups(steps: readonly Step[]): readonly StepGroup[] {
  const groups: OpenGroup[] = [];
  let from = 0;
  steps.forEach(({ node }, index) => {
    if (node !== undefined && steps[index + 1]?.node === node) return;
    addBlock(groups, steps.slice(from, index + 1), from);
    from = index + 1;
  });
  return groups;
}

interface OpenGroup {
  readonly steps: readonly NumberedStep[];
  readonly nodes: string[];
  /** What each step of the first block says; none where it belongs to no node. */
  readonly patterns: readonly StepPattern[];
  lastNumber: number;
}

/** Adds the steps on one node, or one step without a node, which is not repeated for anybody. */
function addBlock(groups: OpenGroup[], block: readonly Step[], from: number): void {
  const last = groups.at(-1);
  const node = block[0]?.node;
  if (last === undefined || node === undefined || !isRepeated(last, block, node)) {
    groups.push(newGroup(block, from, node));
    return;
  }
  last.nodes.push(node);
  last.lastNumber = from + block.length;
}

function newGroup(steps: readonly Step[], from: number, node: string | undefined): OpenGroup {
  return {
    steps: steps.map((step, index) => ({ step, number: from + index + 1 })),
    nodes: node === undefined ? [] : [node],
    patterns: node === undefined ? [] : steps.map((step) => stepPattern(step, node)),
    lastNumber: from + steps.length,
  };
}

/** Everything that a step says. */
interface StepPattern extends Readonly<Record<SaidByStep, Pattern>> {
  readonly commands: readonly CommandPattern[];
}

type SaidByStep = "action" | "role" | "version" | "phase" | "why" | "undo" | "runbook";
type CommandPattern = Readonly<Record<"run" | "on" | "expect", Pattern>>;

/** A text, and what of it stands before, between and behind the places of a node's name. */
interface Pattern {
  readonly text: string | undefined;
  readonly isName: boolean;
  readonly parts: readonly string[];
}

function stepPattern(step: Step, node: string): StepPattern {
  const pattern = (text: string | undefined): Pattern => ({
    text,
    isName: text === node,
    parts: text?.split(node) ?? [],
  });
  return {
    action: pattern(step.action),
    role: pattern(step.role),
    version: pattern(step.version),
    phase: pattern(step.phase),
    why: pattern(step.why),
    undo: pattern(step.undo),
    runbook: pattern(step.runbook),
    commands: step.commands.map(({ run, on, expect }) => ({
      run: pattern(run),
      on: pattern(on),
      expect: pattern(expect),
    })),
  };
}

/**
 * Whether the steps say what the group's say with the one node's name in place of the other's. This is asked of
 * each step of 5,000 nodes: nothing is made for the answer.
 */
function isRepeated({ patterns }: OpenGroup, steps: readonly Step[], node: string): boolean {
  if (patterns.length !== steps.length) return false;
  for (let index = 0; index < steps.length; index += 1) {
    if (!isAlike(patterns[index], steps[index], node)) return false;
  }
  return true;
}

function isAlike(pattern: StepPattern | undefined, step: Step | undefined, node: string): boolean {
  if (pattern === undefined || step === undefined) return false;
  return (
    isSaid(pattern.action, step.action, node) &&
    isSaid(pattern.role, step.role, node) &&
    isSaid(pattern.version, step.version, node) &&
    isSaid(pattern.phase, step.phase, node) &&
    isSaid(pattern.why, step.why, node) &&
    isSaid(pattern.undo, step.undo, node) &&
    isSaid(pattern.runbook, step.runbook, node) &&
    areRun(pattern.commands, step.commands, node)
  );
}

function areRun(patterns: readonly CommandPattern[], commands: Step["commands"], node: string): boolean {
  if (patterns.length !== commands.length) return false;
  for (let index = 0; index < commands.length; index += 1) {
    const pattern = patterns[index];
    const command = commands[index];
    if (pattern === undefined || command === undefined) return false;
    if (!isSaid(pattern.run, command.run, node) || !isSaid(pattern.on, command.on, node)) return false;
    if (!isSaid(pattern.expect, command.expect, node)) return false;
  }
  return true;
}

/** Most texts do not name the node and are the very same. */
function isSaid({ text, isName, parts }: Pattern, said: string | undefined, node: string): boolean {
  if (isName) return said === node;
  return parts.length > 1 ? said === parts.join(node) : said === text;
}
