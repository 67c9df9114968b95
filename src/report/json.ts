import type { Assessment } from "../assessment/assessment.ts";
import type { Inspection } from "../cluster/cluster.ts";
import type { Plan } from "../plan/plan.ts";
import type { PlaybookRun } from "../playbook/playbook-run.ts";

/**
 * A model as JSON, as it is: the names of the contract, two blanks of indentation, a line feed at the end.
 * The same model gives the same bytes, because the rooms that build it keep their order of members.
 */
export function renderJson(model: Assessment | Plan | Inspection | PlaybookRun): string {
  return [...jsonPieces(model)].join("");
}

/**
 * The same text piece by piece: the plan of 5,000 nodes is 70 MB of JSON, and a writer needs only a little
 * of it at a time.
 */
export function* jsonPieces(model: object): Generator<string> {
  yield* valuePieces(model, 0);
  yield "\n";
}

/** Arrays are written in runs of so many items. */
const RUN = 200;
/** Values further in are written at once: the steps of a plan stand at 4, those of an assessment at 7. */
const DEEPEST = 7;
/** Values that hold no more than so many others are written at once, wherever they stand. */
const FEW = 500;

function* valuePieces(value: unknown, depth: number): Generator<string> {
  if (typeof value !== "object" || value === null) yield JSON.stringify(value) ?? "null";
  else if (Object.keys(value).length === 0) yield Array.isArray(value) ? "[]" : "{}";
  else if (depth >= DEEPEST || (depth > 0 && roomBehind(value, FEW) > 0)) yield textOf([value], depth);
  else if (Array.isArray(value)) yield* arrayPieces(value, depth);
  else yield* objectPieces(value, depth);
}

/** What is left of `room` when everything that a value holds has taken its place; looks no further than that. */
function roomBehind(value: unknown, room: number): number {
  if (typeof value !== "object" || value === null) return room - 1;
  let left = room - 1;
  for (const member of Object.values(value)) {
    if (left <= 0) break;
    left = roomBehind(member, left);
  }
  return left;
}

function* arrayPieces(items: readonly unknown[], depth: number): Generator<string> {
  const indent = `\n${"  ".repeat(depth + 1)}`;
  yield `[${indent}`;
  if (items.length > RUN) yield* longArrayPieces(items, depth + 1);
  else {
    for (const [index, item] of items.entries()) {
      if (index > 0) yield `,${indent}`;
      yield* valuePieces(item, depth + 1);
    }
  }
  yield `\n${"  ".repeat(depth)}]`;
}

function* longArrayPieces(items: readonly unknown[], depth: number): Generator<string> {
  for (let start = 0; start < items.length; start += RUN) {
    if (start > 0) yield `,\n${"  ".repeat(depth)}`;
    yield textOf(items.slice(start, start + RUN), depth);
  }
}

function* objectPieces(value: object, depth: number): Generator<string> {
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const indent = `\n${"  ".repeat(depth + 1)}`;
  yield "{";
  for (const [index, [key, member]] of members.entries()) {
    yield `${index === 0 ? "" : ","}${indent}${JSON.stringify(key)}: `;
    yield* valuePieces(member, depth + 1);
  }
  yield members.length === 0 ? "}" : `\n${"  ".repeat(depth)}}`;
}

/** Items as they read `depth` levels in: written inside as many arrays, which are then cut off. */
function textOf(items: readonly unknown[], depth: number): string {
  const nested = (innermost: readonly unknown[]) =>
    JSON.stringify(
      Array.from({ length: depth - 1 }).reduce<readonly unknown[]>((inner) => [inner], innermost),
      null,
      2,
    );
  const frame = nested([0]);
  const start = frame.indexOf("0");
  return nested(items).slice(start, start + 1 - frame.length);
}
