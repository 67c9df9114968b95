import { existsSync, readFileSync } from "node:fs";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { readInputs } from "../../src/action/inputs.ts";

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
