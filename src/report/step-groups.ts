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
    const signature = signatureOf(block);
    const last = groups.at(-1);
    if (last !== undefined && block.node !== undefined && last.signature === signature) {
      last.nodes.push(block.node);
      last.lastNumber = lastNumberOf(block);
    } else {
      const nodes = block.node === undefined ? [] : [block.node];
      groups.push({ steps: block.steps, nodes, signature, lastNumber: lastNumberOf(block) });
    }
  }
  return groups;
}

interface OpenGroup {
  readonly steps: readonly NumberedStep[];
  readonly nodes: string[];
  readonly signature: string | undefined;
  lastNumber: number;
}

interface NodeBlock {
  readonly node: string | undefined;
  readonly steps: NumberedStep[];
}

function nodeBlocks(steps: readonly Step[]): readonly NodeBlock[] {
  const blocks: NodeBlock[] = [];
  for (const [index, step] of steps.entries()) {
    const last = blocks.at(-1);
    const numbered = { step, number: index + 1 };
    if (last !== undefined && last.node === step.node && !startsAnew(last, step)) last.steps.push(numbered);
    else blocks.push({ node: step.node, steps: [numbered] });
  }
  return blocks;
}

/** Steps without a node stand alone: they are not repeated for anybody. */
function startsAnew(block: NodeBlock, step: Step): boolean {
  return step.node === undefined && block.steps.length > 0;
}

/** What a block says with the node's name taken out; undefined where it belongs to no node. */
function signatureOf({ node, steps }: NodeBlock): string | undefined {
  if (node === undefined) return undefined;
  return steps
    .map(({ step }) => textOf(step))
    .join("\u0001")
    .replaceAll(node, "\u0000");
}

function textOf({ action, role, version, phase, commands, why, undo, runbook }: Step): string {
  const said = commands.flatMap(({ run, on, expect }) => [run, on, expect]);
  return [action, role, version, phase, why, undo, runbook, ...said].join("\u0002");
}

function lastNumberOf(block: NodeBlock): number {
  return block.steps.at(-1)?.number ?? 0;
}
