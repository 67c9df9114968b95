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
    const last = groups.at(-1);
    if (last !== undefined && block.node !== undefined && isRepeated(last, block.steps, block.node)) {
      last.nodes.push(block.node);
      last.lastNumber = lastNumberOf(block);
    } else {
      groups.push(newGroup(block));
    }
  }
  return groups;
}

interface OpenGroup {
  readonly steps: readonly NumberedStep[];
  readonly nodes: string[];
  /** What the first block says, part by part; none where it belongs to no node. */
  readonly words: readonly Word[];
  lastNumber: number;
}

/** A text, and the same without the node's name. */
interface Word {
  readonly text: string | undefined;
  readonly pattern: string | undefined;
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

function newGroup({ node, steps }: NodeBlock): OpenGroup {
  const lastNumber = lastNumberOf({ steps });
  if (node === undefined) return { steps, nodes: [], words: [], lastNumber };
  const words = textsOf(steps).map((text) => ({ text, pattern: withoutName(text, node) }));
  return { steps, nodes: [node], words, lastNumber };
}

/** Whether the steps differ from the group's in nothing but the node's name. Most texts are the very same. */
function isRepeated({ words }: OpenGroup, steps: readonly NumberedStep[], node: string): boolean {
  const texts = textsOf(steps);
  if (texts.length !== words.length) return false;
  return words.every(({ text, pattern }, index) => {
    const said = texts[index];
    return (said === text && text === pattern) || withoutName(said, node) === pattern;
  });
}

function textsOf(steps: readonly NumberedStep[]): readonly (string | undefined)[] {
  const texts: (string | undefined)[] = [];
  for (const { step } of steps) {
    const { action, role, version, phase, why, undo, runbook, commands } = step;
    texts.push(action, role, version, phase, why, undo, runbook, String(commands.length));
    for (const { run, on, expect } of commands) texts.push(run, on, expect);
  }
  return texts;
}

function withoutName(text: string | undefined, node: string): string | undefined {
  return text?.replaceAll(node, "\u0000");
}

function lastNumberOf({ steps }: Pick<NodeBlock, "steps">): number {
  return steps.at(-1)?.number ?? 0;
}
