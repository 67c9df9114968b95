import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Commits } from "../../../github/commits.ts";
import { KubehopError } from "../../../source/kubehop-error.ts";
import type { GitCheckout } from "./git-checkout.ts";

/** Which playbook is run at which commit of a repository. */
export interface CommitToRun {
  /** As a whole SHA. */
  readonly sha: string;
  /** The playbook's file, relative to the repository. */
  readonly file: string;
}

interface Wish {
  /** As it was typed. */
  readonly file: string;
  /** SHA-256 of its bytes. */
  readonly digest: string;
  /** A branch, tag or commit; without it what is checked out here, else the default branch. */
  readonly ref?: string;
}

/**
 * Settles what GitHub is to run, and that the commit holds the very playbook that was read here.
 *
 * @throws {KubehopError} `playbook-not-on-github`, `github-…`
 */
export async function commitToRun(
  { file: typed, digest, ref }: Wish,
  {
    commits,
    defaultBranch,
    checkout,
    workingDirectory,
  }: Readonly<{
    commits: Commits;
    defaultBranch: string;
    checkout?: GitCheckout | undefined;
    workingDirectory: string;
  }>,
): Promise<CommitToRun> {
  const file = fileInRepository(typed, { root: checkout?.root, workingDirectory });
  const asked = ref ?? checkout?.head ?? defaultBranch;
  const sha = await commits.commitOf(asked);
  if (sha === undefined) throw notThere(`GitHub has no commit ${asked} of this repository.`, "Push it");
  const text = await commits.fileOfCommit(file, sha);
  const short = sha.slice(0, 7);
  if (text === undefined) throw notThere(`The commit ${short} has no file ${file}.`, "Commit and push it");
  if (!isTextOf(digest, text)) {
    throw notThere(`The commit ${short} has another text of ${file} than this one.`, "Commit and push it");
  }
  return { sha, file };
}

function fileInRepository(
  typed: string,
  { root, workingDirectory }: Readonly<{ root: string | undefined; workingDirectory: string }>,
): string {
  if (typed === "-")
    throw notThere("A playbook of standard input is in no repository.", "Write it to a file, push that");
  const base = realpathSync(root ?? workingDirectory);
  const file = relative(base, realpathSync(resolve(workingDirectory, typed)));
  if (file.startsWith("..") || isAbsolute(file)) {
    throw notThere(`${typed} is not in this repository.`, "Copy it there, commit and push it");
  }
  return file.split(sep).join("/");
}

/** The mark of byte order is gone from a text that came as one. */
function isTextOf(digest: string, text: string): boolean {
  return [text, `\uFEFF${text}`].some(
    (each) => createHash("sha256").update(each, "utf8").digest("hex") === digest,
  );
}

function notThere(message: string, action: string): KubehopError {
  return new KubehopError({
    code: "playbook-not-on-github",
    message,
    remedy: `${action}, or name another commit with --ref.`,
  });
}
