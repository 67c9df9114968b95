import type { Readable } from "node:stream";
import { archiveOfTree, type TreeEntry } from "./archive-of-tree.ts";
import type { ApiRequest } from "./conformance.ts";
import { APP, type Caller, type EmulatedGitHub } from "./emulated-github.ts";
import { workflowRoutes } from "./workflow-routes.ts";

/** What the adapter answers itself, because the emulator lacks it or does it otherwise than GitHub. */
export type RouteAnswer =
  | { readonly status: number; readonly json?: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly status: 200; readonly stream: Readable };

/** State that the emulator does not keep. */
export interface AdapterState {
  /** Reactions by comment id, in order. */
  readonly reactions: Map<number, string[]>;
  /** Annotations by check run id: GitHub appends, the emulator replaces. */
  readonly annotations: Map<number, unknown[]>;
  /** `external_id` and name of check runs are kept by the emulator; the ones made for forks are not. */
  readonly forkHeads: Map<string, string>;
  /** Remarks on lines, by repository and pull request: the emulator wants positions in the diff instead of lines. */
  readonly remarks: Map<string, Remark[]>;
  /** Workflow runs that were dispatched, in order: the emulator has no Actions. */
  readonly dispatched: DispatchedRun[];
  /** What the runners of a repository (`octo/shop`) do with a run; without one a run goes on until it is cancelled. */
  readonly runners: Map<string, (run: DispatchedRun) => JobResult>;
  /** The jobs of a workflow run, by its number. */
  readonly jobs: Map<number, readonly object[]>;
}

/** How a run ends, and the zip archive that it leaves. */
export interface JobResult {
  readonly conclusion: "success" | "failure";
  readonly artifact?: Buffer;
}

/** A workflow run as whoever dispatched it sees it. */
export interface DispatchedRun {
  readonly id: number;
  readonly repository: string;
  readonly workflow: string;
  readonly ref: string;
  readonly inputs: Readonly<Record<string, string>>;
  status: "in_progress" | "completed" | "cancelled";
}

/** A remark of a review, as GitHub takes it. */
export interface Remark {
  readonly path: string;
  readonly line: number;
  readonly side: string;
  readonly body: string;
}

/** Answers a request of its pattern, by the groups of that. */
export type Route = (
  match: Readonly<Record<string, string>>,
  request: ApiRequest,
  owner: Caller,
) => Promise<RouteAnswer>;

/** Changes an answer of the emulator into GitHub's. */
type Correction = (
  answer: Record<string, unknown>,
  match: Readonly<Record<string, string>>,
  owner: Caller,
) => Promise<unknown>;

const REPO = "/repos/(?<owner>[^/]+)/(?<repo>[^/]+)";

/** Routes in front of the emulator and corrections behind it. */
export function gitHubRoutes(emulator: EmulatedGitHub, state: AdapterState) {
  const owner = emulator.as("octo");
  const routes: readonly (readonly [string, RegExp, Route])[] = [
    ["GET", new RegExp(`^${REPO}/tarball/(?<ref>.+)$`), redirectToArchive],
    ["GET", /^\/_codeload\/(?<owner>[^/]+)\/(?<repo>[^/]+)\/(?<ref>.+)$/, archive],
    ["POST", new RegExp(`^${REPO}/issues/comments/(?<id>\\d+)/reactions$`), react(state)],
    ["GET", new RegExp(`^${REPO}/collaborators/(?<login>[^/]+)/permission$`), permission],
    ["GET", new RegExp(`^${REPO}/commits/(?<sha>[0-9a-f]{40})/pulls$`), pullsOfCommit],
    ["GET", new RegExp(`^${REPO}/issues/comments$`), recentComments],
    ["GET", new RegExp(`^${REPO}/pulls/(?<number>\\d+)/files$`), filesOfPull],
    ["GET", new RegExp(`^${REPO}/pulls/(?<number>\\d+)/comments$`), remarksOf(state)],
    ["POST", new RegExp(`^${REPO}/pulls/(?<number>\\d+)/reviews$`), review(state)],
    ...workflowRoutes(state, `^${REPO}/actions`),
  ];
  const corrections: readonly (readonly [RegExp, Correction])[] = [
    [new RegExp(`^GET ${REPO}/pulls/(?<number>\\d+)$`), currentHead],
    [new RegExp(`^(?:POST|PATCH) ${REPO}/check-runs(?:/\\d+)?$`), async (run) => ({ ...run, app: appPart })],
    [
      new RegExp(`^GET ${REPO}/issues/\\d+/comments$`),
      async (list) => (Array.isArray(list) ? list.map(withApp) : list),
    ],
  ];
  return {
    answer: async (request: ApiRequest): Promise<RouteAnswer | undefined> => {
      for (const [method, pattern, route] of routes) {
        const groups = method === request.method ? pattern.exec(request.path)?.groups : undefined;
        if (groups !== undefined) return route(decoded(groups), request, owner);
      }
      return undefined;
    },
    correct: async (request: ApiRequest, answer: unknown): Promise<unknown> => {
      for (const [pattern, correction] of corrections) {
        const groups = pattern.exec(`${request.method} ${request.path}`)?.groups;
        if (groups !== undefined)
          return correction(answer as Record<string, unknown>, decoded(groups), owner);
      }
      return answer;
    },
  };
}

const appPart = { id: APP.id, slug: APP.slug, name: "Kubehop" };

function decoded(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(groups).map(([key, value]) => [key, decodeURIComponent(value ?? "")]),
  );
}

async function redirectToArchive({
  owner,
  repo,
  ref,
}: Readonly<Record<string, string>>): Promise<RouteAnswer> {
  return {
    status: 302,
    headers: { location: `/_codeload/${owner}/${repo}/${encodeURIComponent(ref ?? "")}` },
  };
}

interface Tree {
  readonly tree: readonly {
    readonly path: string;
    readonly mode: string;
    readonly type: string;
    readonly sha: string;
  }[];
}

async function archive(
  { owner, repo, ref }: Readonly<Record<string, string>>,
  _request: ApiRequest,
  ask: Caller,
): Promise<RouteAnswer> {
  const base = `/repos/${owner}/${repo}`;
  const commit = await ask<{ sha: string; commit: { tree: { sha: string } } }>(
    "GET",
    `${base}/commits/${ref}`,
  ).catch(() => undefined);
  if (commit === undefined) return { status: 404, json: { message: "Not Found" } };
  const { tree } = await ask<Tree>("GET", `${base}/git/trees/${commit.commit.tree.sha}?recursive=1`);
  const entries: TreeEntry[] = [];
  for (const { path, mode, type, sha } of tree) {
    const blob =
      type === "blob" ? await ask<{ content: string }>("GET", `${base}/git/blobs/${sha}`) : undefined;
    entries.push({ path, mode, type, content: Buffer.from(blob?.content ?? "", "base64") });
  }
  return { status: 200, stream: archiveOfTree(`${owner}-${repo}-${commit.sha.slice(0, 7)}`, entries) };
}

function react(state: AdapterState): Route {
  return async ({ id }, { body }) => {
    const content = (body as { content?: string }).content ?? "";
    const key = Number(id);
    state.reactions.set(key, [...(state.reactions.get(key) ?? []), content]);
    return { status: 201, json: { id: 1, content, user: { login: `${APP.slug}[bot]` } } };
  };
}

/** GitHub says 200 and `read` or `none` for outsiders, and squeezes the five roles into three words. */
async function permission(
  { owner, repo, login }: Readonly<Record<string, string>>,
  _request: ApiRequest,
  ask: Caller,
): Promise<RouteAnswer> {
  const answer = await ask<{ role_name: string; user: object }>(
    "GET",
    `/repos/${owner}/${repo}/collaborators/${login}/permission`,
  ).catch(() => undefined);
  const role = answer?.role_name ?? "read";
  const old = { maintain: "write", triage: "read" }[role] ?? role;
  return { status: 200, json: { permission: old, role_name: role, user: answer?.user ?? { login } } };
}

interface Pull {
  readonly number: number;
  readonly state: string;
  readonly head: { readonly sha: string; readonly ref: string };
}

async function pullsOfCommit(
  { owner, repo, sha }: Readonly<Record<string, string>>,
  _request: ApiRequest,
  ask: Caller,
): Promise<RouteAnswer> {
  const base = `/repos/${owner}/${repo}`;
  const pulls = await ask<Pull[]>("GET", `${base}/pulls?state=all&per_page=100`);
  const current = await Promise.all(
    pulls.map((pull) => currentHead({ ...pull }, { owner: owner ?? "", repo: repo ?? "" }, ask)),
  );
  return { status: 200, json: current.filter((pull) => (pull as unknown as Pull).head.sha === sha) };
}

/** The emulator finds none where GitHub lists those of all issues and pull requests. */
async function recentComments(
  { owner, repo }: Readonly<Record<string, string>>,
  _request: ApiRequest,
  ask: Caller,
): Promise<RouteAnswer> {
  const base = `/repos/${owner}/${repo}`;
  const pulls = await ask<Pull[]>("GET", `${base}/pulls?state=all&per_page=100`);
  const lists = await Promise.all(
    pulls.map(async ({ number }) => {
      const comments = await ask<{ updated_at: string; user?: { login?: string } }[]>(
        "GET",
        `${base}/issues/${number}/comments`,
      );
      return comments.map((comment) => ({
        ...comment,
        issue_url: `https://api.github.com${base}/issues/${number}`,
      }));
    }),
  );
  const newestFirst = lists.flat().toSorted((one, other) => other.updated_at.localeCompare(one.updated_at));
  return { status: 200, json: newestFirst.map(withApp) };
}

/** The emulator makes names up where GitHub tells what the change does to each file. */
async function filesOfPull(
  { owner, repo, number }: Readonly<Record<string, string>>,
  _request: ApiRequest,
  ask: Caller,
): Promise<RouteAnswer> {
  const base = `/repos/${owner}/${repo}`;
  const pull = await ask<Pull & { readonly base: { readonly ref: string } }>(
    "GET",
    `${base}/pulls/${number}`,
  );
  const { files } = await ask<{ files: object[] }>(
    "GET",
    `${base}/compare/${pull.base.ref}...${encodeURIComponent(pull.head.ref)}`,
  );
  return { status: 200, json: files };
}

function review(state: AdapterState): Route {
  return async ({ owner, repo, number }, { body }) => {
    const key = `${owner}/${repo}#${number}`;
    const { comments = [] } = body as { comments?: Remark[] };
    state.remarks.set(key, [...(state.remarks.get(key) ?? []), ...comments]);
    return { status: 200, json: { id: 1, state: "COMMENTED" } };
  };
}

function remarksOf(state: AdapterState): Route {
  return async ({ owner, repo, number }) => {
    const remarks = state.remarks.get(`${owner}/${repo}#${number}`) ?? [];
    return { status: 200, json: remarks.map((one) => ({ ...one, user: { login: `${APP.slug}[bot]` } })) };
  };
}

/** The emulator keeps the head that a pull request was opened with. */
async function currentHead(
  pull: Record<string, unknown>,
  { owner, repo }: Readonly<Record<string, string>>,
  ask: Caller,
): Promise<Record<string, unknown>> {
  const { head } = pull as unknown as Pull;
  const branch = await ask<{ object: { sha: string } }>(
    "GET",
    `/repos/${owner}/${repo}/git/ref/heads/${head.ref}`,
  ).catch(() => undefined);
  return branch === undefined ? pull : { ...pull, head: { ...head, sha: branch.object.sha } };
}

function withApp(comment: { user?: { login?: string; type?: string } }): object {
  const ours = comment.user?.login === `${APP.slug}[bot]`;
  return { ...comment, performed_via_github_app: ours ? appPart : null };
}
