import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type FakeGitHub, startFakeGitHub } from "../e2e/github-adapter/github-adapter.ts";
import { World } from "../e2e/github-adapter/world.ts";
import { runBundle } from "./run-bundle.ts";

const PLAYBOOK = `playbook:
  name: shop
  description: The shop starts.
  recommended_path: 0
  minimum_path: 0
  steps:
    - name: starts
      description: It starts.
      variants:
        path_0: { commands: ["true"], validates: the shop starts }
`;

let gitHub: FakeGitHub;
let place: string;

beforeAll(async () => {
  gitHub = await startFakeGitHub();
  place = mkdtempSync(join(tmpdir(), "kubehop-comment-"));
});
afterAll(async () => {
  rmSync(place, { recursive: true });
  await gitHub.close();
});
afterEach(() => {
  gitHub.faults.clear();
  gitHub.assertConformance();
});

/** Somebody comments, and a workflow on `issue_comment` runs the Action for it. */
async function answered(name: string) {
  const files = { "shop.yaml": PLAYBOOK, ".github/workflows/playbook.yml": "on: workflow_dispatch\n" };
  const world = await World.create(gitHub, { name, files });
  const pull = await world.open("topic", { "README.md": "x" });
  const id = await world.comment(pull, "octo", "/playbook run shop");
  const comment = (await world.comments(pull)).find((written) => written.id === id) ?? {};
  const event = join(place, `${name}.json`);
  writeFileSync(event, JSON.stringify(await world.commentPayload(pull, comment)));
  const run = await runBundle(gitHub, {
    GITHUB_EVENT_NAME: "issue_comment",
    GITHUB_EVENT_PATH: event,
    GITHUB_REPOSITORY: `octo/${name}`,
  });
  return { run, reactions: world.reactions(id), comments: await world.comments(pull) };
}

test("the Action answers /playbook run as the app does, and its own account's comment is the one to finish", async () => {
  const { run, reactions, comments } = await answered("asked");
  expect([run.exitCode, reactions]).toEqual([0, ["eyes", "rocket"]]);
  expect(gitHub.state.dispatched).toMatchObject([
    { repository: "octo/asked", ref: "main", inputs: { playbook: "shop.yaml", "comment-author": "octo" } },
  ]);
  expect(comments.at(-1)?.body).toContain("shop is started");
});

test("a job without actions: write says so in the comment", async () => {
  const answer = { status: 403, message: "Resource not accessible by integration" };
  gitHub.faults.add({ on: /\/dispatches$/, answer });
  const { run, reactions, comments } = await answered("unpermitted");
  expect([run.exitCode, reactions]).toEqual([0, ["eyes", "confused"]]);
  expect(comments.at(-1)?.body).toContain("actions: write");
});
