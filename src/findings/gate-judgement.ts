import type { GateStatus } from "../kubernetes/gate-status.ts";
import type { HopRange, Way } from "./check.ts";
import type { GateSetting } from "./gate-setting.ts";
import { firstHop } from "./hops.ts";

/** What is wrong with a gate, and at which hop. */
export interface GateJudgement {
  readonly problem: "removed" | "locked" | "not-yet" | "unknown";
  readonly status: GateStatus;
  readonly hop: HopRange;
}

/** Switches for whole groups of gates, which every component knows. */
const GROUPS: readonly string[] = ["AllAlpha", "AllBeta"];

/** The first hop at which a component would not start with this gate; undefined where all goes well. */
export function judgeGate(
  context: Way,
  setting: GateSetting,
  statusAt: (gate: string, minor: string) => GateStatus,
): GateJudgement | undefined {
  if (GROUPS.includes(setting.gate)) return undefined;
  const hop = firstHop(context, ({ to }) => problemOf(setting, statusAt(setting.gate, to)) !== undefined);
  if (hop === undefined) return undefined;
  const status = statusAt(setting.gate, hop.to);
  const problem = problemOf(setting, status);
  return problem === undefined ? undefined : { problem, status, hop };
}

function problemOf(setting: GateSetting, status: GateStatus): GateJudgement["problem"] | undefined {
  if (status.status === "settable") return undefined;
  if (status.status !== "locked") return status.status;
  return setting.value !== undefined && setting.value !== status.lockedTo ? "locked" : undefined;
}
