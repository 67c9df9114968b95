import skewFacts from "../../data/skew.json" with { type: "json" };
import { KubehopError } from "../source/kubehop-error.ts";
import type { Version } from "./version.ts";

/** The rules of the official version skew policy, by their ids in `data/skew.json`. */
export type SkewRule =
  | "apiserver-ha"
  | "kubelet"
  | "kube-proxy"
  | "kube-proxy-kubelet"
  | "kube-controller-manager"
  | "kube-scheduler"
  | "cloud-controller-manager"
  | "kubectl";

/** How skew is judged; both members default to the official policy's widest reading. */
export interface SkewPolicy {
  /** `strict`: kube-proxy at most one minor older than every API server, as this project's brief has it. */
  readonly kubeProxy?: "official" | "strict";
  /** `local`: controller managers and the scheduler speak to the API server beside them, as kubeadm wires them. */
  readonly controlPlaneReach?: "any" | "local";
}

/** How many minors a component may be older or newer than what it is held against. */
export interface SkewLimits {
  readonly older: number;
  readonly newer: number;
  /** Set where the older limit for old components applies: `below 1.25`. */
  readonly exception?: string;
  readonly source: string;
}

interface RuleRow {
  readonly id: string;
  readonly maxMinorsOlder: number;
  readonly maxMinorsNewer: number;
  readonly exception?: {
    readonly subjectBelow: string;
    readonly maxMinorsOlder: number;
    readonly maxMinorsNewer?: number;
  };
  readonly source: string;
}

/** The limits of a rule, and those that components of a minor below `exceptBelow` have instead. */
interface Limits {
  readonly ordinary: SkewLimits;
  readonly exceptBelow: number;
  readonly exceptional: SkewLimits;
}

const LIMITS: ReadonlyMap<string, Limits> = new Map(
  skewFacts.rules.map((row): [string, Limits] => [row.id, limitsOf(row as RuleRow)]),
);
/** Minors that `kubeProxy: strict` lets kube-proxy trail. */
const STRICT_KUBE_PROXY = 1;

/** The limits of one rule for a component of this version, under this policy. */
export function skewLimits(rule: SkewRule, version: Version, policy: SkewPolicy): SkewLimits {
  const official = LIMITS.get(rule);
  if (official === undefined) throw new Error(`data/skew.json has no rule ${rule}`);
  const limits = version.minor < official.exceptBelow ? official.exceptional : official.ordinary;
  if (rule !== "kube-proxy" || policy.kubeProxy !== "strict") return limits;
  return {
    older: STRICT_KUBE_PROXY,
    newer: limits.newer,
    source: "policy.kubeProxy: strict in .github/kubehop.yml; stricter than the official version skew policy",
  };
}

/**
 * Refuses a policy that names no known reading: a misspelt `strict` must not silently mean `official`.
 *
 * @throws KubehopError `invalid-policy`
 */
export function assertSkewPolicy(policy: SkewPolicy): void {
  refuseUnless(["official", "strict"], "kubeProxy", policy.kubeProxy);
  refuseUnless(["any", "local"], "controlPlaneReach", policy.controlPlaneReach);
}

function limitsOf({ exception, source, ...row }: RuleRow): Limits {
  const ordinary = { older: row.maxMinorsOlder, newer: row.maxMinorsNewer, source };
  if (exception === undefined) return { ordinary, exceptBelow: 0, exceptional: ordinary };
  return {
    ordinary,
    exceptBelow: minorNumber(exception.subjectBelow),
    exceptional: {
      older: exception.maxMinorsOlder,
      newer: exception.maxMinorsNewer ?? row.maxMinorsNewer,
      exception: `below ${exception.subjectBelow}`,
      source,
    },
  };
}

/** `25` of `1.25`: these bounds are our own facts. */
function minorNumber(bound: string): number {
  return Number(bound.slice("1.".length));
}

function refuseUnless(allowed: readonly string[], field: string, value: unknown): void {
  if (value === undefined || (typeof value === "string" && allowed.includes(value))) return;
  throw new KubehopError({
    code: "invalid-policy",
    message: `The skew policy's ${field} is ${JSON.stringify(value)}; expected ${allowed.join(" or ")}.`,
    remedy: `Set ${field} to ${allowed.join(" or ")}, or leave it out for ${allowed[0] ?? "the default"}.`,
  });
}
