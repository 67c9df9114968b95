import type { RepositorySnapshot } from "../assessment/assessment.ts";
import { configurationFiles } from "../assessment/read-repository.ts";
import { CONFIGURATION_PATHS } from "../config/read-configuration.ts";
import type { Role } from "../github/permissions.ts";
import type { PullRequest } from "../github/pull-requests.ts";
import type { SourceFile } from "../source/finding.ts";
import { type Answer, answerFromCommits, answerFromGrammar, refusal } from "./answer.ts";
import type { Ask, Misunderstanding } from "./command.ts";
import { type Door, linksAt } from "./door.ts";
import { failureReport, writtenReport } from "./failure-report.ts";
import { findOwn, isSame } from "./marker.ts";
import { defaultRole, mayAsk, neededRole } from "./permission.ts";

/** A new comment on an open pull request, written by a person, that holds one of our commands. */
export interface CommandComment {
  readonly pull: number;
  readonly commentId: number;
  readonly author: string;
  readonly ask: Ask | Misunderstanding;
}

/**
 * Answers a command: 👀, one comment edited in place, 🚀 or 😕. Somebody who may not ask gets 👎 and nothing
 * else. The answer belongs to the head commit of this moment; a push while it is computed makes it say so.
 *
 * @throws KubehopError with a code `github-…` where GitHub did not even take the answer
 */
export async function answerComment(comment: CommandComment, door: Door): Promise<void> {
  const { gitHub } = door;
  const admission = await admit(comment, door);
  if (admission === "closed") return;
  if (admission === "refused") {
    await gitHub.react(comment.commentId, "-1");
    return;
  }
  await gitHub.react(comment.commentId, "eyes");
  try {
    const answer = await answerOf(comment, admission, door);
    const good = await report(answer, comment, { admission, door });
    await gitHub.react(comment.commentId, good ? "rocket" : "confused");
  } catch (error) {
    await gitHub.react(comment.commentId, "confused");
    throw error;
  }
}

/** What was read to decide whether somebody may ask. */
interface Admission {
  readonly pull: PullRequest;
  /** The base commit, where reading it was the way to its configuration. */
  readonly base?: RepositorySnapshot;
}

/** Nobody is let in on an error: what cannot be verified is not allowed. */
async function admit(comment: CommandComment, door: Door): Promise<Admission | "refused" | "closed"> {
  const { gitHub } = door;
  try {
    const [role, pull] = await Promise.all([gitHub.roleOf(comment.author), gitHub.pullRequest(comment.pull)]);
    if (!pull.open) return "closed";
    const { files, base } = await configuration({ role, pull, comment }, door);
    if (!mayAsk(role, neededRole(files))) return "refused";
    return { pull, ...(base === undefined ? {} : { base }) };
  } catch (error) {
    await gitHub.react(comment.commentId, "confused");
    throw error;
  }
}

interface Applicant {
  readonly role: Role;
  readonly pull: PullRequest;
  readonly comment: CommandComment;
}

/**
 * The configuration of the default branch: from the base's archive, which a plan needs anyway, where that
 * is the default branch and the person has the usual right; else from the one file.
 */
async function configuration(
  { role, pull, comment }: Applicant,
  door: Door,
): Promise<{ files: readonly SourceFile[]; base?: RepositorySnapshot }> {
  const needsBase = answerFromGrammar(comment.ask) === undefined;
  if (needsBase && pull.baseRef === door.defaultBranch && mayAsk(role, defaultRole)) {
    const base = await door.gitHub.snapshot(pull.baseSha);
    return { files: configurationFiles(base), base };
  }
  for (const path of CONFIGURATION_PATHS) {
    const text = await door.gitHub.defaultBranchFile(path);
    if (text !== undefined) return { files: [{ path, text }] };
  }
  return { files: [] };
}

async function answerOf(comment: CommandComment, admission: Admission, door: Door): Promise<Answer> {
  const { ask } = comment;
  const immediate = answerFromGrammar(ask);
  if (immediate !== undefined) return immediate;
  if (ask.command !== "upgrade-plan" && ask.command !== "skew-check") throw new Error("no such command");
  const { headSha, baseSha } = admission.pull;
  try {
    const head = await door.gitHub.snapshot(headSha);
    const base = admission.base ?? (await door.gitHub.snapshot(baseSha));
    return answerFromCommits(ask, { head: { ...head, sha: headSha }, base }, door);
  } catch (error) {
    return refusal({ command: ask.command }, failureReport(error, linksAt(door, headSha)));
  }
}

/** Writes the answer, or that the branch moved while it was computed; true for a good answer. */
async function report(
  answer: Answer,
  { pull: number }: CommandComment,
  { admission, door }: { admission: Admission; door: Door },
): Promise<boolean> {
  const { gitHub } = door;
  const self = await door.self();
  const comments = await gitHub.comments(number);
  const now = await gitHub.pullRequest(number);
  const written = now.headSha === admission.pull.headSha ? answer : moved(answer, admission.pull, now);
  const own = findOwn(comments, written.topic, self);
  if (own === undefined) {
    await gitHub.addComment(number, written.body, ({ author }) => isSame(author, self));
  } else {
    await gitHub.editComment(own.id, written.body);
  }
  return written.good;
}

function moved(answer: Answer, before: PullRequest, after: PullRequest): Answer {
  if (answer.topic.command === "help") return answer;
  return refusal(
    answer.topic,
    writtenReport({
      title: `The branch moved from \`${before.headSha.slice(0, 7)}\` to \`${after.headSha.slice(0, 7)}\` while Kubehop read it, so there is no answer for either.`,
      remedy: "Ask again: the next answer is for the new commit.",
    }),
  );
}
