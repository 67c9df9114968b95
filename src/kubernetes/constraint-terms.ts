/** One comparison of a chart's `kubeVersion`: `>=1.25.0-0`. */
export interface ConstraintTerm {
  /** `>=`, `^`, …; empty where none is written. */
  readonly operator: string;
  /** The numbers up to the first that is left out or `x`: those stand for any. */
  readonly named: readonly number[];
  readonly prerelease: string | undefined;
}

/**
 * Reads a constraint as helm does: ways that `||` separates, each of terms that all have to hold. Undefined where
 * it is none.
 */
export function readConstraint(constraint: string): readonly (readonly ConstraintTerm[])[] | undefined {
  if (constraint.length > LONGEST_CONSTRAINT) return undefined;
  const ways = constraint.replaceAll(RANGE, ">= $<from>, <= $<to> ").split("||").map(readWay);
  return ways.every((way) => way !== undefined) ? ways : undefined;
}

/** Real ones stay far below. */
const LONGEST_CONSTRAINT = 1000;
const NUMBER = "\\d+|[xX*]";
const SUFFIX = "[\\dA-Za-z-]+(?:\\.[\\dA-Za-z-]+)*";
const BOUND = `v?(?:${NUMBER})(?:\\.(?:${NUMBER}))?(?:\\.(?:${NUMBER}))?(?:-${SUFFIX})?(?:\\+${SUFFIX})?`;
/** With the `||` that touches it: helm takes that for a part of the range, and then refuses all of it. */
const RANGE = new RegExp(`\\s*(?<from>(?:[|]+(?!v))?${BOUND})\\s+-\\s+(?<to>${BOUND})\\s*`, "g");
const OPERATOR = "!=|>=|=>|<=|=<|~>|[=<>~^]";
const TERM = new RegExp(
  `\\s*(?<operator>${OPERATOR}|)\\s*v?(?<numbers>[\\dxX*.]+)(?:-(?<prerelease>${SUFFIX}))?(?:\\+${SUFFIX})?` +
    "(?=[\\s,]|$)\\s*,?",
  "y",
);
const NUMBERS = new RegExp(`^(?:${NUMBER})(?:\\.(?:${NUMBER})){0,2}$`);

/** The comparisons between two `||`, which all have to hold; undefined where something else stands there. */
function readWay(way: string): readonly ConstraintTerm[] | undefined {
  const text = way.trim();
  const terms: ConstraintTerm[] = [];
  for (TERM.lastIndex = 0; TERM.lastIndex < text.length; ) {
    const groups = TERM.exec(text)?.groups;
    if (groups === undefined || !NUMBERS.test(groups.numbers ?? "")) return undefined;
    const parts = (groups.numbers ?? "").split(".");
    const open = parts.findIndex((part) => !/^\d+$/.test(part));
    const named = parts.slice(0, open === -1 ? undefined : open).map(Number);
    terms.push({ operator: groups.operator ?? "", named, prerelease: groups.prerelease });
  }
  return terms.length === 0 || text.endsWith(",") ? undefined : terms;
}
