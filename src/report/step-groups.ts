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
  for (const block of nodeBlocks(steps)) {
    const said = block.node === undefined ? undefined : wordsOf(block.steps, block.node);
    const last = groups.at(-1);
    if (last?.said !== undefined && said !== undefined && isSame(last.said, said)) {
      last.nodes.push(...nodesOf(block));
      last.lastNumber = lastNumberOf(block);
    } else {
      groups.push({ steps: block.steps, nodes: nodesOf(block), said, lastNumber: lastNumberOf(block) });
    }
  }
  return groups;
}

interface OpenGroup {
  readonly steps: readonly NumberedStep[];
  readonly nodes: string[];
  readonly said: Words | undefined;
  lastNumber: number;
}

interface NodeBlock {
  readonly node: string | undefined;
  readonly steps: NumberedStep[];
}

/** One block after the other, so that those of 5,000 nodes are never there at once. */
function* nodeBlocks(steps: readonly Step[]): Generator<NodeBlock> {
  let block: NodeBlock | undefined;
  for (const [index, step] of steps.entries()) {
    const numbered = { step, number: index + 1 };
    // Steps without a node stand alone: they are not repeated for anybody.
    if (block !== undefined && step.node !== undefined && block.node === step.node) {
      block.steps.push(numbered);
      continue;
    }
    if (block !== undefined) yield block;
    block = { node: step.node, steps: [numbered] };
  }
  if (block !== undefined) yield block;
}

/** What a block says with the node's name taken out, part by part. */
type Words = readonly (string | undefined)[];

function wordsOf(steps: readonly NumberedStep[], node: string): Words {
  const words: (string | undefined)[] = [];
  const add = (text: string | undefined) => words.push(text?.replaceAll(node, "\u0000"));
  for (const { step } of steps) {
    const { action, role, version, phase, why, undo, runbook, commands } = step;
    words.push(action, role, version, phase, runbook, String(commands.length));
    add(why);
    add(undo);
    for (const { run, on, expect } of commands) {
      add(run);
      add(on);
      add(expect);
    }
  }
  return words;
}

function isSame(one: Words, other: Words): boolean {
  return one.length === other.length && one.every((word, index) => word === other[index]);
}

function nodesOf({ node }: NodeBlock): string[] {
  return node === undefined ? [] : [node];
}

function lastNumberOf(block: NodeBlock): number {
  return block.steps.at(-1)?.number ?? 0;
}
