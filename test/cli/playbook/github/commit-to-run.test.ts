import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { commitToRun } from "../../../../src/cli/playbook/github/commit-to-run.ts";
import { gitCheckout } from "../../../../src/cli/playbook/github/git-checkout.ts";
import { temporaryFolder } from "../../../execution/local-run.ts";

const TEXT = "playbook: {}\n";
const environment = { PATH: process.env.PATH, HOME: "/nowhere", GIT_CONFIG_NOSYSTEM: "1" };
let directory: string;

/** A working copy with one commit, whose playbook is one folder down. */
beforeEach(() => {
  directory = temporaryFolder();
  mkdirSync(join(directory, "app/playbooks"), { recursive: true });
  writeFileSync(join(directory, "app/playbooks/shop.yaml"), TEXT);
  git("init", "--quiet");
  git("add", ".");
  git("-c", "user.name=a", "-c", "user.email=a@example", "commit", "--quiet", "-m", "x");
});

function git(...words: readonly string[]): string {
  return execFileSync("git", ["-C", directory, ...words], { env: environment, encoding: "utf8" }).trim();
}

interface OnGitHub {
  readonly text?: string | undefined;
  readonly isPushed?: boolean;
  readonly ref?: string;
}

/** What is run of a playbook typed in `app`, where GitHub's commit has this text of every file. */
async function settled(file: string, { text = TEXT, isPushed = true, ref }: OnGitHub = {}) {
  const workingDirectory = join(directory, "app");
  const asked: string[] = [];
  const digest = createHash("sha256").update(TEXT).digest("hex");
  const commit = await commitToRun(
    { file, digest, ...(ref === undefined ? {} : { ref }) },
    {
      commits: {
        defaultBranch: async () => "main",
        commitOf: async (name) => {
          asked.push(name);
          return isPushed ? git("rev-parse", "HEAD") : undefined;
        },
        fileOfCommit: async () => text,
      },
      defaultBranch: "main",
      checkout: await gitCheckout({ environment, workingDirectory }),
      workingDirectory,
    },
  );
  return { ...commit, asked };
}

describe("what is run on GitHub", () => {
  test("is the commit that is checked out here, and the file as the repository names it", async () => {
    const head = git("rev-parse", "HEAD");
    const file = "app/playbooks/shop.yaml";
    expect(await settled("playbooks/shop.yaml")).toEqual({ sha: head, file, asked: [head] });
  });

  test("is the commit that --ref names", async () => {
    expect((await settled("playbooks/shop.yaml", { ref: "topic" })).asked).toEqual(["topic"]);
  });

  test.each<[string, string, OnGitHub, RegExp]>([
    ["was not pushed", "playbooks/shop.yaml", { isPushed: false }, /GitHub has no commit [0-9a-f]{40}/],
    ["was changed since", "playbooks/shop.yaml", { text: `${TEXT}# more\n` }, /another text of app\/play/],
    ["is standard input", "-", {}, /in no repository/],
    ["lies elsewhere", "outside.yaml", {}, /outside\.yaml is not in this repository/],
  ])("is nothing where the playbook %s", async (...[, file, gitHub, message]) => {
    const elsewhere = join(temporaryFolder(), "outside.yaml");
    writeFileSync(elsewhere, TEXT);
    symlinkSync(elsewhere, join(directory, "app/outside.yaml"));
    await expect(settled(file, gitHub)).rejects.toMatchObject({
      code: "playbook-not-on-github",
      message: expect.stringMatching(message),
    });
  });
});

test("a folder without a commit is no checkout", async () => {
  expect(await gitCheckout({ environment, workingDirectory: temporaryFolder() })).toBeUndefined();
});

test("the remote is the one that git itself would take", async () => {
  git("remote", "add", "origin", "gh:octo/infra.git");
  git("config", "url.https://github.com/.insteadOf", "gh:");
  expect(await gitCheckout({ environment, workingDirectory: directory })).toMatchObject({
    origin: "https://github.com/octo/infra.git",
  });
});
