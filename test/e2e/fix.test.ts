import { expect, test } from "vitest";
import type { AppUnderTest } from "./app-under-test.ts";
import { kubeadmConfig } from "./fixtures.ts";
import { until } from "./github-adapter/until.ts";
import { type Files, type OpenPull, World } from "./github-adapter/world.ts";
import { useAppUnderTest } from "./use-app-under-test.ts";

let app: AppUnderTest;
let count = 0;

useAppUnderTest((started) => {
  app = started;
});

const OLD_JOB = "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: clean}\n";
const INGRESS = "apiVersion: networking.k8s.io/v1beta1\nkind: Ingress\nmetadata: {name: web}\n";

async function opened(files: Files, change: Files) {
  count += 1;
  const world = await World.create(app.gitHub, {
    name: `fixed-${count}`,
    files: { "kubeadm.yaml": kubeadmConfig("1.35.2"), ...files },
    target: app.target,
  });
  await world.give("ada", "write");
  const pull = await world.open("topic", change);
  const sha = await world.headOf("topic");
  await until("the check", async () => (await world.checks(sha)).length > 0);
  return { world, pull };
}

async function fixed(world: World, pull: OpenPull, words = "/fix 1.36") {
  const id = await world.comment(pull, "ada", words);
  const reactions = await until("the last reaction", () => {
    const all = world.reactions(id);
    return ["rocket", "confused", "-1"].includes(all.at(-1) ?? "") && all;
  });
  const remarks = app.gitHub.state.remarks.get(`octo/${world.name}#${pull.number}`) ?? [];
  return { reactions, remarks, answers: await world.answers(pull) };
}

test("suggests on the lines of the change, and answers with a patch for the rest", async () => {
  const { world, pull } = await opened({ "old.yaml": OLD_JOB }, { "new.yaml": OLD_JOB, "web.yaml": INGRESS });
  const { reactions, remarks, answers } = await fixed(world, pull);
  expect(reactions).toEqual(["eyes", "rocket"]);
  expect(remarks).toMatchObject([{ path: "new.yaml", line: 1, side: "RIGHT" }]);
  expect(remarks[0]?.body).toContain("```suggestion\napiVersion: batch/v1\n```");
  expect(answers).toHaveLength(1);
  expect(answers[0]?.body).toContain("2 places can be mended mechanically");
  expect(answers[0]?.body).toContain("+++ b/old.yaml");
  expect(answers[0]?.body).not.toContain("+++ b/new.yaml");
  expect(answers[0]?.body).toMatch(/Left to a person: 1 place\b[\s\S]*web\.yaml:1/);
});

const kubeletWith = (gates: string) =>
  `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${gates}maxPods: 110\n`;

test("suggests lines that go together as one", async () => {
  const change = { "kubelet.yaml": kubeletWith("featureGates:\n  MemoryManager: true\n") };
  const { world, pull } = await opened({}, change);
  const { remarks, answers } = await fixed(world, pull);
  expect(remarks).toMatchObject([{ path: "kubelet.yaml", start_line: 3, line: 4, start_side: "RIGHT" }]);
  expect(remarks[0]?.body).toContain("```suggestion\n```");
  expect(answers[0]?.body).not.toContain("+++ b/kubelet.yaml");
});

test("suggests nothing twice, and keeps its one comment", async () => {
  const { world, pull } = await opened({}, { "new.yaml": OLD_JOB });
  await fixed(world, pull);
  const { remarks, answers } = await fixed(world, pull);
  expect(remarks).toHaveLength(1);
  expect(answers).toHaveLength(1);
});

test("says so where nothing is mechanical", async () => {
  const { world, pull } = await opened({}, { "README.md": "hello" });
  const { remarks, answers } = await fixed(world, pull);
  expect(remarks).toEqual([]);
  expect(answers[0]?.body).toContain("Nothing can be mended mechanically");
});
