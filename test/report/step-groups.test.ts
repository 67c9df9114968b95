import { describe, expect, it } from "vitest";
import { stepGroups } from "../../src/report/step-groups.ts";
import { step } from "./sample-assessment.ts";

const moved = (name: string) => [step("drain", { node: name }), step("uncordon", { node: name })];

const quoted = (name: string) =>
  step("drain", { node: name, commands: [{ run: `kubectl drain "${name}"`, on: "workstation" }] });

describe("stepGroups", () => {
  it("makes one group of nodes that go through the same steps one after the other", () => {
    const [group, ...others] = stepGroups(["a-1", "a-2", "a-3"].flatMap(moved));
    expect(others).toEqual([]);
    expect(group?.nodes).toEqual(["a-1", "a-2", "a-3"]);
    expect(group?.steps.map(({ number, step: { action } }) => [number, action])).toEqual([
      [1, "drain"],
      [2, "uncordon"],
    ]);
    expect(group?.lastNumber).toBe(6);
  });

  it.each([
    ["another version", { version: "1.35.1" }],
    ["another role", { role: "control-plane" as const }],
    ["another command", { commands: [{ run: "something else", on: "b" }] }],
    ["another reason", { why: "because" }],
    ["another undo", { undo: "differently" }],
  ])("keeps a node apart that has %s", (_, difference) => {
    const steps = [step("drain", { node: "a" }), step("drain", { node: "b", ...difference })];
    expect(stepGroups(steps).map(({ nodes }) => nodes)).toEqual([["a"], ["b"]]);
  });

  it("does not repeat a step without a node", () => {
    const groups = stepGroups([step("verify"), step("verify"), ...moved("a")]);
    expect(groups.map(({ nodes, lastNumber }) => [nodes, lastNumber])).toEqual([
      [[], 1],
      [[], 2],
      [["a"], 4],
    ]);
  });

  it("finds the node's name in commands where it is quoted", () => {
    expect(stepGroups([quoted("a\\b"), quoted('c"d')])).toHaveLength(1);
    expect(stepGroups([quoted("a b"), quoted("c d")])).toHaveLength(1);
  });
});
