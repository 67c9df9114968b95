import { beforeEach, describe, expect, test } from "vitest";
import type { AppUnderTest } from "./app-under-test.ts";
import { kubeadmConfig, nodeList } from "./fixtures.ts";
import { until } from "./github-adapter/until.ts";
import { type Files, type OpenPull, type SeenCheck, World } from "./github-adapter/world.ts";
import { useAppUnderTest } from "./use-app-under-test.ts";

let app: AppUnderTest;
let count = 0;

useAppUnderTest((started) => {
  app = started;
});
beforeEach(() => {
  app.gitHub.requests.length = 0;
});

const CLUSTER = { "cluster/kubeadm.yaml": kubeadmConfig("1.35.2") };

function create(files: Files): Promise<World> {
  count += 1;
  return World.create(app.gitHub, { name: `checked-${count}`, files, target: app.target });
}

function checksOf(world: World, sha: string, least = 1): Promise<readonly SeenCheck[]> {
  return until(`check ${least} of ${sha}`, async () => {
    const checks = await world.checks(sha);
    return checks.length >= least && checks;
  });
}

async function checkOf(world: World, pull: OpenPull): Promise<SeenCheck> {
  const [check] = await checksOf(world, await world.headOf(pull.branch));
  if (check === undefined) throw new Error("no check");
  return check;
}

/** Waits long enough for work that must not happen. */
async function checksAfterAll(world: World, sha: string): Promise<readonly SeenCheck[]> {
  await new Promise((resolve) => setTimeout(resolve, 400));
  return world.checks(sha);
}

describe("the check of a pull request", () => {
  test("an unchanged cluster succeeds with at most six calls", async () => {
    const world = await create(CLUSTER);
    const pull = await world.open("docs", { "README.md": "hello" });
    expect(await checkOf(world, pull)).toMatchObject({
      name: "Kubehop",
      status: "completed",
      conclusion: "success",
    });
    expect(app.gitHub.requests.length).toBeLessThanOrEqual(6);
  });

  test("works with a token of its own repository alone", async () => {
    const world = await create(CLUSTER);
    await checkOf(world, await world.open("docs", { "README.md": "hello" }));
    const asked = app.gitHub.requests.filter(({ path }) => path.endsWith("/access_tokens"));
    expect(asked.map(({ body }) => body)).toEqual([{ repositories: [world.name] }]);
  });

  test("a new minor carries the whole plan in its output", async () => {
    const world = await create({ ...CLUSTER, "cluster/nodes.yaml": nodeList("1.35.2") });
    const pull = await world.open("bump", { "cluster/kubeadm.yaml": kubeadmConfig("1.36.3") });
    const { conclusion, output } = await checkOf(world, pull);
    expect(conclusion).toBe("success");
    expect(`${output.summary}${output.text}`).toContain("kubeadm upgrade apply");
  });

  test.each([
    { what: "skips a minor", from: "1.33.2", to: "1.35.2", named: "1.34" },
    { what: "goes down", from: "1.35.2", to: "1.34.2", named: "1.34.2" },
  ])("a version that $what fails and says so", async ({ from, to, named }) => {
    const world = await create({ "kubeadm.yaml": kubeadmConfig(from) });
    const pull = await world.open("bump", { "kubeadm.yaml": kubeadmConfig(to) });
    const { conclusion, output } = await checkOf(world, pull);
    expect(conclusion).toBe("failure");
    expect(output.summary).toContain(named);
  });

  test("a cluster that the head lost fails", async () => {
    const world = await create({ ...CLUSTER, "README.md": "x" });
    const pull = await world.open("remove", { "cluster/kubeadm.yaml": null });
    expect(await checkOf(world, pull)).toMatchObject({ conclusion: "failure" });
  });

  test("a broken configuration fails with its line", async () => {
    const world = await create({ ...CLUSTER });
    const pull = await world.open("broken", { ".github/kubehop.yml": "clusters:\n  - naem: prod\n" });
    const check = await checkOf(world, pull);
    expect(check.conclusion).toBe("failure");
    expect(check.output.summary).toContain(".github/kubehop.yml");
  });

  test("a repository without clusters and configuration gets no check", async () => {
    const sample = { "docs/examples/kubeadm.yaml": kubeadmConfig("1.35.2") };
    const world = await create({ "README.md": "kubernetesVersion: v1.35.2", ...sample });
    const pull = await world.open("docs", { "README.md": "hello" });
    expect(await checksAfterAll(world, await world.headOf(pull.branch))).toEqual([]);
  });

  test("a first cluster file that cannot be read is named, and nothing is called good", async () => {
    const world = await create({ "README.md": "x" });
    const pull = await world.open("first", { "kubeadm.yaml": `${kubeadmConfig("1.35.2")}etcd:\n  - [` });
    const { conclusion, output } = await checkOf(world, pull);
    expect(conclusion).toBe("neutral");
    expect(`${output.summary}${output.text}`).toContain("kubeadm.yaml:7");
  });

  test("a branch that is older than the base's tip is compared with where it started", async () => {
    const world = await create(CLUSTER);
    const pull = await world.open("old", { "README.md": "hello" });
    await checkOf(world, pull);
    await world.commit("main", { "cluster/kubeadm.yaml": kubeadmConfig("1.36.3") });
    const sha = await world.push(pull, { "README.md": "again" });
    expect((await checksOf(world, sha))[0]).toMatchObject({ conclusion: "success" });
  });

  test("an edited title changes nothing, an edited base is checked", async () => {
    const world = await create(CLUSTER);
    const pull = await world.open("docs", { "README.md": "hello" });
    const sha = await world.headOf(pull.branch);
    await checksOf(world, sha);
    await world.sendPull(pull.number, "edited", { changes: { title: { from: "x" } } });
    await world.sendPull(pull.number, "edited", {
      changes: { base: { ref: { from: "x" }, sha: { from: "y" } } },
    });
    await checksOf(world, sha, 2);
    expect(await world.checks(sha)).toHaveLength(2);
  });

  test("a push while it is computed leaves the new commit alone and says so on the old one", async () => {
    const world = await create(CLUSTER);
    app.gitHub.faults.add({
      on: /^GET .*\/tarball\//,
      answer: { status: 502, headers: { "retry-after": "60" } },
      times: 2,
    });
    const pull = await world.open("moving", { "README.md": "one" });
    const before = await world.headOf(pull.branch);
    const after = await world.commit(pull.branch, { "README.md": "two" });
    const [check] = await checksOf(world, before);
    expect(check?.output.title).toMatch(/^Outdated: /);
    expect(await world.checks(after)).toEqual([]);
  });

  test("more than fifty annotations travel in several calls", async () => {
    const world = await create(CLUSTER);
    const nodes = Array.from({ length: 3 }, (_, index) => `worker-${index}`);
    const files = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `clusters/c${index}/kubeadm.yaml`,
        kubeadmConfig("1.20.1").replace("prod", `c${index}`),
      ]),
    );
    const pull = await world.open("many", { ...files, "nodes.yaml": nodeList("1.30.0", nodes) });
    const check = await checkOf(world, pull);
    expect(check.status).toBe("completed");
    await until("the second part", () =>
      app.gitHub.requests.some(({ method, path }) => method === "PATCH" && path.includes("/check-runs/")),
    );
  });
});

describe("the merge queue", () => {
  test("an entry is checked base against head, without a pull request", async () => {
    const world = await create(CLUSTER);
    const base_sha = await world.headOf("main");
    const head_sha = await world.commit("gh-readonly-queue/main/pr-1", { "README.md": "x" });
    const repository = await world.repository();
    await world.send("merge_group", {
      action: "checks_requested",
      merge_group: { head_sha, base_sha },
      repository,
    });
    expect((await checksOf(world, head_sha))[0]).toMatchObject({ conclusion: "success" });
  });
});

describe("asking for a run again", () => {
  test("our run is made again as a new one, another app's is not", async () => {
    const world = await create(CLUSTER);
    const pull = await world.open("docs", { "README.md": "hello" });
    const check = await checkOf(world, pull);
    const sha = await world.headOf(pull.branch);
    const repository = await world.repository();
    const run = { ...check, head_sha: sha, pull_requests: [] };
    await world.send("check_run", {
      action: "rerequested",
      check_run: { ...run, app: { id: 1 } },
      repository,
    });
    await world.send("check_run", {
      action: "rerequested",
      check_run: { ...run, app: { id: 4242 } },
      repository,
    });
    await checksOf(world, sha, 2);
    expect(await world.checks(sha)).toHaveLength(2);
  });

  test("a run whose pull request GitHub does not tell is a failed one that can be asked for again", async () => {
    const world = await create(CLUSTER);
    const pull = await world.open("docs", { "README.md": "hello" });
    await checkOf(world, pull);
    const head_sha = await world.headOf(pull.branch);
    const repository = await world.repository();
    const again = async (external_id: string) => {
      const check_run = { name: "Kubehop", head_sha, external_id, app: { id: 4242 }, pull_requests: [] };
      await world.send("check_run", { action: "rerequested", check_run, repository });
    };
    app.gitHub.faults.add({ on: /\/pulls/, answer: { status: 403 } });
    await again("");
    const failed = (await checksOf(world, head_sha, 2)).find(({ conclusion }) => conclusion === "failure");
    expect(failed?.output.title).toMatch(/^GitHub answered 403 when/);
    await again(failed?.external_id ?? "");
    const conclusions = (await checksOf(world, head_sha, 3)).map(({ conclusion }) => conclusion);
    expect(conclusions.filter((conclusion) => conclusion === "success")).toHaveLength(2);
  });

  test("a suite without pull requests, as forks have it, is found by its commit", async () => {
    const world = await create(CLUSTER);
    const pull = await world.open("docs", { "README.md": "hello" });
    const sha = await world.headOf(pull.branch);
    await checksOf(world, sha);
    const check_suite = { head_sha: sha, head_branch: null, app: { id: 4242 }, pull_requests: [] };
    await world.send("check_suite", {
      action: "rerequested",
      check_suite,
      repository: await world.repository(),
    });
    expect(await checksOf(world, sha, 2)).toHaveLength(2);
  });
});

describe("a GitHub in trouble", () => {
  test.each([403, 404, 422, 500])(
    "answers %d to the archive: the check ends failed and says so",
    async (status) => {
      const world = await create(CLUSTER);
      app.gitHub.faults.add({ on: /^GET .*\/tarball\//, answer: { status }, times: 99 });
      const pull = await world.open("docs", { "README.md": "hello" });
      const check = await checkOf(world, pull);
      expect(check).toMatchObject({ status: "completed", conclusion: "failure" });
      expect(check.output.title).toContain(String(status));
    },
  );

  test.each([
    ["429 with retry-after", { status: 429, headers: { "retry-after": "2" } }],
    ["a secondary limit", { status: 403, headers: { "retry-after": "1" }, message: "secondary rate limit" }],
    ["502", { status: 502 }],
    ["a cut connection", "reset"],
  ] as const)("%s once: the check comes all the same", async (_what, answer) => {
    const world = await create(CLUSTER);
    app.gitHub.faults.add({ on: /^GET .*\/tarball\//, answer }, { on: /^POST .*\/check-runs$/, answer });
    const pull = await world.open("docs", { "README.md": "hello" });
    expect(await checkOf(world, pull)).toMatchObject({ conclusion: "success" });
  });

  test("a check whose answer got lost is not published twice", async () => {
    const world = await create(CLUSTER);
    app.gitHub.faults.add({ on: /^POST .*\/check-runs$/, answer: "done-but-lost" });
    const pull = await world.open("docs", { "README.md": "hello" });
    const sha = await world.headOf(pull.branch);
    await checksOf(world, sha);
    await until("the look for the first try", () =>
      app.gitHub.requests.some(({ method, path }) => method === "GET" && path.endsWith("/check-runs")),
    );
    expect(await world.checks(sha)).toHaveLength(1);
  });

  test("a check that GitHub does not take at all is done by the redelivery", async () => {
    const world = await create(CLUSTER);
    app.gitHub.faults.add({ on: /^POST .*\/check-runs$/, answer: { status: 500 }, times: 99 });
    await world.commit("docs", { "README.md": "hello" });
    const octo = app.gitHub.emulator.as("octo");
    const { number } = await octo<{ number: number }>("POST", `${world.base}/pulls`, {
      title: "x",
      head: "docs",
      base: "main",
    });
    const payload = await world.pullPayload(number, "opened");
    const id = "11111111-2222-3333-4444-555555555555";
    await world.send("pull_request", payload, { id });
    await until(
      "the last try",
      () => app.gitHub.requests.filter(({ method }) => method === "POST").length > 5,
    );
    app.gitHub.faults.clear();
    const sha = await world.headOf("docs");
    await until("the redelivery", async () => {
      await world.send("pull_request", payload, { id });
      return (await world.checks(sha)).length > 0;
    });
    await world.send("pull_request", payload, { id });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await world.checks(sha)).toHaveLength(1);
  });
});
