import { type ConstraintTerm, readConstraint } from "./constraint-terms.ts";
import { comparePrereleases } from "./prerelease-order.ts";
import type { Version } from "./version.ts";

/**
 * Whether helm takes a version for one that satisfies a chart's `kubeVersion`: `>=1.25.0-0 <1.36.0-0`, `^1.20`,
 * `~1.18.3 || 1.20.x`, `1.19 - 1.22`. A pre-release satisfies only constraints that name one (`-0`). Of a minor
 * without a patch the answer counts where it is the same for each patch. Undefined where that is not so, and
 * where the constraint is none (helm refuses such a chart on every version).
 *
 * The rules are those of github.com/Masterminds/semver v3, which helm judges by.
 */
export function satisfies(version: Version, constraint: string): boolean | undefined {
  const ways = readConstraint(constraint);
  if (ways === undefined) return undefined;
  const answers = candidates(version, ways.flat()).map((release) =>
    ways.some((terms) => allows(terms, release)),
  );
  return answers.every((answer) => answer === answers[0]) ? answers[0] : undefined;
}

interface Release {
  readonly numbers: readonly [major: number, minor: number, patch: number];
  readonly prerelease: string | undefined;
}

const HIGHEST_PATCH = 999_999;

/** The version itself; of a minor each patch that the terms may tell from others. */
function candidates({ minor, patch, text }: Version, terms: readonly ConstraintTerm[]): readonly Release[] {
  const prerelease = /^[^+-]*-([^+]*)/.exec(text)?.[1];
  if (patch !== undefined) return [{ numbers: [1, minor, patch], prerelease }];
  const told = terms.flatMap(({ named: [, , number = 0] }) => [number, number + 1]);
  return [0, ...told, HIGHEST_PATCH].map((number) => ({ numbers: [1, minor, number], prerelease }));
}

function allows(terms: readonly ConstraintTerm[], release: Release): boolean {
  const judgesPrereleases = terms.some(({ prerelease }) => prerelease !== undefined);
  if (release.prerelease !== undefined && !judgesPrereleases) return false;
  return terms.every((term) => holds(term, release));
}

function holds(term: ConstraintTerm, release: Release): boolean {
  const order = orderTo(term, release);
  const isExact = term.named.length === 3;
  switch (term.operator) {
    case ">":
      return isExact ? order > 0 : orderToNamed(term, release) > 0;
    case "<":
      return order < 0;
    case ">=":
    case "=>":
      return order >= 0;
    case "<=":
    case "=<":
      return isExact ? order <= 0 : orderToNamed(term, release) <= 0;
    case "^":
      return order >= 0 && release.numbers[0] === (term.named[0] ?? 0);
    case "~":
    case "~>":
      return order >= 0 && isAlike(term.named.slice(0, 2), release);
    case "!=":
      return !isDenied(term, release);
    default:
      return isExact ? order === 0 : order >= 0 && isAlike(term.named, release);
  }
}

/** What is left out counts as zero. */
function orderTo({ named, prerelease }: ConstraintTerm, release: Release): number {
  return orderOf(release.numbers, named) || comparePrereleases(release.prerelease, prerelease);
}

/** The minors below `<=1.36` and above `>1.36` are decided by the numbers that are written alone. */
function orderToNamed({ named }: ConstraintTerm, { numbers }: Release): number {
  return orderOf(numbers.slice(0, Math.max(named.length, 1)), named);
}

function orderOf(numbers: readonly number[], named: readonly number[]): number {
  const index = numbers.findIndex((number, at) => number !== (named[at] ?? 0));
  return index === -1 ? 0 : (numbers[index] ?? 0) - (named[index] ?? 0);
}

function isAlike(named: readonly number[], { numbers }: Release): boolean {
  return named.every((number, index) => number === numbers[index]);
}

function isDenied(term: ConstraintTerm, release: Release): boolean {
  if (term.named.length === 0) return false;
  const isMinor = term.named.length >= 2;
  return isAlike(term.named, release) && (!isMinor || sameSuffix(term, release));
}

/** `!=1.36` denies 1.36.4, and 1.36.0-rc.1 only where it names that pre-release. */
function sameSuffix(term: ConstraintTerm, release: Release): boolean {
  return comparePrereleases(release.prerelease, term.prerelease) === 0;
}
