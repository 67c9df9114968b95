import type { Version } from "./version.ts";

/**
 * Whether a version satisfies a constraint as Helm's charts write it in `kubeVersion`: `>=1.25.0-0 <1.36.0`,
 * `^1.20 || ~1.18.3`, `1.19 - 1.22`. Of a minor without a patch the answer counts where it is the same for each
 * patch. Undefined where that is not so, or where the constraint is none.
 */
export function satisfies(version: Version, constraint: string): boolean | undefined {
  const { minor, patch } = version;
  const lowest = allows(constraint, [1, minor, patch ?? 0]);
  return patch !== undefined || lowest === allows(constraint, [1, minor, HIGHEST_PATCH]) ? lowest : undefined;
}

const HIGHEST_PATCH = 999_999;

type Numbers = readonly [major: number, minor: number, patch: number];

/** What a constraint names: numbers that are left out, or `x`, stand for any. */
type Bound = readonly [major: number | undefined, minor: number | undefined, patch: number | undefined];

function allows(constraint: string, version: Numbers): boolean | undefined {
  const ways = constraint.split("||").map((way) => allowsAll(way, version));
  return ways.includes(undefined) ? undefined : ways.includes(true);
}

const NUMBER = "\\d+|[xX*]";
const PART = `(?:${NUMBER})(?:\\.(?:${NUMBER}))?(?:\\.(?:${NUMBER}))?(?:-[\\w.-]+)?(?:\\+[\\w.-]+)?`;
const RANGE = new RegExp(`(?<from>v?${PART})\\s+-\\s+(?<to>v?${PART})`, "g");
const TERM = new RegExp(`(?<operator>[=!<>~^]{0,2})\\s*v?(?<bound>${PART})\\s*,?\\s*`, "y");

/** Comparisons side by side all have to hold. */
function allowsAll(way: string, version: Numbers): boolean | undefined {
  const text = way.replaceAll(RANGE, ">=$<from> <=$<to>").trim();
  const results: (boolean | undefined)[] = [];
  let at = 0;
  while (at < text.length) {
    TERM.lastIndex = at;
    const groups = TERM.exec(text)?.groups;
    if (groups === undefined) return undefined;
    const { operator = "", bound = "" } = groups;
    results.push(compare(beforeRelease(operator, bound), boundOf(bound), version));
    at = TERM.lastIndex;
  }
  if (results.length === 0 || results.includes(undefined)) return undefined;
  return results.every((result) => result === true);
}

/** A pre-release (`1.36.0-0`) is below its release, so that no release is the bound itself. */
function beforeRelease(operator: string, bound: string): string {
  if (!/^\d+\.\d+\.\d+-/.test(bound)) return operator;
  return operator.replace(/^<=$|^=<$/, "<").replace(/^>$/, ">=");
}

function boundOf(text: string): Bound {
  const [release = ""] = text.split(/[-+]/);
  const [major, minor, patch] = release
    .split(".")
    .map((part) => (/^\d+$/.test(part) ? Number(part) : undefined));
  return [major, minor, minor === undefined ? undefined : patch];
}

function compare(operator: string, bound: Bound, version: Numbers): boolean | undefined {
  switch (operator) {
    case "":
    case "=":
    case "==":
      return isLike(bound, version);
    case "!=":
      return !isLike(bound, version);
    case ">":
      return isAbove(bound, version) && !isLike(bound, version);
    case ">=":
    case "=>":
      return isAbove(bound, version);
    case "<":
      return !isAbove(bound, version);
    case "<=":
    case "=<":
      return !isAbove(bound, version) || isLike(bound, version);
    case "~":
    case "~>":
      return isAbove(bound, version) && isLike([bound[0], bound[1], undefined], version);
    case "^":
      return isAbove(bound, version) && isLike([bound[0], undefined, undefined], version);
    default:
      return undefined;
  }
}

/** Each number that the bound names is the version's. */
function isLike(bound: Bound, version: Numbers): boolean {
  return bound.every((number, index) => number === undefined || number === version[index]);
}

/** At the bound or above it, what is left out counting as zero. */
function isAbove(bound: Bound, version: Numbers): boolean {
  for (const [index, number] of version.entries()) {
    const other = bound[index] ?? 0;
    if (number !== other) return number > other;
  }
  return true;
}
