import { describe, expect, test } from "vitest";
import { crashed, pod, running } from "../diagnosis/cluster-objects.ts";
import { kubehop } from "./command-line.ts";

const CRASHING = JSON.stringify({ kind: "List", items: [pod({ status: running(crashed(127)) })] });
const HEALTHY = JSON.stringify({ kind: "List", items: [pod({ status: { phase: "Succeeded" } })] });

describe("kubehop diagnose -", () => {
  test("tells cause, evidence, next command and page", async () => {
    const { exitCode, out } = await kubehop("diagnose -", { input: CRASHING });
    expect(exitCode).toBe(1);
    expect(out).toContain("Pod shop/web-1  crash-loop-back-off");
    expect(out).toContain("exit code 127: the command was not found in the image.");
    expect(out).toContain(
      "next: kubectl --namespace shop logs pod/web-1 --container=web --previous --tail=50",
    );
    expect(out).toContain("page: kubehop explain crash-loop-back-off");
  });

  test("prints the model as JSON", async () => {
    const { out } = await kubehop("diagnose - --format json", { input: CRASHING });
    expect(JSON.parse(out)).toMatchObject({
      schemaVersion: 1,
      diagnoses: [
        {
          class: "crash-loop-back-off",
          object: "Pod shop/web-1",
          runbook: "docs/runbooks/crash-loop-back-off.md",
        },
      ],
    });
  });

  test("says that nothing is unhealthy, and exits 0", async () => {
    expect(await kubehop("diagnose -", { input: HEALTHY })).toMatchObject({
      exitCode: 0,
      out: "Nothing unhealthy was found.\n",
    });
  });

  test("leaves out what lies in another namespace", async () => {
    expect(await kubehop("diagnose - --namespace bank", { input: CRASHING })).toMatchObject({ exitCode: 0 });
  });

  test("shows what hides in the text of a cluster", async () => {
    const state = crashed(1, { message: "\u001b[2Jgone\u202e" });
    const { out } = await kubehop("diagnose -", { input: JSON.stringify(pod({ status: running(state) })) });
    expect(out).toContain("␛[2Jgone⟨U+202E⟩");
  });

  test.each([
    ["no objects", "hello", "holds no Kubernetes object"],
    ["a file without objects, by its name", "", "at LICENSE", "diagnose LICENSE"],
    ["a bundle and a cluster", CRASHING, "cannot both be read", "diagnose - --context lab"],
    ["no such bundle", "", "There is no file or directory", "diagnose nowhere"],
  ])("refuses %s with one error", async (...[, input, message, line = "diagnose -"]) => {
    const { exitCode, error } = await kubehop(line, { input });
    expect(exitCode).toBe(2);
    expect(error).toContain(message);
    expect(error).toContain("what to do:");
  });
});
