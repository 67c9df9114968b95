import { execFileSync, type SpawnSyncReturns, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeList } from "../cli/command-line.ts";

let place = "";

/** `npm pack`, then an installation that may not ask any registry. */
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), "kubehop-package-"));
  const packed = npm(["pack", "--json", "--pack-destination", place], ".");
  const [{ filename }] = JSON.parse(packed.slice(packed.indexOf("[\n")));
  writeFileSync(
    join(place, "package.json"),
    JSON.stringify({ name: "consumer", type: "module", private: true }),
  );
  npm(["install", "--offline", "--no-audit", "--no-fund", join(place, filename)], place);
}, 120_000);
afterAll(() => rmSync(place, { recursive: true, force: true }));

function npm(words: readonly string[], directory: string): string {
  return execFileSync("npm", [...words], {
    cwd: directory,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}

const KUBEHOP = "node_modules/kubehop/bin/kubehop.js";

function node(words: readonly string[], input = "", environment = {}): SpawnSyncReturns<string> {
  const env = { ...process.env, ...environment };
  return spawnSync(process.execPath, [...words], {
    cwd: place,
    encoding: "utf8",
    input,
    env,
    timeout: 60_000,
  });
}

test("a call leaves nothing among temporary files", () => {
  const temporary = mkdtempSync(join(place, "tmp-"));
  const environment = { TMPDIR: temporary, HOME: join(place, "home"), NODE_COMPILE_CACHE: undefined };
  const run = node([KUBEHOP, "facts"], "", environment);
  expect([run.status, readdirSync(temporary)]).toEqual([0, []]);
});

test("a call ends where no directory can be made in the home, as below /proc", () => {
  for (const environment of [{ HOME: "/proc/nobody" }, { XDG_CACHE_HOME: "/proc/self/none" }]) {
    expect(node([KUBEHOP, "facts"], "", environment).status).toBe(0);
  }
});

test("the package installs alone", () => {
  const installed = npm(["ls", "--all", "--parseable"], place).trim().split("\n");
  expect(installed.filter((path) => path.includes("node_modules"))).toEqual([
    join(place, "node_modules/kubehop"),
  ]);
});

function npx(words: readonly string[], input = "", environment = {}): SpawnSyncReturns<string> {
  return spawnSync("npx", ["--offline", "kubehop", ...words], {
    cwd: place,
    encoding: "utf8",
    input,
    env: { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}`, ...environment },
  });
}

describe("npx kubehop", () => {
  test("plans what kubectl prints", () => {
    const run = npx(["plan", "--to", "1.36", "--format", "json", "-"], nodeList("1.35.10", "1.35.10"));
    expect(run.status).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ verdict: "ready", to: "1.36.6" });
  });

  test("reads certificates, with what it loads of Node.js only for them", () => {
    const bundle = readFileSync("test/fixtures/certificates/ends-2027-11-27.pem").toString("base64");
    const clientConfig = { service: { name: "policy", namespace: "policy" }, caBundle: bundle };
    const webhook = {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingWebhookConfiguration",
      metadata: { name: "policy" },
      webhooks: [{ name: "policy.example.com", clientConfig }],
    };
    const list = JSON.parse(nodeList("1.35.10", "1.35.10"));
    const input = JSON.stringify({ ...list, items: [...list.items, webhook] });
    const run = npx(["check", "--to", "1.36", "-"], input, { SOURCE_DATE_EPOCH: "1830000000" });
    expect(run.stdout).toContain("policy.example.com is trusted by ended on 2027-11-27");
  });

  test("finds its runbooks", () => {
    expect(npx(["explain"]).status).toBe(0);
  });

  test("refuses to serve without its settings, naming one", () => {
    const run = npx(["serve"]);
    expect(run).toMatchObject({ status: 2, stdout: "" });
    expect(run.stderr).toContain("APP_ID");
  });

  test("ends quietly when its reader goes away", () => {
    const run = spawnSync(
      "bash",
      [
        "-c",
        `set -o pipefail; "${process.execPath}" node_modules/kubehop/bin/kubehop.js plan --to 1.36 - | head -1`,
      ],
      {
        cwd: place,
        encoding: "utf8",
        input: nodeList("1.30.1", ...Array.from({ length: 300 }, () => "1.30.1")),
      },
    );
    expect(run.stderr).toBe("");
    expect(run.stdout.split("\n")).toHaveLength(2);
  });
});

describe("what V8 compiled when the package was built", () => {
  const plan = ["node_modules/kubehop/bin/kubehop.js", "plan", "--to", "1.36", "--format", "json", "-"];
  const input = nodeList("1.35.10", "1.35.10");

  test("is accepted for every file of a plan", () => {
    const run = node(["--import", TELL_COMPILED, ...plan], input);
    const told = JSON.parse(run.stderr);
    expect(told).toContainEqual([expect.stringMatching(/^assessment-/), "accepted"]);
    expect(told.filter(([, state]: [string, string]) => state !== "accepted")).toEqual([]);
  });

  test("is not needed: another release of Node.js keeps what its first run compiles", () => {
    const later = ["--import", LATER_NODE, "--import", TELL_COMPILED, ...plan];
    const environment = { NODE_COMPILE_CACHE: join(place, "cache") };
    const [first, second] = [node(later, input, environment), node(later, input, environment)];
    expect(JSON.parse(first.stderr)).toContainEqual([expect.stringMatching(/^assessment-/), "none"]);
    expect(JSON.parse(second.stderr)).toContainEqual([expect.stringMatching(/^assessment-/), "accepted"]);
    expect([first.stdout, second.stdout]).toEqual(Array(2).fill(node(plan, input).stdout));
  });

  test.each([
    ["other flags of V8", ["--max-lazy"], {}],
    ["another release without a cache", ["--import", LATER_NODE], { NODE_DISABLE_COMPILE_CACHE: "1" }],
  ])("is not needed: %s give the same plan", (_case, options, environment) => {
    const run = node([...options, ...plan], input, environment);
    expect(run.stderr).toBe("");
    expect(run.stdout).toBe(node(plan, input).stdout);
  });
});

describe("import from kubehop", () => {
  test("gives the contract's functions", () => {
    const script = `
      import * as kubehop from "kubehop";
      const { clusters } = kubehop.readCluster([{ path: "nodes.json", text: process.argv[1] }]);
      const plan = kubehop.planUpgrade(clusters[0], { to: "1.36" });
      console.log(JSON.stringify({
        names: Object.keys(kubehop).sort(),
        verdict: plan.verdict,
        skew: kubehop.checkSkew(kubehop.componentVersions(clusters[0])).verdict,
        markdown: kubehop.renderMarkdown(plan, {}).includes("1.36.6"),
      }));`;
    const run = node(["--input-type=module", "-e", script, nodeList("1.35.10", "1.35.10")]);
    expect(run.stderr).toBe("");
    expect(JSON.parse(run.stdout)).toEqual({
      names: [
        "KubehopError",
        "checkKubeadmPolicy",
        "checkSkew",
        "componentVersions",
        "parseVersion",
        "planUpgrade",
        "readCluster",
        "renderMarkdown",
        "upgradePath",
      ],
      verdict: "ready",
      skew: "supported",
      markdown: true,
    });
  });

  test("works from CommonJS too, and its schemas can be had", () => {
    const script = `
      const { parseVersion } = require("kubehop");
      const { title } = require("kubehop/schemas/plan.schema.json");
      console.log(parseVersion("v1.36.2").minor, title);`;
    const run = node(["--input-type=commonjs", "-e", script]);
    expect(run).toMatchObject({ stderr: "", stdout: "36 Kubehop plan\n" });
  });

  test("is typed, also for a reader who checks libraries", () => {
    writeFileSync(join(place, "consumer.ts"), CONSUMER);
    const strict = ["--noEmit", "--strict", "--skipLibCheck", "false", "--ignoreConfig"];
    const modern = ["--target", "es2024", "--module", "nodenext", "--types", ""];
    const run = spawnSync(resolve("node_modules/.bin/tsc"), [...strict, ...modern, "consumer.ts"], {
      cwd: place,
      encoding: "utf8",
    });
    expect(run.stdout).toBe("");
    expect(run.status).toBe(0);
  });
});

describe("on a Node.js below 24 it says so in one sentence", () => {
  test("the command", () => {
    cpSync(join(place, "node_modules/kubehop"), join(place, "old"), { recursive: true });
    const run = node(["--import", OLD_NODE, "old/bin/kubehop.js", "--version"]);
    expect(run).toMatchObject({
      status: 3,
      stdout: "",
      stderr: "kubehop needs Node.js 24 or newer; this is v20.20.2.\n",
    });
  });

  test("the library", () => {
    const run = node(["--import", OLD_NODE, "--input-type=module", "-e", 'import "kubehop"']);
    expect(run.status).not.toBe(0);
    expect(run.stderr).toContain("Error: kubehop needs Node.js 24 or newer; this is v20.20.2.");
  });

  test("every file of the package can be parsed by it", () => {
    const old = spawnSync("/usr/bin/env", ["-i", "PATH=/usr/local/bin:/usr/bin:/bin", "node", "--version"], {
      encoding: "utf8",
    });
    const isOld = /^v(1[89]|2[0-3])\./.test(old.stdout ?? "");
    if (!isOld) {
      console.log(
        "this machine has no Node.js below 24 of its own: the sentence was tested with a pretended one only",
      );
      return;
    }
    const run = spawnSync(
      "/usr/bin/env",
      ["-i", "PATH=/usr/local/bin:/usr/bin:/bin", "node", "--input-type=module", "-e", 'import "kubehop"'],
      {
        cwd: place,
        encoding: "utf8",
      },
    );
    expect(run.stderr).toContain("kubehop needs Node.js 24 or newer; this is ");
    const command = spawnSync(
      "/usr/bin/env",
      ["-i", "PATH=/usr/local/bin:/usr/bin:/bin", "node", "node_modules/kubehop/bin/kubehop.js"],
      {
        cwd: place,
        encoding: "utf8",
      },
    );
    expect(command).toMatchObject({ status: 3, stdout: "" });
  });
});

test("the licences of everything that is bundled are in the package", () => {
  const text = readFileSync(join(place, "node_modules/kubehop/build/licenses.txt"), "utf8");
  for (const name of ["js-yaml", "zod", "probot", "@kubernetes/client-node", "@octokit/core"]) {
    expect(text).toMatch(new RegExp(`^${name} \\d`, "m"));
  }
});

const LATER_NODE = `data:text/javascript,Object.defineProperty(process,"version",{value:"v24.999.0"})`;

/** Prints the files that the CLI loads, and whether V8 took what was compiled of each. */
const TELL_COMPILED = `data:text/javascript,${encodeURIComponent(`import vm from "node:vm";
import { basename } from "node:path";
const told = [];
vm.Script = class extends vm.Script {
  constructor(code, options) {
    super(code, options);
    const states = { true: "refused", false: "accepted", undefined: "none" };
    told.push([basename(options.filename), states[this.cachedDataRejected]]);
  }
};
process.on("exit", () => process.stderr.write(JSON.stringify(told)));`)}`;

const OLD_NODE = `data:text/javascript,Object.defineProperty(process,"version",{value:"v20.20.2"});Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.20.2"}})`;

const CONSUMER = `import { checkSkew, KubehopError, parseVersion, planUpgrade, readCluster, type Cluster, type Plan } from "kubehop";
const cluster: Cluster | undefined = readCluster([{ path: "nodes.yaml", text: "" }]).clusters[0];
export const plan: Plan | undefined = cluster && planUpgrade(cluster, { to: "1.36", strategy: "node-by-node" });
export const minor: number = parseVersion("1.36").minor;
export const error = new KubehopError({ code: "x", message: "y", remedy: "z" });
// @ts-expect-error: a version is text
parseVersion(1.3);
export { checkSkew };
`;
