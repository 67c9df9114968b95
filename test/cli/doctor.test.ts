import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Examination } from "../../src/doctor/examination.ts";
import { kubehop } from "./command-line.ts";

let bin: string;
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), "kubehop-test-"));
});
afterEach(() => rmSync(bin, { recursive: true, force: true }));

function program(name: string, text: string): void {
  writeFileSync(join(bin, name), `#!/bin/bash\n${text}\n`);
  chmodSync(join(bin, name), 0o700);
}

async function doctor() {
  const { exitCode, out } = await kubehop("doctor --format json", { environment: { PATH: bin, HOME: bin } });
  const examination = JSON.parse(out) as Examination;
  return {
    exitCode,
    examination,
    check: (name: string) => examination.checks.find((each) => each.name === name),
  };
}

test("asks the programs on PATH for their versions, and engines for an answer", async () => {
  program("kind", 'echo "kind v0.33.0 go1.26.8 linux/amd64"');
  program("kubectl", 'echo "Client Version: v1.36.3"; echo "Kustomize Version: v5.8.0"');
  program("minikube", "exit 7");
  program(
    "docker",
    '[ "$1" = --version ] && echo "Docker version 28.2.2, build e6534b4" || { echo "permission denied" >&2; exit 1; }',
  );
  const { exitCode, check, examination } = await doctor();
  expect(exitCode).toBe(0);
  expect(check("kind")).toMatchObject({ status: "ok", version: "0.33.0", path: join(bin, "kind") });
  expect(check("kubectl")).toMatchObject({ status: "ok", version: "1.36.3" });
  expect(check("minikube")).toMatchObject({ status: "unknown" });
  expect(check("docker")).toMatchObject({
    status: "warning",
    says: "docker does not answer: permission denied",
  });
  expect(check("helm")).toMatchObject({ status: "missing" });
  expect(examination.paths[1]).toEqual({
    path: 1,
    name: "kind",
    available: false,
    missing: ["docker does not answer: permission denied"],
  });
});

test("says for people what it says for programs", async () => {
  program("docker", '[ "$1" = --version ] && echo "Docker version 28.2.2" || echo 26.1.5');
  const { out } = await kubehop("doctor", { environment: { PATH: bin, HOME: bin } });
  expect(out).toContain("docker 28.2.2 answers: engine 26.1.5");
  expect(out).toMatch(/path 0 \(static\)\n/);
  expect(out).toContain(
    "path 2 (minikube): minikube is not on PATH (https://minikube.sigs.k8s.io/docs/start/)",
  );
});
