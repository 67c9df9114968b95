import gateFile from "../../data/feature-gates.json" with { type: "json" };
import { gateStatus } from "./feature-gates.ts";
import { minorDistance, minorOf } from "./version.ts";

/** An enabled gate with those that it needs and that are disabled: no component starts like this. */
export interface UnmetGate {
  readonly gate: string;
  readonly missing: readonly string[];
}

interface DependentGate {
  readonly name: string;
  readonly dependsOn: readonly {
    readonly gates: readonly string[];
    readonly fromMinor: string;
    readonly toMinor: string | null;
  }[];
}

const DEPENDENT: readonly DependentGate[] = gateFile.gates.flatMap(({ name, dependsOn }) =>
  dependsOn === undefined ? [] : [{ name, dependsOn }],
);
/** The switches for all gates of a stage that are not set themselves. */
const SWITCHES: Readonly<Record<string, string | undefined>> = { Alpha: "AllAlpha", Beta: "AllBeta" };

/**
 * The gates that a component of a minor refuses to start with, because they are on and need others that are off.
 * `set` is what its command line and configuration say; all else is at its default. Source: `SetFromMap` of
 * component-base's featuregate, which looks at this from 1.35 on.
 *
 * @throws KubehopError `invalid-version`
 */
export function unmetGates(set: ReadonlyMap<string, boolean>, minor: string): readonly UnmetGate[] {
  return DEPENDENT.flatMap(({ name, dependsOn }) => {
    const needed = dependsOn.find((span) => isWithin(span, minorOf(minor)))?.gates ?? [];
    if (needed.length === 0 || !isOn(name, set, minor)) return [];
    const missing = needed.filter((gate) => !isOn(gate, set, minor));
    return missing.length === 0 ? [] : [{ gate: name, missing }];
  });
}

function isWithin(span: DependentGate["dependsOn"][number], minor: string): boolean {
  if (!gateFile.minorsScanned.includes(minor) || minorDistance(minor, span.fromMinor) < 0) return false;
  return span.toMinor === null || minorDistance(minor, span.toMinor) <= 0;
}

function isOn(gate: string, set: ReadonlyMap<string, boolean>, minor: string): boolean {
  const { lockedTo, stage = "", default: byDefault = false } = gateStatus(gate, minor);
  return lockedTo ?? set.get(gate) ?? set.get(SWITCHES[stage] ?? "") ?? byDefault;
}
