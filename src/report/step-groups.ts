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
  readonly patterns: readonly (readonly Pattern[])[];
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
    patterns:
      node === undefined ? [] : steps.map((step) => textsOf(step).map((text) => patternOf(text, node))),
    lastNumber: from + steps.length,
  };
}

/** Whether the steps say what the group's say with the one node's name in place of the other's. */
function isRepeated({ patterns }: OpenGroup, steps: readonly Step[], node: string): boolean {
  return (
    patterns.length === steps.length &&
    steps.every((step, index) => isAlike(patterns[index] ?? [], textsOf(step), node))
  );
}

/** A text, and what of it stands before, between and behind the places of a node's name. */
interface Pattern {
  readonly text: string | undefined;
  readonly isName: boolean;
  readonly parts: readonly string[];
}

function patternOf(text: string | undefined, node: string): Pattern {
  return { text, isName: text === node, parts: text?.split(node) ?? [] };
}

/** Everything that a step says, in an order that is the same for all with as many commands. */
function textsOf(step: Step): readonly (string | undefined)[] {
  const { action, role, version, phase, why, undo, runbook, commands } = step;
  const texts = [action, role, version, phase, why, undo, runbook];
  for (const { run, on, expect } of commands) texts.push(run, on, expect);
  return texts;
}

function isAlike(
  patterns: readonly Pattern[],
  texts: readonly (string | undefined)[],
  node: string,
): boolean {
  return (
    patterns.length === texts.length &&
    patterns.every((pattern, index) => isSaid(pattern, texts[index], node))
  );
}

/** Most texts do not name the node and are the very same. */
function isSaid({ text, isName, parts }: Pattern, said: string | undefined, node: string): boolean {
  if (isName) return said === node;
  return parts.length > 1 ? said === parts.join(node) : said === text;
}
