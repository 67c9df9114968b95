import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FakeGitHub, startFakeGitHub } from "../e2e/github-adapter/github-adapter.ts";
import { World } from "../e2e/github-adapter/world.ts";
import { act, runWorkflow } from "./run-workflow.ts";

if (act === undefined) console.log("act is not there: no playbook is run in a job (see .ci/run)");

const WORKFLOW = `on: [push]
jobs:
  playbook:
    runs-on: ubuntu-latest
    permissions: { contents: read }
    steps:
      - uses: actions/checkout@v7
      - id: playbook
        uses: acme/kubehop@v1
        with:
          command: playbook
          playbook: shop
          playbook-inputs: |
            word=hello
      - if: always()
        env:
          RESULT: \${{ steps.playbook.outputs.result }}
          REPORT: \${{ steps.playbook.outputs.report-json }}
        run: 'test -s "$REPORT" && echo "next step sees: $RESULT"'
`;
const PLAYBOOK = `playbook:
  name: shop
  description: The shop greets.
  recommended_path: 0
  minimum_path: 0
  inputs: [{ name: word, required: true }]
  steps:
    - name: greets
      description: It says hello.
      variants:
        path_0:
          commands: ['echo "$INPUT_WORD"']
          expected_output: hello
          validates: the shop greets
`;

let gitHub: FakeGitHub;

beforeAll(async () => {
  gitHub = await startFakeGitHub();
});
afterAll(() => gitHub.close());

test.skipIf(act === undefined)(
  "a job runs a playbook of its checkout, and its post step ends well",
  async () => {
    const run = await runWorkflow({
      gitHub,
      repository: "octo/shop",
      workflow: WORKFLOW,
      event: "push",
      payload: {},
      files: { "playbooks/shop.yaml": PLAYBOOK },
    });
    expect(run.log).toContain("next step sees: passed");
    expect(run.log).toMatch(/Post acme\/kubehop@v1/);
    expect(run.exitCode).toBe(0);
  },
);

/** The file that a repository takes from the page. */
const CALLER =
  /```yaml\n(name: playbook[\s\S]*?)```/.exec(readFileSync("docs/playbooks-on-github.md", "utf8"))?.[1] ?? "";

test.skipIf(act === undefined).each([
  ["github-actions[bot]", 1],
  ["kubehop[bot]", 0],
])(
  "the reusable workflow says that it has begun where %s wrote the comment: %i check runs",
  async (author, count) => {
    const name = `begun-${count}`;
    const world = await World.create(gitHub, { name, files: { "README.md": "x" } });
    const { number } = await world.open("topic", { "README.md": "y" });
    const [head, base] = [await world.headOf("topic"), await world.headOf("main")];
    const playbook = "playbooks/shop.yaml";
    const asked = { pull: `${number}`, head, base, playbook, run: "kubehop-123", "comment-author": author };
    // Its other jobs need actions that are not here: what the first one does is all that is looked at.
    const { log } = await runWorkflow({
      gitHub,
      repository: `octo/${name}`,
      workflow: CALLER,
      event: "workflow_dispatch",
      payload: { inputs: { path: "", inputs: "{}", "from-pull-request": "false", ...asked } },
    });
    expect(log).toContain(`run ${playbook} at ${head} for #${number} (kubehop-123)`);
    const checks = await world.checks(head);
    expect(checks.map(({ status }) => status)).toEqual(Array(count).fill("in_progress"));
  },
);
