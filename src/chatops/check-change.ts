import { assessRepository } from "../assessment/assess-repository.ts";
import type { Assessment, RepositorySnapshot } from "../assessment/assessment.ts";
import { CONFIGURATION_PATHS } from "../config/read-configuration.ts";
import type { CompletedCheck } from "../github/publish-check.ts";
import { statusOf } from "../github/request-failure.ts";
import { isSampleFile, sampleFolder } from "../manifests/sample-folder.ts";
import { renderCheckRun } from "../report/check-run.ts";
import { markdownText } from "../report/markdown-text.ts";
import { shorten } from "../report/shorten.ts";
import { CHECK_NAME, type CheckSubject, externalIdOf } from "./check-subject.ts";
import { chosenAnnotations } from "./chosen-annotations.ts";
import { type Door, linksAt } from "./door.ts";
import { failedCheck } from "./failed-check.ts";

/**
 * Compares base with head and publishes one complete check run on the head commit, whatever happened: an
 * error is a failed check that says so. A repository without clusters and configuration gets none, unless a
 * file in it was meant as one and cannot be read.
 *
 * @throws KubehopError with a code `github-…` where GitHub did not even take the check
 */
export async function checkChange(subject: CheckSubject, door: Door): Promise<"published" | "no-check"> {
  const check = await computed(subject, door);
  if (check === undefined) return "no-check";
  await door.gitHub.publishCheck(await withMovedHead(check, subject, door));
  return "published";
}

async function computed(subject: CheckSubject, door: Door): Promise<CompletedCheck | undefined> {
  const links = linksAt(door, subject.headSha);
  const identity = { name: CHECK_NAME, headSha: subject.headSha, externalId: externalIdOf(subject) };
  try {
    const { head, base } = await snapshots(subject, door);
    const assessment = assessRepository({ subject: "check", head, base, today: door.today() });
    if (isNoneOfOurs(assessment, head)) return undefined;
    const report = renderCheckRun(assessment, links);
    return { ...identity, ...report, annotations: chosenAnnotations(report.annotations) };
  } catch (error) {
    return failedCheck(identity, error, door);
  }
}

async function snapshots(
  subject: CheckSubject,
  { gitHub }: Door,
): Promise<{ head: RepositorySnapshot; base: RepositorySnapshot }> {
  const baseSha = subject.pull === undefined ? subject.baseSha : await forkPoint(subject, gitHub);
  const [head, base] = await Promise.all([gitHub.snapshot(subject.headSha), gitHub.snapshot(baseSha)]);
  return { head, base };
}

/** The commit the branch started from; without a common ancestor GitHub answers 404, and the base's tip must do. */
export async function forkPoint(
  { baseSha, headSha }: Pick<CheckSubject, "baseSha" | "headSha">,
  gitHub: Door["gitHub"],
): Promise<string> {
  try {
    return await gitHub.mergeBase(baseSha, headSha);
  } catch (error) {
    if (statusOf(error) === 404) return baseSha;
    throw error;
  }
}

/** No cluster, no configuration, and no file that looked like a cluster and could not be read. */
function isNoneOfOurs({ verdict, unread }: Assessment, head: RepositorySnapshot): boolean {
  const isConfigured = head.files.some(({ path }) => CONFIGURATION_PATHS.includes(path));
  // A line is known where a reader stumbled; links and binary files were left out without a look.
  const isBroken = unread.some(
    ({ path, line }) => line !== undefined && sampleFolder(path) === undefined && !isSampleFile(path),
  );
  return verdict === "no-cluster" && !isConfigured && !isBroken;
}

/** Read again just before reporting: the check stays true of its own commit, and says that it is not the last. */
async function withMovedHead(
  check: CompletedCheck,
  { pull, headSha }: CheckSubject,
  door: Door,
): Promise<CompletedCheck> {
  if (pull === undefined) return check;
  const now = await currentHead(pull, door);
  if (now === undefined || now === headSha) return check;
  const note = `The branch has moved on to ${markdownText(now.slice(0, 7))}; this is about ${markdownText(headSha.slice(0, 7))} only.`;
  return {
    ...check,
    title: shorten(`Outdated: ${check.title}`, 255),
    summary: fits(`${note}\n\n${check.summary}`) ? `${note}\n\n${check.summary}` : note,
  };
}

/** GitHub's limit of a summary, in bytes. */
function fits(summary: string): boolean {
  return Buffer.byteLength(summary) <= 65_535;
}

/** Undefined where GitHub does not say: the check is published all the same. */
async function currentHead(pull: number, { gitHub, note }: Door): Promise<string | undefined> {
  try {
    return (await gitHub.pullRequest(pull)).headSha;
  } catch (error) {
    note(error);
    return undefined;
  }
}
