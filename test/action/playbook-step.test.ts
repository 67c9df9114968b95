import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { until } from "../e2e/github-adapter/until.ts";
import { StepOfJob } from "./run-step.ts";

let job: StepOfJob | undefined;

afterEach(() => job?.remove());

function playbook(command: string): string {
  return `playbook:
  name: shop
  description: The shop starts.
  recommended_path: 0
  minimum_path: 0
  prerequisites:
    files:
      - path: README.md
  inputs:
    - name: word
      default: hello
  steps:
    - name: starts
      description: It starts.
      variants:
        path_0:
          commands:
            - ${JSON.stringify(command)}
          expected_output: hello
          validates: the shop starts
          teardown:
            - echo torn > torn.txt
`;
}

function begin(command: string, inputs: Readonly<Record<string, string>> = {}): StepOfJob {
  job = new StepOfJob(
    { "README.md": "The shop", "playbooks/shop.yaml": playbook(command) },
    { command: "playbook", playbook: "shop", ...inputs },
  );
  return job;
}

describe("command: playbook", () => {
  test("runs a playbook by its name and says the result as outputs, summary and files", async () => {
    const step = begin('echo "$INPUT_WORD"', { "report-directory": "out" });
    const run = step.start();
    expect(await run.exitCode).toBe(0);
    expect(step.outputs).toMatchObject({ result: "passed", path: "0", conclusion: "success" });
    expect(step.summary).toContain("shop passed on path 0 (static)");
    const files = ["report.md", "report.json", "junit.xml", "report.html", "summary.md"];
    expect(files.filter((name) => !step.has(`out/${name}`))).toEqual([]);
    expect(step.has("torn.txt")).toBe(true);
  });

  test("hands inputs on, as lines or as JSON", async () => {
    for (const words of ["word=hello you", '{"word":"hello\\nyou"}']) {
      const step = begin('echo "$INPUT_WORD"', { "playbook-inputs": words });
      expect(await step.start().exitCode).toBe(0);
      step.remove();
    }
  });

  test("a failed step fails the job, with an annotation on the step's line", async () => {
    const step = begin("echo bye");
    const run = step.start();
    expect(await run.exitCode).toBe(1);
    expect(run.log).toContain("::error file=playbooks/shop.yaml,line=13,");
    expect(run.log).toContain("::error title=The playbook failed::");
    expect(step.outputs).toMatchObject({ result: "failed", conclusion: "failure" });
  });

  test("what could not run is no failure of the change, and says so", async () => {
    const step = begin("echo hello");
    rmSync(join(step.workspace, "README.md"));
    const run = step.start();
    expect(await run.exitCode).toBe(3);
    expect(run.log).toContain("::error title=The playbook could not run::");
    expect(step.outputs).toMatchObject({ result: "error" });
  });

  test.each([
    ["an unknown name", { playbook: "shp" }, "did you mean shop?"],
    ["an unknown input", { "playbook-inputs": "wrd=x" }, "declares no input"],
    ["a path that there is not", { path: "7" }, "The input path cannot be"],
    ["no name", { playbook: "" }, "The input playbook is empty"],
  ])("says what is wrong with %s", async (_what, inputs, words) => {
    const step = begin("touch ran.txt", inputs);
    const run = step.start();
    expect(await run.exitCode).toBe(1);
    expect(run.log).toContain(words);
    expect(step.has("ran.txt")).toBe(false);
  });

  test("what commands write is no command for the runner, and sees none of the step's variables", async () => {
    const step = begin("env; echo hello; echo ::set-output name=result::passed; exit 1", {
      "github-token": "ghs_aTokenOfThisJobThatNobodyShouldSee0123456789",
    });
    const run = step.start();
    expect(await run.exitCode).toBe(1);
    const outside = run.log.replaceAll(/^::stop-commands::(.+)\n[\s\S]*?^::\1::\n/gm, "");
    expect(outside).not.toMatch(/^::set-output/m);
    expect(run.log + step.summary).not.toMatch(/GITHUB_WORKSPACE|aTokenOfThisJob/);
  });

  test("is refused on an event that anybody can cause", async () => {
    const step = begin("touch ran.txt");
    const run = step.start({ GITHUB_EVENT_NAME: "issue_comment" });
    expect(await run.exitCode).toBe(1);
    expect(run.log).toContain("does not run on issue_comment");
    expect(step.has("ran.txt")).toBe(false);
  });
});

describe("a job that is cancelled", () => {
  test("gets its teardown at the first signal, and a report that says so", async () => {
    const step = begin("touch begun.txt; sleep 60", { "report-directory": "out" });
    const run = step.start();
    await until("the command", () => step.has("begun.txt"));
    run.kill("SIGINT");
    expect(await run.exitCode).toBe(130);
    expect(step.has("torn.txt")).toBe(true);
    expect(run.log).toContain("::error title=The playbook was cancelled::");
    expect(step.outputs).toMatchObject({ result: "cancelled" });
    const post = step.post();
    expect([await post.exitCode, post.log]).toEqual([0, ""]);
  });

  test("is cleaned up by the post step where it was killed", async () => {
    const step = begin("touch begun.txt; sleep 60; touch ended.txt");
    const run = step.start();
    await until("the command", () => step.has("begun.txt"));
    run.kill("SIGKILL");
    await run.exitCode;
    expect(step.has("torn.txt")).toBe(false);
    const post = step.post();
    expect(await post.exitCode).toBe(0);
    expect(post.log).toContain("cleaned up after a run of shop that was killed");
    expect(step.has("torn.txt")).toBe(true);
  });

  test("costs nothing where no playbook was run", async () => {
    const step = begin("echo hello", { command: "check" });
    const post = step.post();
    expect([await post.exitCode, post.log]).toEqual([0, ""]);
  });
});
