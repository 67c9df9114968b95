import packageJson from "../../package.json" with { type: "json" };

/** Where things that a report names can be opened. Renderers fetch nothing; they only write addresses. */
export interface ReportLinks {
  /** Address of a file's line at the commit that was read; without it files stand as `path:line`. */
  readonly fileUrl?: (path: string, line?: number) => string;
  /** Address of a runbook page from its path in the Kubehop repository (`docs/runbooks/<id>.md`). */
  readonly runbookUrl: (runbook: string) => string;
  /** Where the uncut plan is: words such as "the artifact kubehop-report of this run", and its address. */
  readonly fullPlan?: { readonly text: string; readonly url?: string };
}

/** A repository at one commit on GitHub or a GitHub Enterprise Server. */
export interface RepositoryCommit {
  /** `https://github.com`, without a slash at the end. */
  readonly serverUrl: string;
  readonly owner: string;
  readonly repository: string;
  readonly sha: string;
}

/** Where the runbooks of this very release are; the only place that knows the project's address. */
const RUNBOOK_BASE = `https://github.com/kubehop/kubehop/blob/v${packageJson.version}`;

/** Links for a report about a commit on GitHub. */
export function repositoryLinks(commit: RepositoryCommit, fullPlan?: ReportLinks["fullPlan"]): ReportLinks {
  const { serverUrl, owner, repository, sha } = commit;
  const base = `${serverUrl.replace(/\/+$/, "")}/${owner}/${repository}/blob/${sha}`;
  return {
    ...plainLinks(fullPlan),
    fileUrl: (path, line) => `${base}/${encodedPath(path)}${line === undefined ? "" : `#L${line}`}`,
  };
}

/** Links for a report about files on a disk: runbooks only. */
export function plainLinks(fullPlan?: ReportLinks["fullPlan"]): ReportLinks {
  return {
    runbookUrl: (runbook) => `${RUNBOOK_BASE}/${encodedPath(runbook)}`,
    ...(fullPlan === undefined ? {} : { fullPlan }),
  };
}

function encodedPath(path: string): string {
  return path.toWellFormed().split("/").map(encodedSegment).join("/");
}

/** `..` stays a name: an address must not climb out of the repository. */
function encodedSegment(segment: string): string {
  return /^\.{1,2}$/.test(segment) ? segment.replaceAll(".", "%2E") : encodeURIComponent(segment);
}
