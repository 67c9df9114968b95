import { describe, expect, test } from "vitest";
import { choosePath } from "../../src/playbook/choice/choose-path.ts";
import type { Surroundings } from "../../src/playbook/choice/surroundings.ts";
import type { PathLevel, Playbook, RequiredTool } from "../../src/playbook/playbook.ts";

interface Sketch {
  readonly recommended: PathLevel;
  readonly minimum?: PathLevel;
  /** The paths that each step has a variant for; its claim on path 2 is `a2`. */
  readonly steps: Readonly<Record<string, readonly PathLevel[]>>;
  readonly tools?: readonly RequiredTool[];
}

function playbook({ recommended, minimum = 0, steps, tools = [] }: Sketch): Playbook {
  const variant = { commands: ["true"], expectedExitCode: 0, timeoutMilliseconds: 1000, teardown: [] };
  return {
    name: "sketch",
    description: "A sketch.",
    recommendedPath: recommended,
    minimumPath: minimum,
    tools,
    files: [],
    inputs: [],
    steps: Object.entries(steps).map(([name, paths]) => ({
      name,
      description: name,
      variants: new Map(paths.map((path) => [path, { ...variant, validates: `${name}${path}` }])),
    })),
  };
}

/** Here are these programs, and what else is said. */
function here(tools: string, rest: Omit<Partial<Surroundings>, "hasTool"> = {}): Surroundings {
  const programs = tools.split(" ");
  return { capabilities: [], ...rest, hasTool: (name) => programs.includes(name) };
}

const ALL = "kind docker minikube kubectl";
const everywhere = { a: [0, 1, 2, 3, 4] } as const;

describe("the path", () => {
  test.each<[string, Sketch, Surroundings, PathLevel | null]>([
    ["is the recommended one where it can be taken", { recommended: 2, steps: everywhere }, here(ALL), 2],
    ["is the next lower one where it cannot", { recommended: 2, steps: everywhere }, here("kind podman"), 1],
    ["is never a higher one by itself", { recommended: 0, steps: everywhere }, here(ALL), 0],
    [
      "is none below the minimum",
      { recommended: 2, minimum: 2, steps: everywhere },
      here("kind docker"),
      null,
    ],
    ["skips paths that no step has a variant for", { recommended: 2, steps: { a: [0] } }, here(ALL), 0],
    ["1 needs kind", { recommended: 1, steps: everywhere }, here("docker"), 0],
    ["1 needs a container engine", { recommended: 1, steps: everywhere }, here("kind"), 0],
    ["1 takes nerdctl for one", { recommended: 1, steps: everywhere }, here("kind nerdctl"), 1],
    ["2 needs minikube alone", { recommended: 2, steps: everywhere }, here("minikube"), 2],
    ["3 needs a kubeconfig of the cloud", { recommended: 3, steps: everywhere }, here(ALL), 2],
    [
      "3 is taken where it is recommended",
      { recommended: 3, steps: everywhere },
      here("", { capabilities: ["cloud-kubeconfig"] }),
      3,
    ],
    [
      "3 is no way down from 4",
      { recommended: 4, steps: everywhere },
      here("minikube", { capabilities: ["cloud-kubeconfig"] }),
      2,
    ],
    [
      "3 is taken where it is asked for",
      { recommended: 4, steps: everywhere },
      here("", { capabilities: ["cloud-kubeconfig"], requested: 3 }),
      3,
    ],
    [
      "3 is not taken where the operator forbids it",
      { recommended: 3, steps: everywhere },
      here("minikube", { capabilities: ["cloud-kubeconfig"], maximum: 2 }),
      2,
    ],
    ["4 needs that somebody says it is here", { recommended: 4, steps: everywhere }, here("minikube"), 2],
    [
      "4 is declared as hosted",
      { recommended: 4, steps: everywhere },
      here("", { capabilities: ["hosted"] }),
      4,
    ],
    ["is the one asked for", { recommended: 2, steps: everywhere }, here(ALL, { requested: 1 }), 1],
    [
      "may be asked for above the recommended one",
      { recommended: 1, steps: everywhere },
      here(ALL, { requested: 2 }),
      2,
    ],
    [
      "falls from one that was asked for and cannot be taken to the next lower one",
      { recommended: 2, steps: everywhere },
      here("", { requested: 1 }),
      0,
    ],
    [
      "falls from one above the recommended to the recommended, not between them",
      { recommended: 1, steps: everywhere },
      here(ALL, { requested: 4 }),
      1,
    ],
    [
      "is none where one below the minimum is asked for",
      { recommended: 2, minimum: 1, steps: everywhere },
      here(ALL, { requested: 0 }),
      null,
    ],
    ["is within the operator's maximum", { recommended: 2, steps: everywhere }, here(ALL, { maximum: 1 }), 1],
    [
      "is within the operator's maximum although another was asked for",
      { recommended: 1, steps: everywhere },
      here(ALL, { requested: 2, maximum: 0 }),
      0,
    ],
    [
      "needs the tools that list it",
      { recommended: 1, steps: everywhere, tools: [{ name: "helm", requiredForPaths: [1] }] },
      here(ALL),
      0,
    ],
    [
      "does not need the tools that list others",
      { recommended: 1, steps: everywhere, tools: [{ name: "helm", requiredForPaths: [0, 2] }] },
      here(ALL),
      1,
    ],
  ])("%s", (_, ...[sketch, surroundings, path]) => {
    expect(choosePath(playbook(sketch), surroundings).path).toBe(path);
  });
});

describe("the steps", () => {
  test("use their next lower variant, none below the minimum", () => {
    const sketch = { recommended: 2, minimum: 1, steps: { a: [2], b: [0, 1], c: [0], d: [3] } } as const;
    expect(choosePath(playbook(sketch), here(ALL))).toMatchObject({
      path: 2,
      degraded: true,
      steps: [
        { name: "a", path: 2 },
        { name: "b", path: 1 },
        { name: "c", path: null },
        { name: "d", path: null },
      ],
    });
  });

  test("have no path where the playbook has none", () => {
    const sketch = { recommended: 1, minimum: 1, steps: { a: [1] } } as const;
    const choice = choosePath(playbook(sketch), here("kind"));
    expect(choice).toMatchObject({ path: null, degraded: true, steps: [{ name: "a", path: null }] });
    expect(choice.notValidated).toEqual(["a1"]);
  });
});

describe("what is not validated", () => {
  test.each<[string, Sketch, Surroundings, boolean, readonly string[]]>([
    ["nothing on the recommended path", { recommended: 1, steps: { a: [0, 1] } }, here(ALL), false, []],
    [
      "the claims of a path that was not taken",
      { recommended: 1, steps: { a: [0, 1], b: [1] } },
      here(""),
      true,
      ["a1", "b1"],
    ],
    [
      "the lower variant that the recommended path would have used, where another one is used",
      { recommended: 2, steps: { a: [0, 1], b: [0, 2] } },
      here(""),
      true,
      ["a1", "b2"],
    ],
    [
      "not what is checked all the same",
      { recommended: 2, steps: { a: [0], b: [0, 2] } },
      here(""),
      true,
      ["b2"],
    ],
    [
      "what the recommended path claims, on a higher one too",
      { recommended: 1, steps: { a: [1, 2] } },
      here(ALL, { requested: 2 }),
      false,
      ["a1"],
    ],
  ])("%s", (_, ...[sketch, surroundings, degraded, notValidated]) => {
    const choice = choosePath(playbook(sketch), surroundings);
    expect({ degraded: choice.degraded, notValidated: choice.notValidated }).toEqual({
      degraded,
      notValidated,
    });
  });
});

describe("the reason", () => {
  test("is missing on the recommended path", () => {
    expect(choosePath(playbook({ recommended: 2, steps: everywhere }), here(ALL))).not.toHaveProperty(
      "reason",
    );
  });

  test("says what is missing for each path, and where to get it", () => {
    const { reason } = choosePath(
      playbook({ recommended: 2, minimum: 1, steps: everywhere }),
      here("docker"),
    );
    expect(reason).toContain("Path 2 (minikube) cannot be taken: minikube is not on PATH (https://minikube");
    expect(reason).toContain("Path 1 (kind) cannot be taken: kind is not on PATH (https://kind.sigs.k8s.io");
  });

  test.each([
    [here(ALL, { maximum: 1 }), "the highest path allowed is 1"],
    [here(ALL, { requested: 0 }), "it is below the playbook's minimum path"],
  ])("says whose word it was", (surroundings, said) => {
    const { reason } = choosePath(playbook({ recommended: 2, minimum: 1, steps: everywhere }), surroundings);
    expect(reason).toContain(said);
  });
});
