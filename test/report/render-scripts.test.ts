import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import type { Plan } from "../../src/plan/plan.ts";
import { planUpgrade } from "../../src/plan/plan-upgrade.ts";
import { renderScripts } from "../../src/report/render-scripts.ts";
import { quote } from "../../src/source/shell.ts";
import { HOSTILE } from "./hostile-text.ts";
import { cluster, hop, plan, step } from "./sample-assessment.ts";

/** Generated inputs take their time on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

const directories: string[] = [];
afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true });
});

/** The bundle on disk; returns its directory. */
function written(of: Plan): string {
  const directory = mkdtempSync(join(tmpdir(), "kubehop-scripts-"));
  directories.push(directory);
  for (const { path, text } of renderScripts(of)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

function planWith(steps: Plan["hops"][number]["steps"], overrides: Partial<Plan> = {}): Plan {
  const of = cluster();
  return plan(of, { hops: [{ ...hop(of, { from: "1.34.6", to: "1.35.10" }, false), steps }], ...overrides });
}

const run = (directory: string, script: string, ...args: readonly string[]) =>
  spawnSync("bash", [join(directory, script), ...args], { encoding: "utf8" });

describe("the bundle", () => {
  const files = renderScripts(plan(cluster({ controlPlanes: 1, workers: 1 })));

  it("has a script for each node, one for the workstation, the order and a README", () => {
    expect(files.map(({ path }) => path)).toEqual([
      "README.md",
      "order.txt",
      "workstation.sh",
      "nodes/cp-1.sh",
      "nodes/worker-1.sh",
    ]);
  });

  it("lists every step once, in the plan's order", () => {
    const order = files
      .find(({ path }) => path === "order.txt")
      ?.text.trimEnd()
      .split("\n");
    const ids = plan(cluster({ controlPlanes: 1, workers: 1 })).hops.flatMap(({ steps }) =>
      steps.map(({ id }) => id),
    );
    expect(order?.map((line) => line.split(" ")[1])).toEqual(ids);
    expect(order?.[1]).toMatch(/^nodes\/cp-1\.sh /);
  });

  it("splits a step that changes machines", () => {
    const commands = [
      { run: "true", on: "workstation" },
      { run: "true", on: "cp-1" },
      { run: "true", on: "workstation" },
    ];
    const order = renderScripts(planWith([step("backup", { id: "s", commands })]))[1]?.text;
    expect(order).toBe("workstation.sh s.1\nnodes/cp-1.sh s.2\nworkstation.sh s.3\n");
  });
});

describe("a script", () => {
  const commands = [
    { run: "echo one", on: "workstation", expect: "one" },
    { run: "false", on: "workstation" },
    { run: "echo never", on: "workstation" },
  ];
  const steps = [
    step("check", { id: "good", commands: commands.slice(0, 1) }),
    step("verify", { id: "bad", commands }),
  ];

  it("runs the step it is called with, says what to expect and what comes next", () => {
    const { stdout, status } = run(written(planWith(steps)), "workstation.sh", "good");
    expect(status).toBe(0);
    expect(stdout.split("\n")).toEqual([
      "== 1.1 Check: check",
      "   The reason for check on workstation.",
      "   expect: one",
      "one",
      "== done: good",
      "   next: workstation.sh bad",
      "",
    ]);
  });

  it("stops at the first command that fails", () => {
    const { stdout, status } = run(written(planWith(steps)), "workstation.sh", "bad");
    expect(status).not.toBe(0);
    expect(stdout).not.toMatch(/never|done/);
  });

  it.each([[[]], [["unknown"]], [[""]]])("does nothing when called with %j, and lists its steps", (args) => {
    const { stdout, stderr, status } = run(written(planWith(steps)), "workstation.sh", ...args);
    expect([stdout, status]).toEqual(["", 2]);
    expect(stderr).toContain("  good\n  bad\n");
  });

  it("does not run a plan that is not ready before somebody says so", () => {
    const directory = written(planWith(steps, { verdict: "blocked" }));
    const { stdout, stderr, status } = run(directory, "workstation.sh", "good");
    expect([stdout, status === 0]).toEqual(["", false]);
    expect(stderr).toContain("KUBEHOP_START_ANYWAY");
  });
});

describe("hostile names", () => {
  const names = HOSTILE.filter((name) => name.trim() !== "" && !name.includes("\u0000"));

  it("become harmless file names, each its own", () => {
    const steps = ["../../etc/passwd", "-rf", ".hidden", "A", "a", "a/b", "a_b", ...names].map(
      (name, index) => step("check", { id: `s-${index}`, node: name }),
    );
    const paths = renderScripts(planWith(steps)).map(({ path }) => path);
    for (const path of paths.slice(2)) expect(path).toMatch(/^nodes\/[A-Za-z0-9_][A-Za-z0-9._-]*\.sh$/);
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
  });

  it("are printed, never run", () => {
    const steps = names.map((name, index) =>
      step("check", {
        id: `s-${index}`,
        node: name,
        why: name,
        commands: [{ run: `printf '%s' ${quote(name)} >/dev/null`, on: "workstation", expect: name }],
      }),
    );
    const directory = written(planWith(steps));
    for (const { id } of steps) {
      const { status, stderr } = run(directory, "workstation.sh", id);
      expect([id, status, stderr]).toEqual([id, 0, ""]);
    }
  });
});

const shellcheck = spawnSync("shellcheck", ["--version"]).status === 0;
if (!shellcheck) console.log("skipped: shellcheck is not installed (apt-get install shellcheck)");

describe.skipIf(!shellcheck)("shellcheck", () => {
  it.each([
    ["an ordinary plan", plan()],
    ["a real plan over many minors", planUpgrade(cluster({ version: "1.30.4" }), { to: "1.36" })],
    ["a blocked plan", plan(cluster(), { verdict: "blocked" })],
    [
      "hostile names",
      planWith(
        HOSTILE.map((name, index) =>
          step("check", {
            id: `s-${index}`,
            node: name || "x",
            why: name,
            commands: [{ run: "true", on: "workstation", expect: name }],
          }),
        ),
      ),
    ],
  ])("finds nothing in the scripts of %s", (_, of) => {
    const directory = written(of);
    const scripts = renderScripts(of).flatMap(({ path }) =>
      path.endsWith(".sh") ? [join(directory, path)] : [],
    );
    expect(execFileSync("shellcheck", scripts, { encoding: "utf8" })).toBe("");
  });
});
