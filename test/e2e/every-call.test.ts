import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startServer } from "../../src/server.ts";
import { environmentOf, hurriedClock, SECRET } from "./app-under-test.ts";
import { kubeadmConfig, nodeList } from "./fixtures.ts";
import type { Fault } from "./github-adapter/faults.ts";
import { type FakeGitHub, startFakeGitHub } from "./github-adapter/github-adapter.ts";
import { sendWebhook } from "./github-adapter/webhook-sender.ts";
import { type OpenPull, World } from "./github-adapter/world.ts";

/** Each call of the two main jobs is answered badly in turn, once and for good. */
let gitHub: FakeGitHub;
let count = 0;

/** A GitHub for each part: the emulator counts calls, and one alone would be used up. */
function withFreshGitHub(): void {
  beforeAll(async () => {
    gitHub = await startFakeGitHub();
  });
  afterAll(() => gitHub.close());
  afterEach(() => {
    gitHub.faults.clear();
    gitHub.assertConformance();
  });
}

type Call = Pick<Fault, "on" | "after">;
type Answer = Fault["answer"];

const CHECK_CALLS: readonly (readonly [string, Call])[] = [
  ["the token", { on: /\/access_tokens$/ }],
  ["the merge base", { on: /\/compare\// }],
  ["the first archive", { on: /\/tarball\// }],
  ["the second archive", { on: /\/tarball\//, after: 1 }],
  ["the second look at the pull request", { on: /^GET .*\/pulls\/\d+$/ }],
  ["the check run", { on: /^POST .*\/check-runs$/ }],
];
const COMMAND_CALLS: readonly (readonly [string, Call])[] = [
  ["the token", { on: /\/access_tokens$/ }],
  ["the person's role", { on: /\/permission$/ }],
  ["the pull request", { on: /^GET .*\/pulls\/\d+$/ }],
  ["the base's archive", { on: /\/tarball\// }],
  ["the head's archive", { on: /\/tarball\//, after: 1 }],
  ["the list of comments", { on: /^GET .*\/issues\/\d+\/comments$/ }],
  ["the second look at the pull request", { on: /^GET .*\/pulls\/\d+$/, after: 1 }],
  ["the comment", { on: /^POST .*\/issues\/\d+\/comments$/ }],
];
const FOR_GOOD: readonly (readonly [string, Answer])[] = [
  ...[403, 404, 422, 500].map((status) => [String(status), { status }] as const),
  ["429", { status: 429, headers: { "retry-after": "3600" } }],
  ["a cut connection", "reset"],
];
const ONCE: readonly (readonly [string, Answer])[] = [
  ["a cut connection", "reset"],
  ["an answer that is lost", "done-but-lost"],
  ["502", { status: 502 }],
  ["a secondary limit", { status: 403, message: "You have exceeded a secondary rate limit." }],
];

/** How an answer says what was wrong. */
const WORDS = /GitHub (?:answered \d{3}|did not answer) when Kubehop wanted to/;

/** Calls before which nobody is known to be let in, or without which no comment can be written. */
const CALLS_WITH_WORDS = new Set([
  "the pull request",
  "the base's archive",
  "the head's archive",
  "the second look at the pull request",
]);
const REACTIONS_IN_TROUBLE = new Map([
  ["the token", [""]],
  // 404: an account that is gone may not ask.
  ["the person's role", ["eyes,confused", "-1"]],
]);

interface Story {
  readonly world: World;
  readonly pull: OpenPull;
  readonly sha: string;
  readonly comment: { readonly id: number };
}

async function story(): Promise<Story> {
  count += 1;
  const files = { "kubeadm.yaml": kubeadmConfig("1.35.2"), "nodes.yaml": nodeList("1.35.2") };
  const world = await World.create(gitHub, { name: `every-${count}`, files });
  await world.give("ada", "write");
  const pull = await world.open("topic", { "README.md": "hello" });
  const ada = gitHub.emulator.as("ada");
  const body = { body: "/upgrade-plan 1.36" };
  const comment = await ada<{ id: number }>("POST", `${world.base}/issues/${pull.number}/comments`, body);
  return { world, pull, sha: await world.headOf("topic"), comment };
}

/** A server that takes one delivery and ends when its work is done. */
async function deliver(name: string, payload: object): Promise<void> {
  const server = await startServer(environmentOf(gitHub), { clock: hurriedClock(10_000) });
  const target = { url: server.url, secret: SECRET };
  const answered = await sendWebhook(target, { name, payload }, { id: "the-same-each-time" });
  expect(answered.status).toBe(202);
  expect(await server.close(60_000)).toBe(true);
}

async function deliverPull({ world, pull }: Story): Promise<void> {
  await deliver("pull_request", await world.pullPayload(pull.number, "opened"));
}

async function deliverComment({ world, pull, comment }: Story): Promise<void> {
  await deliver("issue_comment", await world.commentPayload(pull, comment));
}

describe("a check, where GitHub answers for good", () => {
  withFreshGitHub();
  const table = FOR_GOOD.flatMap(([what, answer]) =>
    CHECK_CALLS.map(([call, on]) => ({ what, answer, call, on })),
  );

  test.each(table)(
    "$what to $call: one whole check, at the latest by the redelivery",
    async ({ answer, on }) => {
      const told = await story();
      gitHub.faults.add({ ...on, answer, times: 999 });
      await deliverPull(told);
      const early = await told.world.checks(told.sha);
      const titles = early
        .filter(({ conclusion }) => conclusion === "failure")
        .map(({ output }) => output.title);
      expect(titles.filter((title) => !WORDS.test(title))).toEqual([]);
      gitHub.faults.clear();
      if (early.length === 0) await deliverPull(told);
      const checks = await told.world.checks(told.sha);
      expect(checks.map(({ status }) => status)).toEqual(["completed"]);
    },
  );
});

describe("/upgrade-plan, where GitHub answers for good", () => {
  withFreshGitHub();
  const table = FOR_GOOD.flatMap(([what, answer]) =>
    COMMAND_CALLS.map(([call, on]) => ({ what, answer, call, on })),
  );

  test.each(table)("$what to $call: what is seen is whole", async ({ answer, on, call }) => {
    const told = await story();
    gitHub.faults.add({ ...on, answer, times: 999 });
    await deliverComment(told);
    const [early, ...others] = await told.world.answers(told.pull);
    expect(others).toEqual([]);
    expect(early?.body ?? "nothing").toMatch(CALLS_WITH_WORDS.has(call) ? WORDS : /^nothing$/);
    expect(REACTIONS_IN_TROUBLE.get(call) ?? ["eyes,confused"]).toContain(
      told.world.reactions(told.comment.id).join(),
    );
    gitHub.faults.clear();
    await deliverComment(told);
    expect(await told.world.answers(told.pull)).toHaveLength(1);
  });
});

describe.each(ONCE)("%s, once", (_what, answer) => {
  withFreshGitHub();

  test.each(CHECK_CALLS)("to %s of a check leaves no trace", async (_call, on) => {
    const told = await story();
    gitHub.faults.add({ ...on, answer });
    await deliverPull(told);
    expect(await told.world.checks(told.sha)).toMatchObject([{ status: "completed", conclusion: "success" }]);
  });

  test.each(COMMAND_CALLS)("to %s of /upgrade-plan leaves no trace", async (_call, on) => {
    const told = await story();
    gitHub.faults.add({ ...on, answer });
    await deliverComment(told);
    expect(await told.world.answers(told.pull)).toMatchObject([{ body: expect.stringContaining("1.36.6") }]);
    expect(told.world.reactions(told.comment.id)).toEqual(["eyes", "rocket"]);
  });
});
