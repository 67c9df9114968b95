import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/plan/plan.ts";
import { kubehop } from "../cli/command-line.ts";

const README = readFileSync("README.md", "utf8");

describe.each([
  ["single", "1.36", "ready"],
  ["ha", "1.36", "ready"],
  ["cluster-api", "1.36", "ready"],
  ["kubespray", "1.36", "ready"],
  ["broken", "1.37", "blocked"],
])("examples/%s", (name, to, verdict) => {
  test("both READMEs show the command", () => {
    const command = `npm run kubehop -- plan --to ${to} examples/${name}`;
    expect(README).toContain(command);
    expect(readFileSync(`examples/${name}/README.md`, "utf8")).toContain(command);
  });

  test(`its plan is ${verdict}`, async () => {
    const { out, exitCode } = await kubehop(`plan --to ${to} --format json examples/${name}`);
    const plan: Plan = JSON.parse(out);
    expect(plan.verdict).toBe(verdict);
    expect(exitCode).toBe(verdict === "blocked" ? 1 : 0);
  });
});

test("examples/broken is broken in the five ways that its README names", async () => {
  const { out } = await kubehop("check --format json examples/broken");
  const { clusters, findings, unread } = JSON.parse(out);
  const plan = JSON.parse((await kubehop("plan --to 1.37 --format json examples/broken")).out);
  const ids = [...findings, ...plan.findings].map(({ id }: { id: string }) => id);
  expect(clusters[0].skew.violations).toMatchObject([{ component: "kubelet", node: "worker-2" }]);
  expect(ids).toContain("node-not-ready");
  expect(ids.filter((id) => /etcd-pin/.test(id))).not.toEqual([]);
  expect(ids.filter((id) => /containerd|container-runtime/.test(id))).not.toEqual([]);
  expect(unread).toMatchObject([{ path: "kube-system-pods.yaml" }]);
});
