import { expect, test } from "vitest";
import { readPlaybook } from "../../src/playbook/reading/read-playbook.ts";

function usesCluster(marks: {
  readonly playbook?: string;
  readonly step?: string;
  readonly variant?: string;
}) {
  const text = JSON.stringify({
    playbook: {
      name: "shop",
      description: "d",
      recommended_path: 1,
      minimum_path: 1,
      ...mark(marks.playbook),
      steps: [
        {
          name: "a",
          description: "d",
          ...mark(marks.step),
          variants: {
            path_1: {
              commands: ["kind create cluster"],
              validates: "v",
              teardown: ["true"],
              ...mark(marks.variant),
            },
          },
        },
      ],
    },
  });
  return readPlaybook({ path: "shop.json", text }).playbook?.usesCluster;
}

function mark(value: string | undefined) {
  return value === undefined ? {} : { "x-uses": value };
}

test.each([
  ["the playbook", { playbook: "cluster" }, true],
  ["a step", { step: "cluster" }, true],
  ["a variant", { variant: "cluster" }, true],
  ["nothing", {}, undefined],
  ["something else", { playbook: "database", step: "Cluster" }, undefined],
])("`x-uses: cluster` may mark %s", (_, marks, expected) => {
  expect(usesCluster(marks)).toBe(expected);
});
