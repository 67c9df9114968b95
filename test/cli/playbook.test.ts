import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readPlaybook } from "../../src/playbook/reading/read-playbook.ts";
import { SMALL } from "../playbook/documents.ts";
import { kubehop } from "./command-line.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "kubehop-"));
  writeFileSync(join(directory, "valid.yaml"), SMALL);
  writeFileSync(join(directory, "invalid.yaml"), SMALL.replace("name: greeting", "name: Greeting"));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe("playbook lint", () => {
  test("ends with 0 for a valid playbook", async () => {
    const run = await kubehop("playbook lint valid.yaml", { directory });
    expect(run).toEqual({ exitCode: 0, out: "1 playbook: valid, 0 errors, 0 warnings\n", error: "" });
  });

  test("ends with 2 for an invalid one, and says where", async () => {
    const run = await kubehop("playbook lint invalid.yaml", { directory });
    expect(run.exitCode).toBe(2);
    expect(run.out).toMatch(/^invalid\.yaml:2:9: error: "Greeting" is a text: .*\[wrong-value\]$/m);
  });

  test("prints the verdict and the findings of one file as JSON", async () => {
    const run = await kubehop("playbook lint --format json invalid.yaml", { directory });
    expect(run.exitCode).toBe(2);
    const place = { severity: "error", pointer: "/playbook/name", line: 2, column: 9, code: "wrong-value" };
    expect(JSON.parse(run.out)).toEqual({
      verdict: "invalid",
      findings: [{ ...place, message: expect.stringContaining("lower-case") }],
    });
  });

  test("prints those of several by file", async () => {
    const run = await kubehop("playbook lint valid.yaml invalid.yaml --format json", { directory });
    expect(run.exitCode).toBe(2);
    expect(JSON.parse(run.out)).toMatchObject({
      verdict: "invalid",
      files: [
        { file: "valid.yaml", verdict: "valid", findings: [] },
        { file: "invalid.yaml", verdict: "invalid" },
      ],
    });
  });

  test("reads standard input", async () => {
    expect((await kubehop("playbook lint -", { input: SMALL })).exitCode).toBe(0);
  });

  test.each([
    ["is not there", "missing.yaml", "unreadable-file", [1, 1]],
    ["is a directory", ".", "unreadable-file", [1, 1]],
    ["is too large", "large.yaml", "too-large", [1, 1]],
    ["is not UTF-8", "latin.yaml", "not-utf-8", [2, 9]],
    ["is UTF-16", "utf16.yaml", "not-utf-8", [1, 1]],
    ["is empty", "empty.yaml", "empty-document", [1, 1]],
  ])("a file that %s is a finding", async (_, ...[file, code, [line, column]]) => {
    writeFileSync(join(directory, "large.yaml"), Buffer.alloc(16 * 1024 * 1024 + 1, "#"));
    writeFileSync(
      join(directory, "latin.yaml"),
      Buffer.concat([Buffer.from("# \ufffd\n  name: "), Buffer.of(0xe9)]),
    );
    writeFileSync(join(directory, "utf16.yaml"), Buffer.from(`\ufeff${SMALL}`, "utf16le"));
    writeFileSync(join(directory, "empty.yaml"), "");
    const run = await kubehop(`playbook lint --format json ${file}`, { directory });
    expect(run.exitCode).toBe(2);
    expect(JSON.parse(run.out)).toMatchObject({
      verdict: "invalid",
      findings: [{ severity: "error", pointer: "", line, column, code }],
    });
  });
});

describe("playbook explain", () => {
  const twoPaths = SMALL.replace("recommended_path: 0", "recommended_path: 1").replace(
    "        path_0:",
    "        path_1:\n          commands: [kind version]\n          validates: a cluster greets\n        path_0:",
  );

  beforeEach(() => writeFileSync(join(directory, "two.yaml"), twoPaths));

  test("prints the choice as JSON", async () => {
    const environment = withTools("kind", "podman");
    const run = await kubehop("playbook explain --format json two.yaml", { directory, environment });
    expect(run.exitCode).toBe(0);
    expect(JSON.parse(run.out)).toEqual({
      path: 1,
      degraded: false,
      notValidated: [],
      steps: [{ name: "says-hello", path: 1 }],
    });
  });

  test("says why a higher path is not taken, how to get it and what is not validated", async () => {
    const { exitCode, out } = await kubehop("playbook explain two.yaml", { directory });
    expect(exitCode).toBe(0);
    expect(out).toContain("greeting would take path 0 (static) here; it recommends path 1 (kind).");
    expect(out).toContain("path 1 (kind): kind is not on PATH (https://kind.sigs.k8s.io/");
    expect(out).toContain("Not validated by this:\n  - a cluster greets");
  });

  test("ends with 3 where no path can be taken", async () => {
    writeFileSync(join(directory, "two.yaml"), twoPaths.replace("minimum_path: 0", "minimum_path: 1"));
    const run = await kubehop("playbook explain --format json two.yaml", { directory });
    expect(run.exitCode).toBe(3);
    expect(JSON.parse(run.out)).toMatchObject({
      path: null,
      degraded: true,
      notValidated: ["a cluster greets"],
    });
  });

  test("ends with 2 for an invalid playbook, with its findings on standard error", async () => {
    const run = await kubehop("playbook explain --format json invalid.yaml", { directory });
    expect(run).toMatchObject({ exitCode: 2, out: "" });
    expect(run.error).toContain("invalid.yaml:2:9: error:");
  });

  test("takes the path that is asked for, within the highest that is allowed", async () => {
    const environment = withTools("kind", "docker");
    const path = async (options: string) => {
      const run = await kubehop(`playbook explain --format json ${options} two.yaml`, {
        directory,
        environment,
      });
      return JSON.parse(run.out).path;
    };
    expect(await path("--path 0")).toBe(0);
    expect(await path("--max-path 0")).toBe(0);
    expect(await path("--path 1 --max-path 4 --capability hosted --capability cloud-kubeconfig")).toBe(1);
  });

  test("says of a capability that no path asks for it", async () => {
    const run = await kubehop("playbook explain --capability cloud-kubeconfg two.yaml", { directory });
    expect(run.exitCode).toBe(0);
    expect(run.error).toContain(
      'no path asks for the capability "cloud-kubeconfg": did you mean cloud-kubeconfig?',
    );
  });

  test("passes over what cannot be run, folders, and entries of PATH that depend on the directory", async () => {
    const folder = join(directory, "odd");
    mkdirSync(join(folder, "kind"), { recursive: true });
    writeFileSync(join(folder, "docker"), "");
    chmodSync(join(folder, "docker"), 0o644);
    writeFileSync(join(directory, "kind"), "#!/bin/sh\n", { mode: 0o755 });
    const environment = { PATH: ["", ".", folder].join(delimiter) };
    const { out } = await kubehop("playbook explain two.yaml", { directory, environment });
    expect(out).toContain("kind is not on PATH");
    expect(out).toContain("none of docker, podman, nerdctl is on PATH");
  });
});

describe("playbook new", () => {
  test.each(["kubernetes-manifests", "kustomize-overlay", "helm-chart"])(
    "writes a playbook without any finding from %s",
    async (template) => {
      const run = await kubehop(`playbook new shop --template ${template}`, { directory });
      expect(run).toMatchObject({ exitCode: 0, out: "", error: "Wrote playbooks/shop.yaml\n" });
      const text = readFileSync(join(directory, "playbooks/shop.yaml"), "utf8");
      expect(readPlaybook({ path: "shop.yaml", text })).toMatchObject({
        playbook: { name: "shop" },
        findings: [],
      });
    },
  );

  test.each(["123", "null", "0x1f"])("writes the name %s so that it stays a text", async (name) => {
    const { out } = await kubehop(`playbook new ${name} --output -`, { directory });
    expect(readPlaybook({ path: "new.yaml", text: out }).playbook?.name).toBe(name);
  });

  test("leaves a file alone that is there", async () => {
    const run = await kubehop("playbook new other --output valid.yaml", { directory });
    expect(run).toMatchObject({ exitCode: 2, out: "" });
    expect(readFileSync(join(directory, "valid.yaml"), "utf8")).toBe(SMALL);
  });

  test.each([
    ["Shop", '"Shop" cannot be the name of a playbook'],
    ["shop --template helm-chrt", "did you mean helm-chart?"],
  ])("refuses %s", async (words, message) => {
    const run = await kubehop(`playbook new ${words}`, { directory });
    expect(run).toMatchObject({ exitCode: 2, out: "" });
    expect(run.error).toContain(message);
  });
});

describe("playbook list", () => {
  test("shows the playbooks of a directory and the shipped ones, invalid ones too", async () => {
    writeFileSync(join(directory, "site.yml"), "playbook: deploy.yml\n");
    const { exitCode, out } = await kubehop("playbook list", { directory });
    expect(exitCode).toBe(0);
    expect(out).toContain(
      "  greeting (valid.yaml)\n      Shows that the shop greets.\n      paths 0; recommended 0",
    );
    expect(out).toContain("invalid.yaml: invalid");
    expect(out).toContain("  helm-chart\n");
    expect(out).not.toContain("site.yml");
  });

  test("as JSON", async () => {
    const { out } = await kubehop("playbook list --format json", { directory });
    const { playbooks } = JSON.parse(out);
    expect(playbooks[0]).toEqual({ file: "invalid.yaml", origin: "repository", verdict: "invalid" });
    expect(playbooks[1]).toMatchObject({
      file: "valid.yaml",
      origin: "repository",
      name: "greeting",
      paths: [0],
    });
    expect(playbooks.at(-1)).toMatchObject({ origin: "shipped", verdict: "valid" });
  });
});

/** A PATH with these programs. */
function withTools(...names: readonly string[]) {
  const folder = join(directory, "bin");
  mkdirSync(folder);
  for (const name of names) writeFileSync(join(folder, name), "#!/bin/sh\n", { mode: 0o755 });
  return { PATH: folder };
}
