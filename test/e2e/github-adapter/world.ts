import { APP, type Caller, type Person } from "./emulated-github.ts";
import type { FakeGitHub } from "./github-adapter.ts";
import { type DeliveryOptions, sendWebhook, type WebhookTarget } from "./webhook-sender.ts";

/** Files of a commit; `null` deletes, an object sets the git mode (120000 is a symbolic link). */
export type Files = Readonly<
  Record<string, string | null | { readonly mode: string; readonly content: string }>
>;

/** A comment as a user sees it. */
export interface SeenComment {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly login: string };
}

/** A check run as a user sees it. */
export interface SeenCheck {
  readonly id: number;
  readonly name: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly external_id: string;
  readonly details_url: string | null;
  readonly started_at: string | null;
  readonly output: { readonly title: string; readonly summary: string; readonly text: string | null };
}

/** A pull request of the story. */
export interface OpenPull {
  readonly number: number;
  readonly branch: string;
}

/** One repository of the emulated GitHub, and what people do in it; each deed sends its webhook. */
export class World {
  readonly gitHub: FakeGitHub;
  readonly name: string;
  private readonly target: WebhookTarget | undefined;
  private readonly octo: Caller;

  private constructor(gitHub: FakeGitHub, name: string, target: WebhookTarget | undefined) {
    this.gitHub = gitHub;
    this.name = name;
    this.target = target;
    this.octo = gitHub.emulator.as("octo");
  }

  /** A new repository with these files on `main`. */
  static async create(
    gitHub: FakeGitHub,
    { name, files, target }: { name: string; files: Files; target?: WebhookTarget },
  ): Promise<World> {
    const world = new World(gitHub, name, target);
    await world.octo("POST", "/user/repos", { name, auto_init: true });
    await world.commit("main", files);
    return world;
  }

  /** The same repository, whose webhooks go to another server. */
  static join(world: World, target: WebhookTarget): World {
    return new World(world.gitHub, world.name, target);
  }

  get base(): string {
    return `/repos/octo/${this.name}`;
  }

  /** Commits onto a branch, which is made from `main` where it does not exist; gives the new SHA. */
  async commit(branch: string, files: Files): Promise<string> {
    const ref = await this.refOf(branch);
    const parent = ref ?? (await this.headOf("main"));
    const { tree } = await this.octo<{ tree: { sha: string } }>("GET", `${this.base}/git/commits/${parent}`);
    const made = await this.octo<{ sha: string }>("POST", `${this.base}/git/trees`, {
      base_tree: tree.sha,
      tree: Object.entries(files).map(([path, content]) => treeEntry(path, content)),
    });
    const commit = await this.octo<{ sha: string }>("POST", `${this.base}/git/commits`, {
      message: "Change",
      tree: made.sha,
      parents: [parent],
    });
    if (ref === undefined)
      await this.octo("POST", `${this.base}/git/refs`, { ref: `refs/heads/${branch}`, sha: commit.sha });
    else await this.octo("PATCH", `${this.base}/git/refs/heads/${branch}`, { sha: commit.sha, force: true });
    return commit.sha;
  }

  async headOf(branch: string): Promise<string> {
    const sha = await this.refOf(branch);
    if (sha === undefined) throw new Error(`no branch ${branch}`);
    return sha;
  }

  /** Opens a pull request with these changes. */
  async open(branch: string, files: Files): Promise<OpenPull> {
    await this.commit(branch, files);
    const { number } = await this.octo<{ number: number }>("POST", `${this.base}/pulls`, {
      title: `Change ${branch}`,
      head: branch,
      base: "main",
    });
    await this.sendPull(number, "opened");
    return { number, branch };
  }

  async push(pull: OpenPull, files: Files): Promise<string> {
    const sha = await this.commit(pull.branch, files);
    await this.sendPull(pull.number, "synchronize");
    return sha;
  }

  /** Aims the pull request at another branch; no webhook. */
  async retarget(pull: OpenPull, base: string): Promise<void> {
    await this.octo("PATCH", `${this.base}/pulls/${pull.number}`, { base });
  }

  async give(person: Person, role: "read" | "triage" | "write" | "maintain" | "admin"): Promise<void> {
    const permission = {
      read: "pull",
      triage: "triage",
      write: "push",
      maintain: "maintain",
      admin: "admin",
    }[role];
    await this.octo("PUT", `${this.base}/collaborators/${person}`, { permission });
  }

  /** Writes a comment and sends its webhook; gives its id. */
  async comment(pull: OpenPull, person: Person, body: string): Promise<number> {
    const comment = await this.gitHub.emulator.as(person)<{ id: number }>(
      "POST",
      `${this.base}/issues/${pull.number}/comments`,
      { body },
    );
    await this.send("issue_comment", await this.commentPayload(pull, comment));
    return comment.id;
  }

  async commentPayload(pull: OpenPull, comment: object, action = "created"): Promise<object> {
    const {
      title,
      state,
      user: author,
    } = await this.octo<Record<string, unknown>>("GET", `${this.base}/pulls/${pull.number}`);
    const issue = { number: pull.number, title, state, user: author };
    const { user } = comment as { user?: object };
    return {
      action,
      issue: { ...issue, pull_request: { url: "x" } },
      comment,
      sender: user,
      repository: await this.repository(),
    };
  }

  async sendPull(number: number, action: string, more: object = {}): Promise<Response | undefined> {
    return this.send("pull_request", { ...(await this.pullPayload(number, action)), ...more });
  }

  async pullPayload(number: number, action: string): Promise<object> {
    const stored = await this.octo<{ head: { ref: string } }>("GET", `${this.base}/pulls/${number}`);
    const head = { ...stored.head, sha: await this.headOf(stored.head.ref) };
    return {
      action,
      number,
      pull_request: { ...stored, head },
      repository: await this.repository(),
      sender: { login: "octo", type: "User" },
    };
  }

  /** GitHub tells how a workflow run goes. */
  async tell(name: "workflow_run" | "workflow_job", event: object, id?: string): Promise<void> {
    const payload = { ...event, repository: await this.repository() };
    await this.send(name, payload, id === undefined ? {} : { id });
  }

  async send(name: string, payload: object, options: DeliveryOptions = {}): Promise<Response | undefined> {
    if (this.target === undefined) return undefined;
    return sendWebhook(this.target, { name, payload }, options);
  }

  async repository(): Promise<{ full_name: string; default_branch: string }> {
    return this.octo("GET", this.base);
  }

  async comments(pull: OpenPull): Promise<readonly SeenComment[]> {
    return this.octo("GET", `${this.base}/issues/${pull.number}/comments?per_page=100`);
  }

  /** The comments that our app wrote. */
  async answers(pull: OpenPull): Promise<readonly SeenComment[]> {
    return (await this.comments(pull)).filter(({ user }) => user.login === `${APP.slug}[bot]`);
  }

  reactions(commentId: number): readonly string[] {
    return this.gitHub.state.reactions.get(commentId) ?? [];
  }

  async checks(sha: string): Promise<readonly SeenCheck[]> {
    const { check_runs } = await this.octo<{ check_runs: SeenCheck[] }>(
      "GET",
      `${this.base}/commits/${sha}/check-runs?filter=all`,
    );
    return check_runs;
  }

  private async refOf(branch: string): Promise<string | undefined> {
    try {
      const { object } = await this.octo<{ object: { sha: string } }>(
        "GET",
        `${this.base}/git/ref/heads/${branch}`,
      );
      return object.sha;
    } catch {
      return undefined;
    }
  }
}

function treeEntry(path: string, content: Files[string]): object {
  if (content === null || content === undefined) return { path, mode: "100644", type: "blob", sha: null };
  if (typeof content === "string") return { path, mode: "100644", type: "blob", content };
  return { path, mode: content.mode, type: "blob", content: content.content };
}
