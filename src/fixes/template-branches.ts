import type { ApiName } from "../kubernetes/api-facts.ts";
import type { SourceFile } from "../source/finding.ts";
import { readingOf } from "./file-reading.ts";

/**
 * Why a version on a line of a template is one of several that the template chooses from: a branch asks the cluster
 * what it serves, or another branch writes the newer version already. Undefined where none does.
 */
export function choiceOfVersion(file: SourceFile, line: number, newer: ApiName): string | undefined {
  const lines = readingOf(file).templateLines ?? [];
  for (const { from, condition } of branchingsAround(lines, line)) {
    if (/Capabilities|APIVersions|kubeVersion|apiVersion/i.test(condition))
      return `the branch of line ${from} asks which version it is to be`;
    if (branchesOf(lines, from).some((branch) => !branch.has(line) && isWritten(newer, [...branch.values()])))
      return `another branch of line ${from} writes ${newer.apiVersion}`;
  }
  return undefined;
}

const ACTIONS = /\{\{.*?\}\}|\{%.*?%\}/g;
const IF = /^(?:\{\{|\{%)[-+]?\s*if\b/;
const OPEN = /^(?:\{\{|\{%)[-+]?\s*(?:if|range|with|define|block|for)\b/;
const ELSE = /^(?:\{\{|\{%)[-+]?\s*(?:else|elif)\b/;
const END = /^(?:\{\{|\{%)[-+]?\s*end(?:if|for|block)?\b/;

interface Branching {
  readonly from: number;
  /** What it asks, in all of its branches before the line. */
  readonly condition: string;
}

function branchingsAround(lines: readonly string[], line: number): readonly Branching[] {
  const open: Branching[] = [];
  for (const [index, written] of lines.slice(0, line - 1).entries()) {
    for (const action of written.match(ACTIONS) ?? []) {
      const last = open.at(-1);
      if (OPEN.test(action)) open.push({ from: index + 1, condition: action });
      else if (END.test(action)) open.pop();
      else if (ELSE.test(action) && last !== undefined)
        open[open.length - 1] = { ...last, condition: `${last.condition} ${action}` };
    }
  }
  return open.filter(({ condition }) => IF.test(condition));
}

/** The lines of each branch of a branching, by their numbers. */
function branchesOf(lines: readonly string[], from: number): readonly ReadonlyMap<number, string>[] {
  const branches = [new Map<number, string>()];
  let depth = 0;
  for (let line = from; line <= lines.length; line += 1) {
    const written = lines[line - 1] ?? "";
    for (const action of written.match(ACTIONS) ?? []) {
      if (OPEN.test(action)) depth += 1;
      else if (END.test(action)) depth -= 1;
      else if (ELSE.test(action) && depth === 1) branches.push(new Map());
    }
    if (depth <= 0) break;
    branches.at(-1)?.set(line, written);
  }
  return branches;
}

/** A branch that names another kind is about another object. */
function isWritten({ apiVersion, kind }: ApiName, branch: readonly string[]): boolean {
  const valuesOf = (key: string) =>
    branch.flatMap((line) => new RegExp(`^\\s*(?:- +)?${key}:\\s*["']?([\\w./-]+)`).exec(line)?.[1] ?? []);
  const kinds = valuesOf("kind");
  return valuesOf("apiVersion").includes(apiVersion) && (kinds.length === 0 || kinds.includes(kind));
}
