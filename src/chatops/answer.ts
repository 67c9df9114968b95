import { assessRepository } from "../assessment/assess-repository.ts";
import type { Assessment, RepositorySnapshot } from "../assessment/assessment.ts";
import { renderComment } from "../report/comment.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { type Ask, isAboutRuns, type Misunderstanding } from "./command.ts";
import { type Door, linksAt } from "./door.ts";
import { type FailureReport, failureReport, writtenReport } from "./failure-report.ts";
import { helpText } from "./help-text.ts";
import { markerOf, type Topic } from "./marker.ts";

/** What goes into our comment, and whether it is good news (🚀) or not (😕). */
export interface Answer {
  readonly topic: Topic;
  readonly body: string;
  readonly good: boolean;
}

/** The two commits a command is answered for. */
export interface Commits {
  readonly head: RepositorySnapshot & { readonly sha: string };
  readonly base: RepositorySnapshot;
}

/** Commands that need no look at the repository; undefined for the others. */
export function answerFromGrammar(ask: Ask | Misunderstanding): Answer | undefined {
  if (ask.command === "help") return { ...withMarker({ command: "help" }, helpText()), good: true };
  if (ask.command !== "misunderstood") return undefined;
  return refusal(topicOf(ask), writtenReport({ title: ask.problem, remedy: ask.remedy }));
}

/** The assessment that the command asks for, as a comment. Bad input is an answer too, never an exception. */
export function answerFromCommits(
  ask: Extract<Ask, { command: "upgrade-plan" | "skew-check" }>,
  commits: Commits,
  door: Door,
): Answer {
  const links = linksAt(door, commits.head.sha);
  try {
    const assessment = assess(ask, commits, door.today());
    const topic: Topic = { command: ask.command, ...clusterOf(assessment, ask.cluster) };
    const body = renderComment(assessment, links, { marker: markerOf(topic) });
    return { topic, body, good: isGood(assessment) };
  } catch (error) {
    door.note(error);
    // A name that no cluster has names no comment either.
    const isNameless = error instanceof KubehopError && error.code === "unknown-cluster";
    return refusal(isNameless ? { command: ask.command } : topicOf(ask), failureReport(error, links));
  }
}

/** What an answer is about before anything was read: the command, and the cluster that it names. */
export function topicOf(ask: Ask | Misunderstanding): Topic {
  if (ask.command === "misunderstood") return { command: ask.meant };
  if (isAboutRuns(ask)) return { command: "playbook" };
  const cluster = "cluster" in ask ? ask.cluster : undefined;
  return { command: ask.command, ...(cluster === undefined ? {} : { cluster }) };
}

/** An answer that says why there is none. */
export function refusal(topic: Topic, report: FailureReport): Answer {
  return { ...withMarker(topic, report.markdown), good: false };
}

function assess(
  ask: Extract<Ask, { command: "upgrade-plan" | "skew-check" }>,
  { head, base }: Commits,
  today: string,
): Assessment {
  const common = { head, base, today, ...(ask.cluster === undefined ? {} : { cluster: ask.cluster }) };
  if (ask.command === "skew-check") return assessRepository({ subject: "skew", ...common });
  return assessRepository({
    subject: "plan",
    ...common,
    ...(ask.to === undefined ? {} : { to: ask.to }),
    ...(ask.strategy === undefined ? {} : { strategy: ask.strategy }),
  });
}

/** The one cluster the answer is about, named or not. */
function clusterOf(assessment: Assessment, named: string | undefined): { cluster?: string } {
  const [only, ...others] = assessment.clusters;
  if (only !== undefined && others.length === 0) return { cluster: only.cluster.name };
  return named === undefined ? {} : { cluster: named };
}

function isGood({ verdict }: Assessment): boolean {
  return verdict === "ready" || verdict === "supported" || verdict === "nothing-to-do";
}

function withMarker(topic: Topic, markdown: string): { topic: Topic; body: string } {
  return { topic, body: `${markerOf(topic)}\n${markdown}` };
}
