import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findTool } from "../../src/execution/find-program.ts";
import { localRenderer } from "../../src/rendering/local-renderer.ts";

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "kubehop-test-"));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** A renderer whose only tool is a script of this test. */
function withTool(name: string, script: string, milliseconds?: number) {
  write({ [`bin/${name}`]: `#!/bin/sh\n${script}\n` });
  chmodSync(join(root, "bin", name), 0o755);
  const path = `${join(root, "bin")}:/usr/bin:/bin`;
  return localRenderer({
    directory: root,
    environment: { PATH: path, SECRET: "x" },
    kubeVersion: "1.36",
    ...(milliseconds === undefined ? {} : { limits: { most: 1, milliseconds } }),
  });
}

describe("a tool", () => {
  test("gets the folder and the version as arguments", () => {
    const renderer = withTool("helm", 'echo "$@"');
    expect(renderer.renderChart("charts/web/")).toEqual({
      text: `template kubehop ${root}/charts/web/ --kube-version 1.36\n`,
    });
  });

  test("sees nothing of this environment, and no proxy that answers", () => {
    const rendering = withTool("kustomize", "env").buildKustomization("prod");
    const text = "text" in rendering ? rendering.text : "";
    expect(text).not.toContain("SECRET");
    expect(text).toContain("HTTPS_PROXY=http://127.0.0.1:9");
    expect(/^HOME=(.*)$/m.exec(text)?.[1]).not.toBe(process.env.HOME);
  });

  test.each([
    ["its error", "echo 'WARNING: old'; echo 'Error: no such value' >&2; exit 1", "no such value"],
    [
      "paths of the repository as they are in it",
      'echo "error: $3/a.yaml is broken" >&2; exit 1',
      "web/a.yaml is broken",
    ],
    ["that it gave no reason", "exit 3", "it gave no reason"],
  ])("that fails tells %s", (_name, script, reason) => {
    const rendering = withTool("helm", script).renderChart("web");
    expect(rendering).toEqual({ reason: `helm template failed: ${reason}` });
  });

  test("that is not on PATH, or lies in a relative folder of it, is not run", () => {
    withTool("helm", "echo run");
    const renderer = localRenderer({ directory: root, environment: { PATH: ".:bin" } });
    expect(renderer.renderChart("")).toEqual({ reason: "helm is not on PATH" });
    expect(renderer.buildKustomization("")).toEqual({
      reason: "kustomize or kubectl is not on PATH",
    });
  });

  test("that never ends is ended, and no other one is begun", () => {
    const renderer = withTool("helm", "exec sleep 60", 200);
    expect(renderer.renderChart("")).toEqual({
      reason: "helm template took longer than 0.2 s",
    });
    expect(renderer.renderChart("")).toEqual({
      reason: "the time for rendering (0.2 s) is used up",
    });
  });
});

const path = process.env.PATH;

const helm = findTool("helm", path);
if (helm === undefined) console.warn("skipped: charts are not rendered, because helm is not on PATH");
describe.skipIf(helm === undefined)("helm", () => {
  test("renders a chart by its defaults, for the version that is asked for", () => {
    write({
      "web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
      "web/values.yaml": "kind: DaemonSet\n",
      "web/templates/a.yaml":
        "apiVersion: apps/v1\nkind: {{ .Values.kind }}\nmetadata:\n  name: a{{ .Capabilities.KubeVersion.Minor }}\n",
    });
    const renderer = localRenderer({ directory: root, environment: { PATH: path }, kubeVersion: "1.36" });
    const rendering = renderer.renderChart("web/");
    expect("text" in rendering ? rendering.text : "").toMatch(
      /# Source: web\/templates\/a\.yaml\napiVersion: apps\/v1\nkind: DaemonSet\nmetadata:\n {2}name: a36/,
    );
  });
});

const kustomize = findTool("kustomize", path) ?? findTool("kubectl", path);
if (kustomize === undefined) {
  console.warn("skipped: kustomizations are not built, because neither kustomize nor kubectl is on PATH");
}
describe.skipIf(kustomize === undefined)("kustomize", () => {
  test("builds an overlay", () => {
    write({
      "k/base/kustomization.yaml": "resources: [pod.yaml]\n",
      "k/base/pod.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n",
      "k/prod/kustomization.yaml": "namePrefix: prod-\nresources: [../base]\n",
    });
    const renderer = localRenderer({ directory: root, environment: { PATH: path } });
    expect(renderer.buildKustomization("k/prod")).toEqual({
      text: "apiVersion: v1\nkind: Pod\nmetadata:\n  name: prod-web\n",
    });
  });

  test("takes nothing from outside the kustomization", () => {
    write({
      "secret.yaml": "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n",
      "out/kustomization.yaml": "resources: [../secret.yaml]\n",
    });
    const renderer = localRenderer({ directory: root, environment: { PATH: path } });
    expect(renderer.buildKustomization("out")).toMatchObject({
      reason: expect.stringContaining("is not in or below"),
    });
  });
});
