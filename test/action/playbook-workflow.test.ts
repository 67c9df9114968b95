import { afterAll, beforeAll, expect, test } from "vitest";
import { type FakeGitHub, startFakeGitHub } from "../e2e/github-adapter/github-adapter.ts";
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
