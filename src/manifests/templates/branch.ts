import { detached } from "../../source/detached.ts";

/** One arm of an `if`, `range` or the like, which rendering may or may not take. */
export interface Branch {
  /** The arm that this one lies in. */
  readonly outer?: Branch;
  /** What the block's first arm asks: blocks that ask the same are decided alike. */
  readonly question: string;
  /** Number of the block in its file. */
  readonly block: number;
  /** 0 for the first arm, 1 for its first `else`. */
  readonly arm: number;
  /** What this arm asks itself: `if .Values.x`; empty for a bare `else`. */
  readonly condition: string;
}

/** Whether one rendering can take both; a line outside any branch goes with everything. */
export function mayMeet(left: Branch | undefined, right: Branch | undefined): boolean {
  return armsOf(left).every((one) => armsOf(right).every((other) => !excludes(one, other)));
}

/** Whether everything in `inner` is also in `outer`. */
export function liesIn(inner: Branch | undefined, outer: Branch | undefined): boolean {
  const arms = armsOf(inner);
  return armsOf(outer).every((one) => arms.some((arm) => isSameArm(one, arm)));
}

export function isSameBranch(left: Branch | undefined, right: Branch | undefined): boolean {
  return left === right || (liesIn(left, right) && liesIn(right, left));
}

/** The branch of what lies in both. */
export function bothOf(left: Branch | undefined, right: Branch | undefined): Branch | undefined {
  if (left === right || liesIn(left, right)) return left;
  const missing = armsOf(right).filter((arm) => !armsOf(left).some((one) => isSameArm(one, arm)));
  return missing.toReversed().reduce<Branch | undefined>((outer, arm) => within(outer, arm), left);
}

/** The arms around a place, the innermost first. */
export function armsOf(branch: Branch | undefined): readonly Branch[] {
  const arms: Branch[] = [];
  for (let arm = branch; arm !== undefined; arm = arm.outer) arms.push(arm);
  return arms;
}

function within(outer: Branch | undefined, arm: Branch): Branch {
  const { question, block, arm: number, condition } = arm;
  return { question, block, arm: number, condition, ...(outer === undefined ? {} : { outer }) };
}

function isSameArm(one: Branch, other: Branch): boolean {
  return one.block === other.block && one.arm === other.arm;
}

function excludes(one: Branch, other: Branch): boolean {
  if (one.block === other.block) return one.arm !== other.arm;
  return one.question === other.question && (one.arm === 0) !== (other.arm === 0);
}

const DETACHED = new WeakMap<Branch, Branch>();

/** The same branch, without keeping its file's text alive; the same object for the same branch. */
export function detachedBranch(branch: Branch | undefined): Branch | undefined {
  if (branch === undefined) return undefined;
  const known = DETACHED.get(branch);
  if (known !== undefined) return known;
  const outer = detachedBranch(branch.outer);
  const condition = detached(branch.condition);
  const question = branch.question === branch.condition ? condition : detached(branch.question);
  const copy = { ...branch, question, condition, ...(outer === undefined ? {} : { outer }) };
  DETACHED.set(branch, copy);
  return copy;
}
