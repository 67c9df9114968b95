import { assessRepository } from "../assessment/assess-repository.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { noBaseline } from "../assessment/baseline.ts";
import { findingsOf } from "../assessment/findings-of.ts";
import { loadFile } from "../assessment/read-repository.ts";
import { startOf } from "../assessment/start-of.ts";
import { type Fixes, type FixGround, planFixes } from "../fixes/plan-fixes.ts";
import type { LineRemark } from "../github/suggestions.ts";
import { oldestSupported } from "../kubernetes/support.ts";
import { fixesReport } from "../report/fixes-report.ts";
import { type LineSuggestion, suggestionsIn } from "../report/suggestions.ts";
import { type Answer, type Commits, refusal } from "./answer.ts";
import type { Ask } from "./command.ts";
import { type Door, linksAt } from "./door.ts";
import { failureReport } from "./failure-report.ts";
import { markerOf, type Topic } from "./marker.ts";

/** What a `/fix` is answered for. */
export interface FixOccasion {
  readonly ask: Extract<Ask, { command: "fix" }>;
  readonly pull: number;
  readonly commits: Commits;
}

/**
 * Suggests on the lines that the pull request's diff shows what is mechanical and certain, and answers with one
 * patch for everything else of it. Nothing is pushed. What was suggested before is not suggested twice.
 */
export async function answerFix({ ask, pull, commits }: FixOccasion, door: Door): Promise<Answer> {
  const topic: Topic = { command: "fix", ...(ask.cluster === undefined ? {} : { cluster: ask.cluster }) };
  const links = linksAt(door, commits.head.sha);
  let fixes: Fixes;
  try {
    fixes = fixesFor(ask, commits, door.today());
  } catch (error) {
    door.note(error);
    return refusal(topic, failureReport(error, links));
  }
  const shown = await door.gitHub.shownLines(pull);
  const { suggestions, rest } = suggestionsIn(fixes.files, shown);
  await suggest(suggestions, { pull, sha: commits.head.sha }, door);
  const body = fixesReport({ fixes, suggestions, rest, sha: commits.head.sha }, links);
  return { topic, body: `${markerOf(topic)}\n${body}`, good: true };
}

function fixesFor(ask: FixOccasion["ask"], { head, base }: Commits, today: string): Fixes {
  const assessment = assessRepository({
    subject: "check",
    head,
    base,
    baseline: noBaseline(),
    today,
    ...(ask.to === undefined ? {} : { to: ask.to }),
    ...(ask.cluster === undefined ? {} : { cluster: ask.cluster }),
  });
  return planFixes(findingsOf(assessment), {
    ...groundOf(assessment, head),
    oldestSupported: oldestSupported(today),
  });
}

function groundOf(assessment: Assessment, head: Commits["head"]): Omit<FixGround, "oldestSupported"> {
  const entries = new Map(head.files.map((file) => [file.path, file]));
  return {
    paths: () => [...entries.keys()],
    load: (path) => {
      const entry = entries.get(path);
      const file = entry === undefined ? undefined : loadFile(entry);
      return file !== undefined && "text" in file ? file : { reason: "the file cannot be read again" };
    },
    from: startOf(assessment),
  };
}

async function suggest(
  suggestions: readonly LineSuggestion[],
  { pull, sha }: { readonly pull: number; readonly sha: string },
  door: Door,
): Promise<void> {
  if (suggestions.length === 0) return;
  const [self, standing] = [await door.self(), await door.gitHub.remarks(pull)];
  const ours = standing.filter(({ author }) => isOurs(author.login, self.login));
  const known = new Set(ours.map(({ body }) => body.split("\n", 1)[0]?.trimEnd()));
  const fresh: readonly LineRemark[] = suggestions.filter(({ body }) => !known.has(body.split("\n", 1)[0]));
  if (fresh.length > 0) await door.gitHub.remark(pull, sha, fresh);
}

/** GitHub does not say through which app a remark was made; an app's account is named after it. */
function isOurs(author: string | undefined, self: string | undefined): boolean {
  if (author === undefined) return false;
  return self === undefined ? author.endsWith("[bot]") : author === self;
}
