import { counted } from "../source/counted.ts";
import { type SkewLimits, type SkewPolicy, type SkewRule, skewLimits } from "./skew-limits.ts";
import { minorDistance, type Version } from "./version.ts";

export type SkewComponent =
  | "kube-apiserver"
  | "kube-controller-manager"
  | "kube-scheduler"
  | "cloud-controller-manager"
  | "kubelet"
  | "kube-proxy"
  | "kubectl";

/** A running component with its version read. */
export interface Instance {
  readonly component: SkewComponent;
  readonly node?: string;
  readonly version: Version;
}

/** The oldest and the newest of the instances that something is held against; the first ones of a tie. */
export interface Extremes {
  readonly oldest: Instance;
  readonly newest: Instance;
}

/** One component that breaks one rule. */
export interface SkewViolation {
  readonly rule: SkewRule;
  readonly component: SkewComponent;
  readonly node?: string;
  readonly version: string;
  /** The instance that it is too far from: the oldest where it is too new, the newest where it is too old. */
  readonly against: { readonly component: SkewComponent; readonly node?: string; readonly version: string };
  /** How many minors the rule allows in the direction of this violation: 0 or more, never negative. */
  readonly allowedMinors: number;
  /** How many minors there are in that direction: always more than `allowedMinors`. */
  readonly actualMinors: number;
  /** One sentence with both versions and the numbers; plain text, to be escaped by whoever prints it. */
  readonly message: string;
  /** Where the rule stands. */
  readonly source: string;
}

/** What is judged: one component under one rule against the instances that the rule names. */
export interface SkewCheck {
  readonly rule: SkewRule;
  readonly subject: Instance;
  readonly against: Extremes;
  readonly policy: SkewPolicy;
}

/**
 * The violations of one check: too old, too new, neither, or (against API servers far apart) both. API
 * servers among themselves are told from the side of the one left behind only, since each pair has two.
 */
export function violationsOf(check: SkewCheck): SkewViolation[] {
  const { rule, subject, against, policy } = check;
  const limits = skewLimits(rule, subject.version, policy);
  const behind = minorDistance(against.newest.version, subject.version);
  const ahead = minorDistance(subject.version, against.oldest.version);
  const violations: SkewViolation[] = [];
  if (behind > limits.older) violations.push(violation(check, limits, "older"));
  if (ahead > limits.newer && rule !== "apiserver-ha") violations.push(violation(check, limits, "newer"));
  return violations;
}

/** The oldest and newest of a list, undefined for an empty one. */
export function extremes(instances: readonly Instance[]): Extremes | undefined {
  let [oldest, newest] = [instances[0], instances[0]];
  for (const instance of instances) {
    if (oldest !== undefined && minorDistance(instance.version, oldest.version) < 0) oldest = instance;
    if (newest !== undefined && minorDistance(instance.version, newest.version) > 0) newest = instance;
  }
  return oldest === undefined || newest === undefined ? undefined : { oldest, newest };
}

type Direction = "older" | "newer";

function violation(check: SkewCheck, limits: SkewLimits, direction: Direction): SkewViolation {
  const { rule, subject } = check;
  const reference = direction === "older" ? check.against.newest : check.against.oldest;
  return {
    rule,
    ...told(subject),
    against: told(reference),
    allowedMinors: limits[direction],
    actualMinors: Math.abs(minorDistance(subject.version, reference.version)),
    message: sentence(check, limits, direction),
    source: limits.source,
  };
}

function told(instance: Instance): { component: SkewComponent; node?: string; version: string } {
  const { component, node, version } = instance;
  return { component, ...(node === undefined ? {} : { node }), version: version.text };
}

function sentence(check: SkewCheck, limits: SkewLimits, direction: Direction): string {
  const { subject, against } = check;
  const reference = direction === "older" ? against.newest : against.oldest;
  const distance = Math.abs(minorDistance(subject.version, reference.version));
  return `${named(subject)} is ${counted(distance, "minor")} ${direction} than ${named(reference)}; ${allowance(check, limits, direction)}.`;
}

function allowance(check: SkewCheck, limits: SkewLimits, direction: Direction): string {
  if (limits[direction] === 0) return "it must never be newer";
  const exception =
    limits.exception === undefined ? "" : ` for a ${check.subject.component} ${limits.exception}`;
  return `the limit is ${counted(limits[direction], "minor")}${exception}`;
}

function named(instance: Instance): string {
  const node = instance.node === undefined ? "" : ` on ${instance.node}`;
  return `${instance.component} ${instance.version.text}${node}`;
}
