import type { PullRequest } from "../github/pull-requests.ts";
import { plainLinks } from "../report/links.ts";
import { type Admission, admit } from "./admission.ts";
import { type Answer, answerFromCommits, answerFromGrammar, refusal, topicOf } from "./answer.ts";
import { answerFix } from "./answer-fix.ts";
import { type CommandComment, isAboutRuns } from "./command.ts";
import { type Door, linksAt } from "./door.ts";
import { failureReport } from "./failure-report.ts";
import { findOwn, isSame } from "./marker.ts";
import { answerAboutRuns } from "./playbooks/answer-about-runs.ts";
import { ownRuns } from "./playbooks/own-runs.ts";
import { playbookList } from "./playbooks/playbook-list.ts";
import { stillTrue } from "./still-true.ts";

/**
 * Answers a command: 👀, one comment edited in place, 🚀 or 😕. Somebody who may not ask gets 👎 and nothing
 * else; where GitHub does not even tell who may, 👀 and 😕. The answer belongs to the head commit of this
 * moment; a push while it is computed makes it say so. A word that is other bots' too is nothing for us where no
 * playbook of ours was run.
 *
 * @throws KubehopError with a code `github-…` where GitHub did not even take the answer
 */
export async function answerComment(comment: CommandComment, door: Door): Promise<void> {
  const { gitHub } = door;
  if (isBare(comment) && !(await hasOwnRun(comment.pull, door))) return;
  const admission = await admit(comment, door);
  if (admission.kind === "closed") return;
  if (admission.kind === "refused") {
    await gitHub.react(comment.commentId, "-1");
    return;
  }
  await gitHub.react(comment.commentId, "eyes");
  try {
    const good = await reply(comment, admission, door);
    await gitHub.react(comment.commentId, good ? "rocket" : "confused");
  } catch (error) {
    await gitHub.react(comment.commentId, "confused");
    throw error;
  }
}

function isBare({ ask }: CommandComment): boolean {
  return (ask.command === "cancel" || ask.command === "retry") && ask.isBare;
}

async function hasOwnRun(pull: number, door: Door): Promise<boolean> {
  return ownRuns(await door.gitHub.comments(pull), await door.self()).length > 0;
}

/** Finds the answer and writes it; true for a good one. */
async function reply(
  comment: CommandComment,
  admission: Extract<Admission, { kind: "admitted" | "undecided" }>,
  door: Door,
): Promise<boolean> {
  if (admission.kind === "undecided") {
    if (!admission.mayBeTold) throw admission.error;
    door.note(admission.error);
    return write(
      { answer: refusal(topicOf(comment.ask), failureReport(admission.error, plainLinks())) },
      comment,
      door,
    );
  }
  const immediate = answerFromGrammar(comment.ask);
  if (immediate !== undefined) return write({ answer: immediate }, comment, door);
  if (isAboutRuns(comment.ask)) {
    const refused = await answerAboutRuns({ ...comment, ask: comment.ask }, admission, door);
    return refused === undefined || write({ answer: refused }, comment, door);
  }
  const computed = await answerOf(comment, admission, door);
  return write({ answer: computed, madeFor: admission.pull }, comment, door);
}

async function answerOf(
  { ask }: CommandComment,
  admission: Extract<Admission, { kind: "admitted" }>,
  door: Door,
): Promise<Answer> {
  if (ask.command === "help" || ask.command === "misunderstood" || isAboutRuns(ask)) {
    throw new Error("answered elsewhere");
  }
  const { headSha, baseSha, number: pull } = admission.pull;
  try {
    const base = admission.base ?? (await door.gitHub.snapshot(baseSha));
    if (ask.command === "playbook") return playbookList(base, baseSha);
    const head = await door.gitHub.snapshot(headSha);
    const commits = { head: { ...head, sha: headSha }, base };
    if (ask.command === "fix") return await answerFix({ ask, pull, commits }, door);
    return answerFromCommits(ask, commits, door);
  } catch (error) {
    door.note(error);
    return refusal(topicOf(ask), failureReport(error, linksAt(door, headSha)));
  }
}

interface Letter {
  readonly answer: Answer;
  /** The pull request as it was when the answer was computed from its commits. */
  readonly madeFor?: PullRequest;
}

async function write({ answer, madeFor }: Letter, { pull }: CommandComment, door: Door): Promise<boolean> {
  const { gitHub } = door;
  const self = await door.self();
  const comments = await gitHub.comments(pull);
  const { topic, body, good } = madeFor === undefined ? answer : await stillTrue(answer, madeFor, door);
  const own = findOwn(comments, topic, self);
  if (own === undefined) await gitHub.addComment(pull, body, ({ author }) => isSame(author, self));
  else await gitHub.editComment(own.id, body);
  return good;
}
