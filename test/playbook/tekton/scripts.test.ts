import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Playbook, Variant } from "../../../src/playbook/playbook.ts";
import { exportTekton } from "../../../src/playbook/tekton/export-tekton.ts";
import type { TektonTask } from "../../../src/playbook/tekton/objects.ts";
import { input, playbook, step, variant } from "./playbooks.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "kubehop-test-"));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

interface Ended {
  readonly exitCode: number | null;
  readonly log: string;
  readonly status: string;
  readonly stepExitCode: string;
  readonly failedCommands: string;
  readonly source: string;
}

/** Runs the script of a Task as its pod would: in bash, with the container's variables and nothing else. */
function runTask(book: Playbook, name: string, values: ReadonlyMap<string, string> = new Map()): Ended {
  const objects = exportTekton(book, { path: 1, image: "image", inputs: new Map() });
  const task = objects.find(
    (object): object is TektonTask =>
      object.kind === "Task" && object.metadata.name === `shop-ingress-${name}`,
  );
  const [container] = task?.spec.steps ?? [];
  const work = mkdtempSync(join(FOLDER, "work-"));
  mkdirSync(join(work, "results"));
  const place = (text: string) => placed(text, work, values);
  const file = join(work, "script");
  writeFileSync(file, place(container?.script ?? ""), { mode: 0o700 });
  const env = Object.fromEntries(container?.env.map((each) => [each.name, place(each.value)]) ?? []);
  const { status, stdout } = spawnSync(file, {
    env: { PATH: process.env.PATH, SECRET: "x", ...env },
    encoding: "utf8",
  });
  const result = (of: string) => {
    const path = join(work, "results", of);
    return existsSync(path) ? readFileSync(path, "utf8") : "";
  };
  return {
    exitCode: status,
    log: stdout,
    status: result("status"),
    stepExitCode: result("exit-code"),
    failedCommands: result("failed-commands"),
    source: join(work, "source"),
  };
}

/** What Tekton puts in place of its variables, wherever they stand. */
function placed(text: string, work: string, values: ReadonlyMap<string, string>): string {
  return text
    .replaceAll(/\$\(params\.([^)]+)\)/g, (_, name: string) => values.get(name) ?? "")
    .replaceAll(/\$\(results\.([^)]+)\.path\)/g, (_, name: string) => join(work, "results", name))
    .replaceAll("$(workspaces.work.path)", work)
    .replaceAll("$(workspaces.kubeconfig.path)", "");
}

function runCommands(commands: readonly string[], more: Partial<Variant> = {}): Ended {
  return runTask(playbook([step("a", { 0: variant(commands, more) })]), "a");
}

describe("a step", () => {
  test.each<[string, readonly string[], Partial<Variant>, string, string]>([
    ["passes where all commands end with 0", ["true", "echo ok"], {}, "passed", "0"],
    [
      "fails where a command before the last ends with something else",
      ["exit 4", "true"],
      { expectedExitCode: 4 },
      "failed",
      "4",
    ],
    ["passes where the last ends as expected", ["true", "exit 4"], { expectedExitCode: 4 }, "passed", "4"],
    [
      "fails where the last ends with 0 and not as expected",
      ["true"],
      { expectedExitCode: 4 },
      "failed",
      "0",
    ],
    ["fails with the first command of a pipeline", ["false | cat"], {}, "failed", "1"],
    ["fails at the first line that fails", ["false\ntrue"], {}, "failed", "1"],
    ["fails on a program that is not there", ["no-such-program"], {}, "failed", "127"],
    [
      "is timed out by a command that takes too long",
      ["sleep 30"],
      { timeoutMilliseconds: 300 },
      "timed_out",
      "",
    ],
    [
      "is timed out by one that ignores it",
      ["trap '' TERM; echo x; sleep 0.1; while :; do sleep 30; done"],
      { timeoutMilliseconds: 200 },
      "timed_out",
      "",
    ],
    [
      "tells a command that ends with 124 from one that took too long",
      ["exit 124"],
      { expectedExitCode: 124 },
      "passed",
      "124",
    ],
  ])("%s", (...[, commands, more, status, exitCode]) => {
    const ended = runCommands(commands, more);
    expect([ended.status, ended.stepExitCode, ended.log]).toEqual([status, exitCode, ended.log]);
    expect(ended.exitCode).toBe(status === "passed" ? 0 : 1);
  });

  test.each<[string, string, string, string]>([
    ["finds a text", "echo one two", "one two", "passed"],
    ["takes it as it is written", "echo '1 chart(s) linted [x]*'", "chart(s) linted [x]*", "passed"],
    ["does not find what is not there", "echo one", "two", "failed"],
    ["finds a text over several lines", "printf 'a\\nb\\nc\\n'", "b\nc", "passed"],
    ["does not take lines for alternatives", "echo b", "b\nc", "failed"],
    ["finds it on standard error", "echo problem >/dev/stderr", "problem", "passed"],
    ["finds it through colours", "printf 'a \\033[32mgr\\033[0meen'", "a green", "passed"],
    ["finds it through titles and CRLF", "printf '\\033]0;title\\007one\\r\\ntwo'", "one\ntwo", "passed"],
    ["finds it in what is no UTF-8", "printf '\\377ok'", "ok", "passed"],
    ["asks for nothing where it is blank", "true", "  \n", "passed"],
    ["finds a text with quotes and backslashes", `echo 'it'"'"'s \\n $HOME'`, "it's \\n $HOME", "passed"],
  ])("%s", (...[, command, expectedOutput, status]) => {
    expect(runCommands([command], { expectedOutput }).status).toBe(status);
  });

  test("finds a text that two commands wrote together", () => {
    expect(runCommands(["printf one", "printf two"], { expectedOutput: "onetwo" }).status).toBe("passed");
  });

  test("sees no variable but those that are named", () => {
    const { log } = runCommands(["env | cut -d= -f1 | sort | tr '\\n' ' '"]);
    expect(log).toContain("CI HOME LANG NO_COLOR PATH PWD SHLVL TERM _ \n".trimEnd());
  });

  test("writes what Tekton would replace as bash is to see it", () => {
    const ended = runCommands(["echo $(params.image) || true", "echo '$(workspaces.work.path)'"], {
      expectedOutput: "$(workspaces.work.path)",
    });
    expect(ended.log).toContain("params.image: command not found");
    expect(ended.status).toBe("passed");
  });

  test("is not held up by what a command leaves behind", () => {
    expect(runCommands(["sleep 3600 & echo started"], { expectedOutput: "started" }).status).toBe("passed");
  });

  test("gives each command a shell of its own in the working copy", () => {
    expect(runCommands(["cd /; X=1", "pwd; echo x$X"], { expectedOutput: "/source\nx\n" }).status).toBe(
      "passed",
    );
  });
});

describe("inputs", () => {
  const book = playbook(
    [step("a", { 0: variant([`printf "<%s|%s>" "$INPUT_TAG" "\${INPUT_NOTE-unset}"`]) })],
    {
      inputs: [input("tag", { required: true }), input("note")],
    },
  );

  test.each(["1.2", "$(touch owned)", "a'b\"c`id`", "two\nlines", "; exit 7"])(
    "are only values: %j",
    (value) => {
      const ended = runTask(book, "a", new Map([["tag", value]]));
      expect(ended.log).toContain(`<${value}|unset>`);
      expect(existsSync(join(ended.source, "owned"))).toBe(false);
    },
  );

  test("that are optional are there where they were given", () => {
    const values = new Map([
      ["tag", "1"],
      ["note", "n"],
    ]);
    expect(runTask(book, "a", values).log).toContain("<1|n>");
  });
});

describe("the teardown", () => {
  test("runs every command, the last step's first, and says which failed without failing", () => {
    const book = playbook([
      step("a", { 0: variant(["true"], { teardown: ["echo first", "exit 3"] }) }),
      step("b", { 1: variant(["true"], { teardown: ["echo second; false"] }) }),
    ]);
    const ended = runTask(book, "teardown");
    expect(ended.exitCode).toBe(0);
    expect(ended.failedCommands).toBe("1=failed 3=failed ");
    expect(ended.log.indexOf("second")).toBeLessThan(ended.log.indexOf("first"));
    expect(ended.log).toContain("TEARDOWN failed (3) in step a");
  });
});

describe("what prepares a run", () => {
  const book = playbook([step("a", { 0: variant(["true"]) })], {
    tools: [
      { name: "no-such-tool", requiredForPaths: [0] },
      { name: "minikube", requiredForPaths: [2] },
      { name: "bash", requiredForPaths: [0] },
    ],
    files: [{ path: "deploy/a file.yaml" }],
  });

  test("names each tool and file that is missing on the paths that are taken", () => {
    const ended = runTask(book, "prepare");
    expect(ended.exitCode).toBe(3);
    expect(ended.log).toMatch(/no no-such-tool.*\n.*deploy\/a file\.yaml is not in the working copy\n$/);
  });
});
