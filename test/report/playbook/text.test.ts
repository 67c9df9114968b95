import { describe, expect, it } from "vitest";
import { runText } from "../../../src/report/playbook/text.ts";
import { playbookRun, stepRun, teardownRun } from "./sample-run.ts";

const plain = (run: Parameters<typeof runText>[0]) => runText(run, {}, { color: false });

describe("a run for a terminal", () => {
  it("begins with the verdict and shows each step in one line", () => {
    const lines = plain(playbookRun()).split("\n");
    expect(lines[0]).toBe("✅ validate-ingress-change passed on path 2 (minikube)");
    expect(lines[2]).toMatch(/^step +status +what it proves +took$/);
    expect(lines[3]).toMatch(/^manifest-is-valid +✅ passed +a real API server accepts the manifest +1.4 s$/);
  });

  it("shows what failed steps wrote behind a bar, so that no line of it is a workflow command", () => {
    const outputExcerpt = "::error::x\n  ::add-mask::y\n##[group]z\n\u001b[31mred";
    const text = plain(
      playbookRun({ result: "failed", steps: [stepRun({ status: "failed", outputExcerpt })] }),
    );
    expect(text).toContain("  │ ::error::x\n  │   ::add-mask::y\n  │ ##\u200b[group]z\n  │ ␛[31mred\n");
    expect(text).not.toMatch(/^\s*::/m);
  });

  it("shows no output of steps that passed, and a failed teardown with its command", () => {
    const teardown = [teardownRun({ status: "timed_out", command: "::set-output" })];
    const text = plain(playbookRun({ teardown }));
    expect(text).not.toContain("dry run");
    expect(text).toContain("Teardown failed: 1 command of 1");
    expect(text).toContain("  $ ::set-output\n");
  });
});
