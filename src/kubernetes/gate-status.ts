import type { GateFacts } from "./kubeadm-facts.ts";
import { minorDistance } from "./version.ts";

/** What a component of one minor does with a feature gate. */
export interface GateStatus {
  /**
   * `settable`: either value is taken; `locked`: only its default is; `removed` and `not-yet`: the component
   * exits on the name; `unknown`: no scanned minor had the gate, or the minor itself was not scanned.
   */
  readonly status: "settable" | "locked" | "removed" | "not-yet" | "unknown";
  /** `Alpha`, `Beta`, `GA` or `Deprecated` in that minor. */
  readonly stage?: string;
  readonly default?: boolean;
  /** The only value that a locked gate takes. */
  readonly lockedTo?: boolean;
  /** First minor without the gate. */
  readonly removedIn?: string;
}

/** How a gate stands in a minor that was scanned; the first minor that drops it is `removedIn`. */
export function gateStatusIn(gate: GateFacts | undefined, minor: string): GateStatus {
  const first = gate?.stages[0];
  if (gate === undefined || first === undefined) return { status: "unknown" };
  const removedIn = gate.removedIn === null ? {} : { removedIn: gate.removedIn };
  if (gate.removedIn !== null && minorDistance(minor, gate.removedIn) >= 0) {
    return { status: "removed", ...removedIn };
  }
  if (minorDistance(minor, first.fromMinor) < 0) return { status: "not-yet", ...removedIn };
  const stage = gate.stages.findLast(({ fromMinor }) => minorDistance(minor, fromMinor) >= 0) ?? first;
  return {
    status: stage.locked ? "locked" : "settable",
    stage: stage.stage,
    default: stage.default,
    ...(stage.locked ? { lockedTo: stage.default } : {}),
    ...removedIn,
  };
}
