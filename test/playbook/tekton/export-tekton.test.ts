import { Ajv, type ValidateFunction } from "ajv";
import { loadAll } from "js-yaml";
import { describe, expect, test } from "vitest";
import type { Playbook } from "../../../src/playbook/playbook.ts";
import { exportTekton, type TektonOptions } from "../../../src/playbook/tekton/export-tekton.ts";
import type { TektonPipeline, TektonPipelineRun, TektonTask } from "../../../src/playbook/tekton/objects.ts";
import { writeDocuments } from "../../../src/playbook/tekton/write-documents.ts";
import schemas from "../../fixtures/tekton/schemas.json" with { type: "json" };
import { input, playbook, step, variant } from "./playbooks.ts";

const OPTIONS: TektonOptions = { path: 1, image: "registry.example/tools:1", inputs: new Map() };

/** What `kubectl create -f` would read. */
function exported(book: Playbook, options: Partial<TektonOptions> = {}) {
  const documents = loadAll(writeDocuments(exportTekton(book, { ...OPTIONS, ...options })));
  const objects = documents as readonly (TektonTask | TektonPipeline | TektonPipelineRun)[];
  return {
    objects,
    tasks: objects.filter((object) => object.kind === "Task"),
    pipeline: only(objects.filter((object) => object.kind === "Pipeline")),
    run: only(objects.filter((object) => object.kind === "PipelineRun")),
  };
}

function only<Item>(items: readonly Item[]): Item {
  expect(items).toHaveLength(1);
  return items[0] as Item;
}

const SHOP = playbook(
  [
    step("manifest-is-valid", {
      0: variant(["kubehop check --to 1.36 deploy"], { expectedOutput: "0 blockers" }),
    }),
    step("pods-start", {
      1: variant(["kind create cluster", "kubectl apply -f deploy"], {
        teardown: ["kind delete cluster", "rm -rf out"],
      }),
    }),
    step("traffic-flows", {
      1: variant(["curl shop"], { teardown: ["echo bye"] }),
      2: variant(["minikube start"]),
    }),
  ],
  {
    tools: [
      { name: "kubectl", requiredForPaths: [1, 2] },
      { name: "minikube", requiredForPaths: [2] },
    ],
    files: [{ path: "deploy/it's.yaml" }],
    inputs: [
      input("namespace", { default: "shop$", pattern: "[a-z$]+" }),
      input("image_tag", { required: true }),
      input("note"),
    ],
  },
);

describe("the Pipeline", () => {
  test("runs the steps one after the other, after what prepares them", () => {
    const { pipeline } = exported(SHOP);
    expect(pipeline.spec.tasks.map(({ name, runAfter }) => [name, runAfter])).toEqual([
      ["prepare", undefined],
      ["manifest-is-valid", ["prepare"]],
      ["pods-start", ["manifest-is-valid"]],
      ["traffic-flows", ["pods-start"]],
    ]);
  });

  test("tears down in `finally`, the last step first, once something may have begun", () => {
    const { pipeline, tasks } = exported(SHOP);
    const teardown = only(pipeline.spec.finally ?? []);
    expect(teardown).toMatchObject({
      name: "teardown",
      when: [{ input: "$(tasks.prepare.status)", operator: "in", values: ["Succeeded"] }],
    });
    const script = tasks.find(({ metadata }) => metadata.name === teardown.taskRef.name)?.spec.steps[0]
      ?.script;
    expect(script).toContain("commands=(\n  'echo bye'\n  'kind delete cluster'\n  'rm -rf out'\n)");
  });

  test("has no `finally` where nothing is to be torn down", () => {
    const { pipeline, run } = exported(playbook([step("look", { 0: variant(["ls"]) })]));
    expect(pipeline.spec).not.toHaveProperty("finally");
    expect(run.spec.timeouts).not.toHaveProperty("finally");
  });

  test("finds every Task that it names, and gives it every parameter and workspace that it declares", () => {
    const { pipeline, tasks } = exported(SHOP);
    const placed = [...pipeline.spec.tasks, ...(pipeline.spec.finally ?? [])];
    expect(placed.map(({ taskRef }) => taskRef.name)).toEqual(tasks.map(({ metadata }) => metadata.name));
    for (const [index, { spec }] of tasks.entries()) {
      expect(placed[index]?.params.map(({ name }) => name)).toEqual(spec.params.map(({ name }) => name));
      expect(placed[index]?.workspaces.map(({ name }) => name)).toEqual(
        spec.workspaces.map(({ name }) => name),
      );
    }
  });

  test("leaves out a step that has no variant for the path, and takes a lower one where there is one", () => {
    const { pipeline } = exported(SHOP, { path: 0 });
    expect(pipeline.spec.tasks.map(({ name }) => name)).toEqual(["prepare", "manifest-is-valid"]);
  });

  test("never goes below the minimum path", () => {
    const book = playbook([step("a", { 0: variant(["ls"]) }), step("b", { 2: variant(["ls"]) })], {
      recommendedPath: 2,
      minimumPath: 1,
    });
    expect(exported(book, { path: 2 }).pipeline.spec.tasks.map(({ name }) => name)).toEqual(["prepare", "b"]);
    expect(() => exported(book, { path: 1 })).toThrowError(/No step of playbook shop-ingress has a variant/);
  });
});

describe("inputs", () => {
  test("are parameters, and reach a script as variables of the container alone", () => {
    const { pipeline, tasks } = exported(SHOP);
    const { params } = pipeline.spec;
    expect(params.map(({ name }) => name)).toEqual([
      "playbook-image",
      "source-repository",
      "source-revision",
      "namespace",
      "image_tag",
      "note",
    ]);
    expect(params.find(({ name }) => name === "image_tag")).not.toHaveProperty("default");
    expect(params.find(({ name }) => name === "note")?.default).toBe("");
    for (const task of tasks) {
      const [container] = task.spec.steps;
      expect(container?.script).not.toContain("$(params");
    }
    expect(tasks[1]?.spec.steps[0]?.env).toContainEqual({
      name: "INPUT_IMAGE_TAG",
      value: "$(params.image_tag)",
    });
  });

  test("keep their dollar signs, of which Kubernetes would read two as one", () => {
    const { pipeline, run } = exported(SHOP, { inputs: new Map([["image_tag", "$$(HOME)$"]]) });
    expect(pipeline.spec.params.find(({ name }) => name === "namespace")?.default).toBe("shop$$");
    expect(run.spec.params).toContainEqual({ name: "image_tag", value: "$$$$(HOME)$$" });
  });

  test.each(["$(params.image)", "a$(context.taskRun.name)", "$(tasks.x.results.y)"])(
    "are refused where Tekton would put something else in place of them: %s",
    (value) => {
      expect(() => exported(SHOP, { inputs: new Map([["image_tag", value]]) })).toThrowError(/image_tag/);
    },
  );
});

describe("the PipelineRun", () => {
  test("has time for every command, for pods to start and for the teardown", () => {
    const { run, pipeline } = exported(SHOP);
    const seconds = pipeline.spec.tasks.map(({ timeout }) => Number.parseInt(timeout, 10));
    expect(seconds).toEqual([600, 600 + 125, 600 + 2 * 125, 600 + 125]);
    expect(run.spec.timeouts).toEqual({ tasks: "2900s", finally: "795s", pipeline: "3695s" });
  });

  test("names the image, and the commit where one is given", () => {
    const { run } = exported(SHOP, {
      source: { repository: "https://git.example/shop.git", revision: "abc" },
    });
    expect(run.spec.params).toEqual([
      { name: "playbook-image", value: "registry.example/tools:1" },
      { name: "source-repository", value: "https://git.example/shop.git" },
      { name: "source-revision", value: "abc" },
    ]);
  });
});

describe("names", () => {
  test("stay apart and within 63 characters", () => {
    const long = "a".repeat(63);
    const book = playbook(
      [
        step("prepare", { 0: variant(["ls"], { teardown: ["ls"] }) }),
        step("teardown", { 0: variant(["ls"]) }),
        step(long, { 0: variant(["ls"]) }),
        step(`${"a".repeat(62)}b`, { 0: variant(["ls"]) }),
      ],
      { name: "b".repeat(63) },
    );
    const { tasks, pipeline } = exported(book);
    const placed = [...pipeline.spec.tasks, ...(pipeline.spec.finally ?? [])].map(({ name }) => name);
    expect(placed.slice(0, 3)).toEqual(["prepare-2", "prepare", "teardown"]);
    expect(placed.at(-1)).toBe("teardown-2");
    const names = tasks.map(({ metadata }) => metadata.name);
    expect(new Set(names).size).toBe(6);
    expect(names.every((name) => name.length <= 63 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name))).toBe(
      true,
    );
  });
});

describe("Tekton's own schema", () => {
  const validators = new Map(
    (["Task", "Pipeline", "PipelineRun"] as const).map((kind) => [kind, validator(schemas[kind])]),
  );

  test.each([
    ["a playbook with everything", exported(SHOP, { inputs: new Map([["image_tag", "1\n2"]]) })],
    ["one without inputs and teardown", exported(playbook([step("look", { 0: variant(["ls"]) })]))],
    [
      "texts that YAML could read otherwise",
      exported(playbook([step("no", { 0: variant(["yes", "1.30", "a: b # c", "\tx\u0085"]) })])),
    ],
  ])("accepts %s", (_, { objects }) => {
    for (const object of objects) {
      const validate = validators.get(object.kind);
      validate?.(object);
      expect([object.metadata, validate?.errors]).toEqual([object.metadata, null]);
    }
  });

  test("would not accept a field that Tekton does not know", () => {
    const [task] = exported(SHOP).tasks;
    expect(validators.get("Task")?.({ ...task, spec: { ...task?.spec, stages: [] } })).toBe(false);
  });
});

/** An API server drops what it does not know; here it is an error. */
function validator(schema: object): ValidateFunction {
  return new Ajv({ strict: false, logger: false }).compile(closed(schema) as object);
}

function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const members = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  const isOpen = "x-kubernetes-preserve-unknown-fields" in schema || "additionalProperties" in schema;
  const isObject = "type" in schema && schema.type === "object" && "properties" in schema;
  return isObject && !isOpen ? { ...members, additionalProperties: false } : members;
}
