import { mkdirSync, writeFileSync } from "node:fs";
import { assessRepository } from "../src/assessment/assess-repository.ts";
import { newestPatch } from "../src/kubernetes/releases.ts";
import { renderHtml } from "../src/report/html.ts";
import { startServer } from "../src/server.ts";
import { environmentOf, SECRET } from "../test/e2e/app-under-test.ts";
import { type FakeGitHub, startFakeGitHub } from "../test/e2e/github-adapter/github-adapter.ts";
import { until } from "../test/e2e/github-adapter/until.ts";
import { type OpenPull, World } from "../test/e2e/github-adapter/world.ts";
import { checkAsSeen, commentAsSeen, heading } from "./demo/as-seen.ts";
import { type ExampleFile, readExample, withVersion } from "./demo/example.ts";

/**
 * The main job on one machine: a GitHub emulator, the real server against it, a pull request that bumps the
 * cluster of examples/ha, and `/upgrade-plan` in a comment. Prints what a user would see, and ends.
 */
const EXAMPLE = "ha";
const NEXT_MINOR = "1.35";
const DEADLINE_MS = 55_000;

const deadline = setTimeout(
  () => fail(new Error(`it took longer than ${DEADLINE_MS / 1000} s`)),
  DEADLINE_MS,
);
try {
  await demo();
} catch (error) {
  fail(error);
}
clearTimeout(deadline);

async function demo(): Promise<void> {
  const gitHub = await startFakeGitHub();
  console.log(`GitHub emulator     http://${gitHub.host}`);
  const server = await startServer(environmentOf(gitHub));
  console.log(`Kubehop listens on  ${server.url}`);
  try {
    await play(gitHub, { url: server.url, secret: SECRET });
  } finally {
    await server.close(2_000);
    await gitHub.close();
  }
}

async function play(gitHub: FakeGitHub, target: { url: string; secret: string }): Promise<void> {
  const files = readExample(EXAMPLE);
  const version = newestPatch(NEXT_MINOR);
  if (version === undefined) throw new Error(`the facts know no patch of ${NEXT_MINOR}`);
  const bumped = withVersion(files, version);
  const world = await World.create(gitHub, { name: "infra", files: asFiles(files), target });
  await world.give("ada", "write");

  heading(`octo opens a pull request: ${EXAMPLE} goes to ${version} (${bumped.path})`);
  const pull = await world.open("bump-kubernetes", { [bumped.path]: bumped.text });
  await showCheck(world, pull);

  heading("ada writes a comment: /upgrade-plan");
  await showAnswer(world, pull, await world.comment(pull, "ada", "/upgrade-plan"));

  heading("The same plan as one HTML page");
  console.log(`  open ${writeReport(files, bumped).href}`);
  if (gitHub.violations.length > 0) throw new Error(`GitHub would refuse: ${gitHub.violations.join("; ")}`);
  console.log(`\nDone: ${gitHub.requests.length} calls to GitHub, each as its OpenAPI description wants it.`);
}

async function showCheck(world: World, pull: OpenPull): Promise<void> {
  const sha = await world.headOf(pull.branch);
  const check = await until("the check", async () => (await world.checks(sha))[0]);
  const { check_annotations: annotations } = await world.gitHub.emulator.as("octo")<{
    check_annotations: { path: string; start_line: number; annotation_level: string; message: string }[];
  }>("GET", `${world.base}/check-runs/${check.id}/annotations?per_page=50`);
  console.log(checkAsSeen(check, annotations));
}

async function showAnswer(world: World, pull: OpenPull, comment: number): Promise<void> {
  const reactions = await until("the answer", () => {
    const given = world.reactions(comment);
    return given.length > 1 && given;
  });
  const [answer, ...others] = await world.answers(pull);
  if (answer === undefined || others.length > 0) throw new Error("there should be exactly one answer");
  console.log(commentAsSeen(answer.body, reactions));
}

/** What `kubehop plan --format html` writes. */
function writeReport(files: readonly ExampleFile[], bumped: ExampleFile): URL {
  const head = files.map((file) => (file.path === bumped.path ? bumped : file));
  const assessment = assessRepository({
    subject: "plan",
    base: { files, unread: [] },
    head: { files: head, unread: [] },
    today: new Date().toISOString().slice(0, 10),
  });
  const page = new URL("../demo-output/upgrade-plan.html", import.meta.url);
  mkdirSync(new URL(".", page), { recursive: true });
  writeFileSync(page, renderHtml(assessment));
  return page;
}

function asFiles(files: readonly ExampleFile[]): Record<string, string> {
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}

function fail(error: unknown): never {
  console.error(`The demo failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
