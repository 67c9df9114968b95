import { spawnSync } from "node:child_process";
import { assert, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { diagnose } from "../../src/diagnosis/diagnose.ts";
import { kubectl } from "../../src/diagnosis/kubectl.ts";
import { crashed, diagnosesOf, ownedBy, pod, running } from "./cluster-objects.ts";

function crashing(count: number, owner: string) {
  return Array.from({ length: count }, (_, index) =>
    pod({ name: `${owner}-${index}`, metadata: ownedBy("ReplicaSet", owner), status: running(crashed(1)) }),
  );
}

test("400 pods of one ReplicaSet are one diagnosis", () => {
  const [diagnosis, ...others] = diagnosesOf(crashing(400, "web-7c9f"));
  expect(others).toEqual([]);
  expect(diagnosis).toMatchObject({ object: "Pod shop/web-7c9f-0", count: 400 });
  expect(diagnosis?.cause).toMatch(/\(400 pods of ReplicaSet shop\/web-7c9f\)\.$/);
  expect(diagnosis?.evidence.length).toBeLessThanOrEqual(8);
});

test("two ReplicaSets are two", () => {
  expect(diagnosesOf([...crashing(2, "a"), ...crashing(3, "b")]).map(({ count }) => count)).toEqual([2, 3]);
});

test("each names its page and its next command, with the options that reach the cluster", () => {
  const objects = [pod({ status: running(crashed(1)) })];
  const [diagnosis] = diagnose(
    { objects, logs: [], unread: [] },
    { kubectlOptions: ["--context", "my cluster"] },
  );
  expect(diagnosis?.runbook).toBe("docs/runbooks/crash-loop-back-off.md");
  expect(diagnosis?.next).toBe(
    "kubectl --context 'my cluster' --namespace shop logs pod/web-1 --container=web --previous --tail=50",
  );
});

test("only the namespaces that were asked for are told", () => {
  const objects = ["shop", "bank"].map((namespace) =>
    pod({ metadata: { namespace }, status: running(crashed(1)) }),
  );
  expect(
    diagnose({ objects, logs: [], unread: [] }, { namespaces: ["bank"] }).map(({ object }) => object),
  ).toEqual(["Pod bank/web-1"]);
});

test("what could not be read is said first", () => {
  expect(diagnose({ objects: [], logs: [], unread: ["events could not be read: 403"] })).toMatchObject([
    { class: "diagnosis-incomplete", evidence: ["events could not be read: 403"] },
  ]);
});

/** What bash makes of a line, kubectl being a function that prints its arguments. */
const argumentsOf = (line: string) =>
  spawnSync("bash", ["-c", `kubectl() { printf '%s\\0' "$@"; }; ${line}`], {
    encoding: "utf8",
    env: { LC_ALL: "C.UTF-8" },
  })
    .stdout.split("\0")
    .slice(0, -1);

describe("a command is copied as it is", () => {
  test("whatever the names in it are", () => {
    const text = string({ unit: "grapheme", maxLength: 12 }).filter(
      (word) => !word.includes("\0") && word.isWellFormed(),
    );
    assert(
      property(text, (name) => {
        const words = ["--namespace", name, "get", `pod/${name}`, `--container=${name}`];
        expect(argumentsOf(kubectl(...words))).toEqual(words);
      }),
      { numRuns: 40 },
    );
  });

  test.each(["web; rm -rf ~", "$(reboot)", "`id`", "a b", "it's", "-x"])("%s", (name) => {
    const [diagnosis] = diagnosesOf([pod({ name, status: running(crashed(1)) })]);
    expect(argumentsOf(diagnosis?.next ?? "")).toContain(`pod/${name}`);
  });
});
