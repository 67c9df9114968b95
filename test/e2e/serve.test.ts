import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { environmentOf, SECRET } from "./app-under-test.ts";
import { kubeadmConfig } from "./fixtures.ts";
import { type FakeGitHub, startFakeGitHub } from "./github-adapter/github-adapter.ts";
import { until } from "./github-adapter/until.ts";
import { World } from "./github-adapter/world.ts";

let gitHub: FakeGitHub;
beforeAll(async () => {
  gitHub = await startFakeGitHub();
});
afterAll(() => gitHub.close());

const CLI = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));

/** `kubehop serve` as a process of its own. */
function serve(environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [CLI, "serve"], { env: { PATH: process.env.PATH, ...environment } });
  const written = { out: "", error: "" };
  child.stdout.on("data", (chunk: Buffer) => (written.out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (written.error += chunk.toString()));
  const ended = once(child, "exit").then(([code]) => code as number | null);
  return { child, written, ended };
}

function listening(written: { readonly out: string }): Promise<string> {
  return until("the line", () => /^Kubehop listens on (\S+)\n/.exec(written.out)?.[1]);
}

function residentMegabytes(pid: number | undefined): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}

/** Posts 200 MB that nobody signed, without a length, until the server has had enough. */
async function postEndlessly(url: string): Promise<void> {
  const piece = Buffer.alloc(1024 * 1024, " ");
  const body = Readable.from(
    Array.from({ length: 200 }, () => piece),
    { objectMode: false },
  );
  await fetch(url, {
    method: "POST",
    body: Readable.toWeb(body) as ReadableStream,
    duplex: "half",
    headers: {
      "content-type": "application/json",
      "x-github-event": "ping",
      "x-github-delivery": "huge",
      "x-hub-signature-256": `sha256=${"0".repeat(64)}`,
    },
  });
}

describe("kubehop serve", () => {
  test("prints one line when it listens, and ends on SIGTERM with its work done", async () => {
    const { child, written, ended } = serve({ ...environmentOf(gitHub), LOG_LEVEL: "info" });
    const url = await listening(written);
    const target = { url, secret: SECRET };
    const world = await World.create(gitHub, {
      name: "served",
      files: { "k.yaml": kubeadmConfig("1.35.2") },
      target,
    });
    await world.open("topic", { "README.md": "x" });
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(await world.checks(await world.headOf("topic"))).toHaveLength(1);
    expect(written.out).not.toMatch(/ghs_|BEGIN|authorization.{3,5}(?:token|bearer) [^[]/i);
    expect(written.out).not.toContain(SECRET);
  });

  test("its log holds GitHub's own words about an answer that failed, and no token", async () => {
    const { child, written, ended } = serve({ ...environmentOf(gitHub), LOG_LEVEL: "info" });
    const target = { url: await listening(written), secret: SECRET };
    const files = { "k.yaml": kubeadmConfig("1.35.2") };
    const world = await World.create(gitHub, { name: "logged", files, target });
    const message = "Resource protected by organization SAML enforcement";
    gitHub.faults.add({ on: /\/logged\/tarball\//, answer: { status: 403, message } });
    await world.open("topic", { "README.md": "x" });
    await until("the log", () => written.out.includes(message));
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(written.out).not.toMatch(/ghs_|authorization.{3,5}(?:token|bearer) [^[]/i);
  });

  test("a process that was killed loses nothing that a redelivery does not bring back", async () => {
    const first = serve(environmentOf(gitHub));
    const target = { url: await listening(first.written), secret: SECRET };
    const world = await World.create(gitHub, {
      name: "killed",
      files: { "k.yaml": kubeadmConfig("1.35.2") },
      target,
    });
    gitHub.faults.add({ on: /\/killed\/tarball\//, answer: "no-answer", times: 2 });
    const pull = await world.open("topic", { "README.md": "x" });
    await until("the work", () => gitHub.requests.some(({ path }) => path.includes("/killed/tarball")));
    first.child.kill("SIGKILL");
    await first.ended;
    gitHub.faults.clear();
    const second = serve(environmentOf(gitHub));
    const again = World.join(world, { url: await listening(second.written), secret: SECRET });
    await again.sendPull(pull.number, "opened");
    const sha = await world.headOf("topic");
    await until("the check", async () => (await world.checks(sha)).length > 0);
    second.child.kill("SIGINT");
    expect(await second.ended).toBe(0);
    expect(await world.checks(sha)).toHaveLength(1);
  });

  test("a check that was published in the moment of a kill is not published again", async () => {
    const temporary = mkdtempSync(join(tmpdir(), "kubehop-"));
    const environment = { ...environmentOf(gitHub), TMPDIR: temporary };
    const first = serve(environment);
    const files = { "k.yaml": kubeadmConfig("1.35.2") };
    const silent = await World.create(gitHub, { name: "cut", files });
    const pull = await silent.open("topic", { "README.md": "x" });
    const world = World.join(silent, { url: await listening(first.written), secret: SECRET });
    const sha = await world.headOf("topic");
    gitHub.faults.add({ on: /POST .*\/cut\/check-runs/, answer: "done-but-lost" });
    const payload = await world.pullPayload(pull.number, "opened");
    await world.send("pull_request", payload, { id: "the-same" });
    await until("the check", async () => (await world.checks(sha)).length > 0);
    first.child.kill("SIGKILL");
    await first.ended;
    const second = serve({ ...environment, LOG_LEVEL: "info" });
    const again = World.join(world, { url: await listening(second.written), secret: SECRET });
    await again.send("pull_request", payload, { id: "the-same" });
    await until("the work", () => second.written.out.includes('"outcome":"published"'));
    second.child.kill("SIGTERM");
    expect(await second.ended).toBe(0);
    expect(await world.checks(sha)).toHaveLength(1);
    rmSync(temporary, { recursive: true });
  });

  test.runIf(process.platform === "linux")("a body of 200 MB is not held", async () => {
    const { child, written, ended } = serve(environmentOf(gitHub));
    const url = await listening(written);
    const before = residentMegabytes(child.pid);
    await Promise.allSettled([1, 2, 3].map(() => postEndlessly(url)));
    expect(residentMegabytes(child.pid) - before).toBeLessThan(150);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  });

  test("without a webhook secret it ends at once, naming the variable", async () => {
    const { written, ended } = serve({
      ...environmentOf(gitHub),
      WEBHOOK_SECRET: "",
      NODE_ENV: "production",
    });
    expect(await ended).toBe(2);
    expect(written.error).toContain("WEBHOOK_SECRET");
  });
});
