/**
 * Asks kubeadm's own version policy (`cmd/kubeadm/app/phases/upgrade/policy.go` of several minors, unchanged
 * but for its imports) about a grid of upgrades, and prints one line per case:
 *
 *     cluster kubeadm target kubelet,kubelet | fatal ids | forceable ids
 *
 * Usage: node scripts/facts/kubeadm-policy-table.ts [--cases 1500] > test/fixtures/kubeadm-policy.txt
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { kubernetesModule, readModuleFile } from "./go-module.ts";
import { CONSTANTS, ERRORS, getterOf, mainOf, withOwnImports } from "./kubeadm-policy-program.ts";

const POLICY = "cmd/kubeadm/app/phases/upgrade/policy.go";
const KUBEADMS = [
  "1.22.17",
  "1.26.15",
  "1.28.15",
  "1.29.15",
  "1.31.14",
  "1.33.13",
  "1.35.4",
  "1.36.3",
  "1.37.0",
];
const SUFFIXES = ["", "", "", "", "", "", "-alpha.0", "-beta.1", "-rc.0", "-rc.1", "+k3s1", "-eks-abc123"];

/** What each rule's message in policy.go begins or goes on with, by our id. */
const RULES: readonly (readonly [string, string])[] = [
  ["minimum-target", "lower than the minimum supported version"],
  ["one-minor-up", "is too high; kubeadm can upgrade only"],
  ["one-minor-down", "is too low; kubeadm can downgrade only"],
  ["kubeadm-not-older-minor", "at least one minor release higher than the kubeadm minor release"],
  ["kubeadm-not-older-patch", "is higher than the kubeadm version"],
  ["kubeadm-same-minor-as-target", "can only be used to upgrade to Kubernetes version"],
  ["unstable-target", "is an unstable version"],
  ["kubelets-not-too-old", "There are kubelets in this cluster that are too old"],
];

interface Case {
  readonly cluster: string;
  readonly kubeadm: string;
  readonly target: string;
  readonly kubelets: readonly string[];
}

const Answers = z.array(z.object({ fatal: z.array(z.string()), forceable: z.array(z.string()) }));

const { values } = parseArgs({
  options: { cases: { type: "string", default: "1500" }, seed: { type: "string", default: "20261124" } },
});
const cases = grid(Number(values.cases), Number(values.seed));
const answers = askKubeadm(cases);
for (const [index, { cluster, kubeadm, target, kubelets }] of cases.entries()) {
  const answer = answers[index];
  if (answer === undefined) throw new Error(`no answer for case ${index}`);
  const [fatal, forceable] = [answer.fatal, answer.forceable].map((list) =>
    list.map((text) => idOf(text, kubeadm)).join(","),
  );
  console.log(`${cluster} ${kubeadm} ${target} ${kubelets.join(",")} | ${fatal} | ${forceable}`);
}

/** Versions around each kubeadm, near enough to meet every rule and its edges; the same for the same seed. */
function grid(count: number, seed: number): readonly Case[] {
  const random = generator(seed);
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? "";
  const around = (minor: number, below: number, above: number) =>
    `v1.${minor - below + Math.floor(random() * (below + above + 1))}.${pick(["0", "0", "1", "3", "5"])}${pick(SUFFIXES)}`;
  return Array.from({ length: count }, () => {
    const minor = Number(pick(KUBEADMS).split(".")[1]);
    const kubelets = Array.from({ length: Math.floor(random() * 4) }, () => around(minor, 5, 1));
    const kubeadm = `v1.${minor}.${pick(["0", "1", "3"])}${pick(SUFFIXES)}`;
    return { cluster: around(minor, 3, 3), kubeadm, target: around(minor, 3, 2), kubelets };
  });
}

/** mulberry32: small, and the same on every machine. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

function idOf(message: string, kubeadm: string): string {
  const rule = RULES.find(([, text]) => message.includes(text));
  if (rule === undefined) throw new Error(`no rule for kubeadm's message: ${message}`);
  const minor = Number(kubeadm.split(".")[1]);
  return rule[0] === "kubelets-not-too-old" && minor >= 29 ? "kubelets-not-too-old-from-1.29" : rule[0];
}

function askKubeadm(list: readonly Case[]): z.infer<typeof Answers> {
  const directory = mkdtempSync(join(tmpdir(), "kubeadm-policy-"));
  try {
    writeProgram(directory);
    writeFileSync(join(directory, "cases.json"), JSON.stringify(list));
    const env = { ...process.env, GOFLAGS: "-mod=mod" };
    execFileSync("go", ["mod", "tidy"], { cwd: directory, env, stdio: "pipe" });
    execFileSync("go", ["run", "."], { cwd: directory, env, stdio: "pipe", maxBuffer: 1 << 28 });
    return Answers.parse(JSON.parse(readFileSync(join(directory, "answers.json"), "utf8")));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** One package per kubeadm around its own policy.go, and a program that asks the right one for each case. */
function writeProgram(directory: string): void {
  const file = (path: string, text: string) => {
    mkdirSync(join(directory, path, ".."), { recursive: true });
    writeFileSync(join(directory, path), text);
  };
  file("go.mod", "module table\n\ngo 1.25\n\nrequire k8s.io/apimachinery v0.35.4\n");
  file("constants/constants.go", CONSTANTS);
  file("errors/errors.go", ERRORS);
  const minors = KUBEADMS.map((version) => {
    const module = kubernetesModule(version);
    const minor = Number(version.split(".")[1]);
    const policy = readModuleFile(module, POLICY);
    const value = policy.includes("map[string]uint16") ? "uint16" : "[]string";
    file(`m${minor}/policy.go`, withOwnImports(policy));
    file(`m${minor}/getter.go`, getterOf(value));
    return { minor, value };
  });
  file("main.go", mainOf(minors));
}
