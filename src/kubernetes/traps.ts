import trapFile from "../../data/traps.json" with { type: "json" };
import { minorDistance } from "./version.ts";

const SEVERITIES = ["blocker", "high", "medium", "low"] as const;

type TrapSeverity = (typeof SEVERITIES)[number];

/** Something that breaks when a cluster crosses to a minor. */
export interface Trap {
  readonly id: string;
  /** First minor with the behaviour, or `any` where it holds for every hop. */
  readonly effectiveIn: string;
  readonly component: string;
  /** `blocker`: a component does not start, the upgrade is refused, or data is at risk. */
  readonly severity: TrapSeverity;
  readonly what: string;
  /** What shows it, in a repository or on a cluster. */
  readonly detect: readonly string[];
  readonly action: string;
  /** Options of a command line that show it. */
  readonly options?: readonly string[];
  readonly source: string;
  /** How sure the row is: `source text read`, `tried`, … */
  readonly verification: string;
}

let rows: readonly Trap[] | undefined;

/** Every trap, in the order of the facts. */
export function traps(): readonly Trap[] {
  rows ??= trapFile.traps.map((row) => ({ ...row, severity: severityOf(row) }));
  return rows;
}

/** The trap with this id. */
export function trap(id: string): Trap | undefined {
  return traps().find((row) => row.id === id);
}

/**
 * The traps that take effect on the way from one minor to another (after `from`, up to and with `to`),
 * oldest first; those that hold for every hop (`any`) are left out.
 *
 * @throws KubehopError `invalid-version`
 */
export function trapsCrossed(fromMinor: string, toMinor: string): readonly Trap[] {
  return traps()
    .filter(
      ({ effectiveIn }) =>
        effectiveIn !== "any" &&
        minorDistance(effectiveIn, fromMinor) > 0 &&
        minorDistance(effectiveIn, toMinor) <= 0,
    )
    .toSorted((one, other) => minorDistance(one.effectiveIn, other.effectiveIn));
}

function severityOf({ id, severity }: { readonly id: string; readonly severity: string }): TrapSeverity {
  const known = SEVERITIES.find((candidate) => candidate === severity);
  if (known === undefined) throw new Error(`data/traps.json: ${id} has the severity ${severity}`);
  return known;
}
