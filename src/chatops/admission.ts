import type { RepositorySnapshot } from "../assessment/assessment.ts";
import { configurationFiles } from "../assessment/read-repository.ts";
import { CONFIGURATION_PATHS } from "../config/read-configuration.ts";
import type { Role } from "../github/permissions.ts";
import type { PullRequest } from "../github/pull-requests.ts";
import type { SourceFile } from "../source/finding.ts";
import { answerFromGrammar } from "./answer.ts";
import { type CommandComment, isAboutRuns } from "./command.ts";
import type { Door } from "./door.ts";
import { defaultRole, mayAsk, neededRole } from "./permission.ts";

/** Whether the author of a command is answered, with what was read to decide it. */
export type Admission =
  | {
      readonly kind: "admitted";
      readonly pull: PullRequest;
      /** Of the default branch. */
      readonly configuration: readonly SourceFile[];
      /** The base commit, where reading it was the way to its configuration. */
      readonly base?: RepositorySnapshot;
    }
  | { readonly kind: "refused" }
  | { readonly kind: "closed" }
  /** GitHub did not say. The author may be told so where their role alone would do. */
  | { readonly kind: "undecided"; readonly error: unknown; readonly mayBeTold: boolean };

/** Whether somebody may have playbooks run in the repository's own runners: those who could push there. */
export async function mayRun(login: string, door: Door): Promise<boolean> {
  const role = await door.gitHub.roleOf(login);
  return mayAsk(role, defaultRole) && mayAsk(role, neededRole(await defaultConfiguration(door)));
}

/** Nobody is let in on an error: what cannot be verified is not allowed. */
export async function admit(comment: CommandComment, door: Door): Promise<Admission> {
  const { gitHub } = door;
  const [role, pull] = await Promise.allSettled([
    gitHub.roleOf(comment.author),
    gitHub.pullRequest(comment.pull),
  ]);
  if (role.status === "rejected") return { kind: "undecided", error: role.reason, mayBeTold: false };
  const mayBeTold = mayAsk(role.value, defaultRole);
  if (pull.status === "rejected") return { kind: "undecided", error: pull.reason, mayBeTold };
  if (!pull.value.open) return { kind: "closed" };
  try {
    return await decide({ role: role.value, pull: pull.value, comment }, door);
  } catch (error) {
    return { kind: "undecided", error, mayBeTold };
  }
}

interface Applicant {
  readonly role: Role;
  readonly pull: PullRequest;
  readonly comment: CommandComment;
}

async function decide(applicant: Applicant, door: Door): Promise<Admission> {
  const { files, base } = await configuration(applicant, door);
  const { role, pull, comment } = applicant;
  if (!mayAsk(role, neededRole(files))) return { kind: "refused" };
  // What runs in the repository's own runners is for those who could push it there.
  if (isAboutRuns(comment.ask) && !mayAsk(role, defaultRole)) return { kind: "refused" };
  return { kind: "admitted", pull, configuration: files, ...(base === undefined ? {} : { base }) };
}

/**
 * The configuration of the default branch: from the base's archive, which a plan needs anyway, where that
 * is the default branch and the person has the usual right; else from the one file.
 */
async function configuration(
  { role, pull, comment }: Applicant,
  door: Door,
): Promise<{ files: readonly SourceFile[]; base?: RepositorySnapshot }> {
  const needsBase = comment.ask.command !== "cancel" && answerFromGrammar(comment.ask) === undefined;
  if (needsBase && pull.baseRef === door.defaultBranch && mayAsk(role, defaultRole)) {
    const base = await door.gitHub.snapshot(pull.baseSha);
    return { files: configurationFiles(base), base };
  }
  return { files: await defaultConfiguration(door) };
}

/** The configuration of the default branch, by itself. */
async function defaultConfiguration({ gitHub }: Door): Promise<readonly SourceFile[]> {
  for (const path of CONFIGURATION_PATHS) {
    const text = await gitHub.defaultBranchFile(path);
    if (text !== undefined) return [{ path, text }];
  }
  return [];
}
