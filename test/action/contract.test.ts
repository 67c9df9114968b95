import { existsSync, readFileSync } from "node:fs";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { readInputs } from "../../src/action/inputs.ts";
import { reportArtifactOf, runOfJobName, runOfTitle } from "../../src/chatops/playbooks/run-names.ts";

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, object>>;
  readonly runs: Readonly<Record<string, string>>;
}
interface WorkflowFile {
  readonly on: { readonly workflow_call: { readonly inputs: Readonly<Record<string, object>> } };
  readonly jobs: {
    readonly check: {
      readonly steps: readonly { readonly uses: string; readonly with: Readonly<Record<string, string>> }[];
    };
  };
}

const action = load(readFileSync("action.yml", "utf8")) as ActionFile;
const workflow = load(readFileSync(".github/workflows/upgrade-check.yml", "utf8")) as WorkflowFile;

test("the Action is a file for Node.js 24 that is there, and one that cleans up whatever happened", () => {
  expect(action.runs).toEqual({
    using: "node24",
    main: "dist/action.js",
    post: "dist/action-post.js",
    "post-if": "always()",
  });
  const missing = ["action.js", "action-playbook.js", "action-post.js", "licenses.txt"].filter(
    (name) => !existsSync(`dist/${name}`),
  );
  expect(missing).toEqual([]);
});

test("every input of action.yml is read", () => {
  const asked = new Set<string>();
  const environment = new Proxy<Record<string, string>>(
    {},
    {
      get: (_, name) => {
        asked.add(
          String(name)
            .replace(/^INPUT_/, "")
            .toLowerCase(),
        );
        return undefined;
      },
    },
  );
  readInputs(environment);
  expect([...asked].toSorted()).toEqual(Object.keys(action.inputs).toSorted());
});

test("what action.yml gives as defaults is accepted", () => {
  const environment = Object.fromEntries(
    Object.entries(action.inputs).map(([name, input]) => [`INPUT_${name.toUpperCase()}`, input.default]),
  );
  expect(readInputs(environment)).toMatchObject({ command: "check", comment: true });
});

test("the outputs that are set are those of action.yml", () => {
  const source = [
    "publish",
    "report-failure",
    "answer",
    "playbook/publish-run",
    "playbook/report-playbook-step",
  ]
    .map((name) => readFileSync(`src/action/${name}.ts`, "utf8"))
    .join();
  const direct = [...source.matchAll(/setOutput\(environment, "([\w-]+)"/g)].map((match) => match[1] ?? "");
  const reports = [...source.matchAll(/\["([\w-]+)", "[\w.-]+"(?:\]|, render)/g)].map(
    (match) => match[1] ?? "",
  );
  expect([...new Set([...direct, ...reports])].toSorted()).toEqual(Object.keys(action.outputs).toSorted());
});

test("the reusable workflow hands its inputs on, and checks out nothing", () => {
  const [step, ...others] = workflow.jobs.check.steps;
  const handedOn = Object.fromEntries(
    Object.keys(workflow.on.workflow_call.inputs).map((name) => [name, `\${{ inputs.${name} }}`]),
  );
  expect(others).toEqual([]);
  expect(step?.with).toEqual(handedOn);
  expect(Object.keys(handedOn).filter((name) => !(name in action.inputs))).toEqual([]);
});

describe("the workflow that runs playbooks", () => {
  const playbooks = load(readFileSync(".github/workflows/playbook.yml", "utf8")) as PlaybookWorkflow;
  const page = readFileSync("docs/playbooks-on-github.md", "utf8");
  const example = load(/```yaml\n(name: playbook[\s\S]*?)```/.exec(page)?.[1] ?? "") as CallerWorkflow;
  const { begin, run, report } = playbooks.jobs;

  test("lets the job that runs what a commit holds read, and the jobs that write run nothing of it", () => {
    expect(run.permissions).toEqual({ contents: "read" });
    const used = [begin, report].map(({ permissions, steps }) => {
      expect(permissions).toEqual({ checks: "write", "pull-requests": "write" });
      return steps.map(({ uses = "a script" }) => uses.replace(/@.*/, ""));
    });
    expect(used).toEqual([["kubehop/kubehop"], ["actions/download-artifact", "kubehop/kubehop"]]);
  });

  test("says that it has begun before it reports, and reports whatever came of it", () => {
    expect(report).toMatchObject({ needs: ["begin", "run"], if: expect.stringMatching(/^always\(\) &&/) });
    expect(run.needs).toBeUndefined();
  });

  test("has names by which the app knows what GitHub tells of it", () => {
    const inputs: Readonly<Record<string, string>> = {
      playbook: "playbooks/shop at 7.yaml",
      head: "a".repeat(40),
      pull: "7",
      run: "kubehop-123",
    };
    const filled = (text = "") =>
      text.replaceAll(/\$\{\{ inputs\.(\w+) \}\}/g, (_, name: string) => inputs[name] ?? "");
    expect(runOfJobName(`playbook / ${filled(run.name)}`)).toEqual({
      pull: 7,
      run: "kubehop-123",
      headSha: inputs.head,
    });
    expect(runOfTitle(filled(example["run-name"]))).toEqual({ pull: 7, run: "kubehop-123" });
    const uploads = run.steps.filter(({ uses }) => uses?.startsWith("actions/upload-artifact@"));
    expect(uploads.map((step) => filled(String(step.with?.name)))).toContain(reportArtifactOf("kubehop-123"));
  });

  test("keeps no token beside what it runs", () => {
    const checkouts = run.steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts.map((step) => step.with?.["persist-credentials"])).toEqual([false, false]);
    const kubehop = run.steps.find(({ uses }) => uses?.startsWith("kubehop/"));
    expect(kubehop?.with?.["github-token"]).toBe("");
  });

  test("puts no input into a script", () => {
    const scripts = [...begin.steps, ...run.steps, ...report.steps].map((step) => step.run ?? "");
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
  });

  test("gives the Action inputs that it has", () => {
    const given = [...begin.steps, ...run.steps, ...report.steps]
      .filter(({ uses }) => uses?.startsWith("kubehop/"))
      .flatMap((step) => Object.keys(step.with ?? {}));
    expect(given.filter((name) => !(name in action.inputs))).toEqual([]);
  });

  test("is called by the example with all that a comment dispatches, ten inputs at most", () => {
    const dispatched = Object.keys(example.on.workflow_dispatch.inputs);
    const source = readFileSync("src/chatops/playbooks/dispatch-run.ts", "utf8");
    const sent = [...source.slice(source.indexOf("  return {\n    pull:")).matchAll(/^ {4}"?([\w-]+)"?:/gm)];
    expect(dispatched).toEqual(sent.map(([, name]) => name));
    expect(dispatched.length).toBeLessThanOrEqual(10);
    expect(example.jobs.playbook.with).toEqual(
      Object.fromEntries(dispatched.map((name) => [name, `\${{ inputs.${name} }}`])),
    );
    const taken = Object.keys(playbooks.on.workflow_call.inputs);
    expect(dispatched.filter((name) => !taken.includes(name))).toEqual([]);
    const granted = { ...run.permissions, ...report.permissions };
    expect(example.jobs.playbook.permissions).toEqual(granted);
  });
});

interface PlaybookWorkflow {
  readonly on: { readonly workflow_call: { readonly inputs: Readonly<Record<string, object>> } };
  readonly jobs: Readonly<Record<"begin" | "run" | "report", PlaybookJob>>;
}
interface PlaybookJob {
  readonly name?: string;
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly steps: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  }[];
}
interface CallerWorkflow {
  readonly "run-name": string;
  readonly on: { readonly workflow_dispatch: { readonly inputs: Readonly<Record<string, object>> } };
  readonly jobs: {
    readonly playbook: Pick<PlaybookJob, "permissions"> & { readonly with: Readonly<Record<string, string>> };
  };
}
