/** Name of the check, as branch protection knows it. */
export const CHECK_NAME = "Kubehop";

/** What is checked: the head commit against the base, for a pull request or a merge-queue entry. */
export interface CheckSubject {
  readonly headSha: string;
  /** The base branch's tip, or for a merge-queue entry the commit it is built on. */
  readonly baseSha: string;
  /** Missing for a merge-queue entry. */
  readonly pull?: number;
  /** Names this piece of work (the delivery's id), so that a repeated request finds its first try. */
  readonly run: string;
}

/** The check run's `external_id`: enough to do the work again when somebody asks for a new run. */
export function externalIdOf({ baseSha, pull, run }: CheckSubject): string {
  return `kubehop:1:${pull ?? "queue"}:${baseSha}:${run}`;
}

/** The same where it never got so far as to know the base: a new run looks for it again. */
export function externalIdOfCommit({ run }: Pick<CheckSubject, "run">): string {
  return `kubehop:1:commit:${run}`;
}

/** Reads an `external_id` of ours back; undefined for anybody else's. */
export function readExternalId(
  text: string,
): { readonly baseSha: string; readonly pull?: number } | undefined {
  const found = /^kubehop:1:(queue|\d{1,9}):([0-9a-f]{40}|[0-9a-f]{64}):/.exec(text);
  if (found === null) return undefined;
  const [, pull = "", baseSha = ""] = found;
  return pull === "queue" ? { baseSha } : { baseSha, pull: Number(pull) };
}
