import { describe, expect, test } from "vitest";
import type { AppUnderTest } from "./app-under-test.ts";
import { kubeadmConfig, nodeList } from "./fixtures.ts";
import { until } from "./github-adapter/until.ts";
import { type Files, type OpenPull, World } from "./github-adapter/world.ts";
import { useAppUnderTest } from "./use-app-under-test.ts";

let app: AppUnderTest;
let count = 0;

useAppUnderTest((started) => {
  app = started;
});

const CLUSTER: Files = {
  "cluster/kubeadm.yaml": kubeadmConfig("1.35.2"),
  "cluster/nodes.yaml": nodeList("1.35.2"),
};

/** A repository with an open pull request whose check is done, so that only the command is counted. */
async function story(files: Files = CLUSTER, change: Files = { "README.md": "hello" }) {
  count += 1;
  const world = await World.create(app.gitHub, { name: `asked-${count}`, files, target: app.target });
  await world.give("ada", "write");
  const pull = await world.open("topic", change);
  const sha = await world.headOf("topic");
  await until("the check", async () => (await world.checks(sha)).length > 0);
  app.gitHub.requests.length = 0;
  return { world, pull };
}

/** Waits for the reaction at the end. */
function ended(world: World, commentId: number): Promise<readonly string[]> {
  return until("the last reaction", () => {
    const reactions = world.reactions(commentId);
    return ["rocket", "confused", "-1"].includes(reactions.at(-1) ?? "") && reactions;
  });
}

async function ask(world: World, pull: OpenPull, body: string) {
  const id = await world.comment(pull, "ada", body);
  const reactions = await ended(world, id);
  return { reactions, answers: await world.answers(pull) };
}

/** What our app did for a comment; waits long enough for work that must not happen. */
async function traces(world: World, pull: OpenPull, id: number): Promise<readonly unknown[]> {
  await new Promise((resolve) => setTimeout(resolve, 300));
  return [...world.reactions(id), ...(await world.answers(pull))];
}

describe("/upgrade-plan", () => {
  test("answers with the plan: 👀 first, one comment, 🚀 last, at most eight calls", async () => {
    const { world, pull } = await story();
    const { reactions, answers } = await ask(world, pull, "Could we?\r\n\r\n/upgrade-plan 1.36\r\n");
    expect(reactions).toEqual(["eyes", "rocket"]);
    expect(answers).toHaveLength(1);
    expect(answers[0]?.body).toContain("kubeadm upgrade apply");
    const counted = app.gitHub.requests.filter(({ path }) => !path.endsWith("/reactions"));
    expect(counted.length).toBeLessThanOrEqual(8);
    const writes = app.gitHub.requests.filter(
      ({ method, path }) => method !== "GET" && !path.includes("access_tokens"),
    );
    expect(writes[0]?.body).toEqual({ content: "eyes" });
  });

  test("plans from the base's version where the pull request proposes a new one", async () => {
    const { world, pull } = await story(
      { "kubeadm.yaml": kubeadmConfig("1.35.2") },
      { "kubeadm.yaml": kubeadmConfig("1.36.3") },
    );
    const { answers } = await ask(world, pull, "/upgrade-plan");
    expect(answers[0]?.body).toMatch(/1\.35\.2 → 1\.36/);
  });

  test("edits its comment in place, whatever the version, also for two commands at once", async () => {
    const { world, pull } = await story();
    await ask(world, pull, "/upgrade-plan 1.36");
    const ids = await Promise.all(
      ["/upgrade-plan strategy=node-by-node", "/upgrade-plan 1.36.2"].map((body) =>
        world.comment(pull, "ada", body),
      ),
    );
    await Promise.all(ids.map((id) => ended(world, id)));
    expect(await world.answers(pull)).toHaveLength(1);
  });

  test("finds its comment on the second page, and never takes a copied marker for its own", async () => {
    const { world, pull } = await story();
    await ask(world, pull, "/upgrade-plan 1.36");
    const [own] = await world.answers(pull);
    const eve = app.gitHub.emulator.as("octo");
    const copies = Array.from({ length: 105 }, () => own?.body ?? "");
    for (const body of copies) await eve("POST", `${world.base}/issues/${pull.number}/comments`, { body });
    await ask(world, pull, "/upgrade-plan 1.36.2");
    const patched = app.gitHub.requests.filter(({ method }) => method === "PATCH");
    expect(patched.map(({ path }) => path)).toEqual([expect.stringMatching(new RegExp(`/${own?.id}$`))]);
  });

  test.each([
    ["a version that does not exist", "/upgrade-plan latest", "latest"],
    ["an unknown cluster", "/upgrade-plan cluster=nope", "nope"],
    ["an unknown strategy", "/upgrade-plan strategy=fast", "fewest-drains"],
    ["too many words", "/upgrade-plan 1.36 please", "please"],
    ["a mistyped key", "/upgrade-plan clustr=prod", "cluster="],
    ["a mistyped command", "/upgrade-pln", "/upgrade-plan"],
  ])("refuses %s with an answer", async (_what, body, named) => {
    const { world, pull } = await story();
    const { reactions, answers } = await ask(world, pull, body);
    expect(reactions).toEqual(["eyes", "confused"]);
    expect(answers).toHaveLength(1);
    expect(answers[0]?.body).toContain(named);
  });

  test("several clusters and no name: the answer gives the names, and a name works", async () => {
    const two = {
      "a/kubeadm.yaml": kubeadmConfig("1.35.2").replace("prod", "alpha"),
      "b/kubeadm.yaml": kubeadmConfig("1.35.2").replace("prod", "beta"),
    };
    const { world, pull } = await story(two);
    const { answers } = await ask(world, pull, "/upgrade-plan");
    expect(answers[0]?.body).toMatch(/alpha.*beta/s);
    const named = await ask(world, pull, "/upgrade-plan cluster=beta");
    expect(named.answers.some(({ body }) => body.includes("1.36"))).toBe(true);
  });

  test("a mistake about a named cluster leaves the other cluster's answer alone", async () => {
    const two = {
      "a/kubeadm.yaml": kubeadmConfig("1.35.2").replace("prod", "alpha"),
      "b/kubeadm.yaml": kubeadmConfig("1.35.2").replace("prod", "beta"),
    };
    const { world, pull } = await story(two);
    await ask(world, pull, "/upgrade-plan 1.36 cluster=alpha");
    const { answers } = await ask(world, pull, "/upgrade-plan 1.36.x cluster=beta");
    expect(answers.map(({ body }) => body.split("\n")[0])).toEqual([
      "<!-- kubehop:upgrade-plan:alpha -->",
      "<!-- kubehop:upgrade-plan:beta -->",
    ]);
  });

  test("another base while it plans: the answer says so and shows nothing of the old one", async () => {
    const { world, pull } = await story();
    await world.commit("release", { "README.md": "x" });
    app.gitHub.faults.add({
      on: /^GET .*\/issues\/\d+\/comments/,
      answer: { status: 502, headers: { "retry-after": "60" } },
    });
    const id = await world.comment(pull, "ada", "/upgrade-plan 1.36");
    await until("the plan's look for its comment", () =>
      app.gitHub.requests.some(({ path }) => path.endsWith("/comments")),
    );
    await world.retarget(pull, "release");
    expect(await ended(world, id)).toEqual(["eyes", "confused"]);
    const [answer] = await world.answers(pull);
    expect(answer?.body).toContain("goes into `release` now");
    expect(answer?.body).not.toContain("kubeadm");
  });

  test("a push while it plans: the answer says so and shows nothing of the old commit", async () => {
    const { world, pull } = await story();
    app.gitHub.faults.add({
      on: /^GET .*\/issues\/\d+\/comments/,
      answer: { status: 502, headers: { "retry-after": "60" } },
    });
    const id = await world.comment(pull, "ada", "/upgrade-plan 1.36");
    await until("the plan's look for its comment", () =>
      app.gitHub.requests.some(({ path }) => path.endsWith("/comments")),
    );
    await world.commit("topic", { "README.md": "two" });
    expect(await ended(world, id)).toEqual(["eyes", "confused"]);
    const [answer] = await world.answers(pull);
    expect(answer?.body).toContain("moved from");
    expect(answer?.body).not.toContain("kubeadm");
  });
});

describe("/skew-check and /kubehop help", () => {
  test("have comments of their own", async () => {
    const { world, pull } = await story();
    expect((await ask(world, pull, "/skew-check")).reactions).toEqual(["eyes", "rocket"]);
    const { reactions, answers } = await ask(world, pull, "/kubehop help");
    expect(reactions).toEqual(["eyes", "rocket"]);
    expect(answers.map(({ body }) => body.split("\n")[0])).toEqual([
      "<!-- kubehop:skew-check:prod -->",
      "<!-- kubehop:help: -->",
    ]);
  });
});

describe("who may ask", () => {
  test.each(["read", "triage"] as const)("%s gets one 👎 and nothing else", async (role) => {
    const { world, pull } = await story();
    await world.give("eve", role);
    const id = await world.comment(pull, "eve", "/upgrade-plan 1.36");
    expect(await ended(world, id)).toEqual(["-1"]);
    expect(await world.answers(pull)).toEqual([]);
  });

  test("an outsider gets one 👎 and nothing else", async () => {
    const { world, pull } = await story();
    const id = await world.comment(pull, "linus", "/kubehop help");
    expect(await ended(world, id)).toEqual(["-1"]);
  });

  test.each(["maintain", "admin"] as const)("%s may", async (role) => {
    const { world, pull } = await story();
    await world.give("grace", role);
    const id = await world.comment(pull, "grace", "/skew-check");
    expect(await ended(world, id)).toEqual(["eyes", "rocket"]);
  });

  test("the default branch's configuration decides, not the pull request's", async () => {
    const strict = { ...CLUSTER, ".github/kubehop.yml": "commands:\n  permission: admin\n" };
    const { world, pull } = await story(strict, {
      ".github/kubehop.yml": "commands:\n  permission: triage\n",
    });
    const id = await world.comment(pull, "ada", "/upgrade-plan 1.36");
    expect(await ended(world, id)).toEqual(["-1"]);
  });
});

describe("nothing at all, not even a reaction, for", () => {
  test.each([
    ["a fence", "```\n/upgrade-plan 1.36\n```"],
    ["a quote", "> /upgrade-plan 1.36"],
    ["somebody else's command", "/lgtm"],
    ["a command in the middle of a line", "please /upgrade-plan 1.36"],
  ])("%s", async (_what, body) => {
    const { world, pull } = await story();
    expect(await traces(world, pull, await world.comment(pull, "ada", body))).toEqual([]);
  });

  test("an edited comment, a bot's, one on a closed pull request, and one on a plain issue", async () => {
    const { world, pull } = await story();
    const octo = app.gitHub.emulator.as("octo");
    const comment = { id: 777, body: "/skew-check", user: { login: "ada", type: "User" } };
    const good = (await world.commentPayload(pull, comment)) as { issue: object };
    const bot = { login: "other[bot]", type: "Bot" };
    const events = [
      { ...good, action: "edited" },
      { ...good, comment: { ...comment, user: bot }, sender: bot },
      { ...good, issue: { ...good.issue, state: "closed" } },
      { ...good, issue: { ...good.issue, pull_request: undefined } },
      { ...good, comment: { ...comment, user: null } },
    ];
    for (const event of events) expect((await world.send("issue_comment", event))?.status).toBe(202);
    expect(await traces(world, pull, 777)).toEqual([]);
    expect(await octo<unknown[]>("GET", `${world.base}/issues/${pull.number}/comments`)).toEqual([]);
  });
});

describe("deliveries", () => {
  test("the same comment under two ids, and one id twice, is answered once", async () => {
    const { world, pull } = await story();
    const comment = await app.gitHub.emulator.as("ada")<{ id: number }>(
      "POST",
      `${world.base}/issues/${pull.number}/comments`,
      { body: "/skew-check" },
    );
    const payload = await world.commentPayload(pull, comment);
    for (const id of ["d-1", "d-1", "d-2"]) await world.send("issue_comment", payload, { id });
    await ended(world, comment.id);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(world.reactions(comment.id)).toEqual(["eyes", "rocket"]);
  });
});

describe("a GitHub in trouble", () => {
  test.each([403, 404, 422, 500])("answers %d to the archive: the comment says so", async (status) => {
    const { world, pull } = await story();
    app.gitHub.faults.add({ on: /^GET .*\/tarball\//, answer: { status }, times: 99, after: 1 });
    const { reactions, answers } = await ask(world, pull, "/upgrade-plan 1.36");
    expect(reactions).toEqual(["eyes", "confused"]);
    expect(answers[0]?.body).toContain(String(status));
  });

  test("a comment whose answer got lost is not written twice", async () => {
    const { world, pull } = await story();
    app.gitHub.faults.add({ on: /^POST .*\/issues\/\d+\/comments$/, answer: "done-but-lost" });
    const { reactions, answers } = await ask(world, pull, "/upgrade-plan 1.36");
    expect(reactions).toEqual(["eyes", "rocket"]);
    expect(answers).toHaveLength(1);
  });

  test("reactions that GitHub refuses stop nothing", async () => {
    const { world, pull } = await story();
    app.gitHub.faults.add({ on: /\/reactions$/, answer: { status: 403 }, times: 99 });
    await world.comment(pull, "ada", "/skew-check");
    await until("the answer", async () => (await world.answers(pull)).length > 0);
    expect(await world.answers(pull)).toHaveLength(1);
  });
});
