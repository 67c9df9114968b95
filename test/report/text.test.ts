import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { renderText } from "../../src/report/text.ts";
import { hostileText } from "./hostile-text.ts";
import { assessment, cluster, entry, finding } from "./sample-assessment.ts";

/** Generated inputs take their time on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

describe("renderText", () => {
  const text = renderText(assessment({ clusters: [entry({ findings: [finding()] })] }));

  it("begins with the same first screen as the comment, without Markdown", () => {
    expect(text.split("\n").slice(0, 8)).toEqual([
      "✅ prod can go 1.34.6 → 1.36.6: 2 hops, 8 drains, about 52 min",
      "",
      expect.stringMatching(/^Next: look at the risk below, then start with step 1\.1/),
      "",
      "hop               moves                                                drains   about  no way back after",
      "1.34.6 → 1.35.10  control plane cp-1, cp-2, cp-3; kubelets stay             0  10 min  apply on cp-1 (step 1.5)",
      "1.35.10 → 1.36.6  control plane cp-1, cp-2, cp-3; then all 8 kubelets       8  42 min  apply on cp-1 (step 2.5)",
      "",
    ]);
  });

  it("names places as path:line and runbooks by their address", () => {
    expect(text).toMatch(/- ⚠️ deploy\/shop\/pdb\.yaml:7 shop\/checkout allows .* · runbook: https:\/\//);
  });

  it("shows every hop's steps with their commands, and no picture", () => {
    expect(text).toContain("[ ] 1.5 kubeadm upgrade apply 1.35.10 · cp-1 · point of no return");
    expect(text).toContain("      kubectl drain cp-1 --ignore-daemonsets");
    expect(text).not.toContain("Timeline");
  });

  it("asks to run the command line again, not to comment", () => {
    const blocked = entry({ verdict: "blocked", findings: [finding({ severity: "blocker" })] });
    expect(renderText(assessment({ verdict: "blocked", clusters: [blocked] }))).toContain(
      "then ask again with `kubehop plan --to 1.36.6`.",
    );
  });

  it("names the command that was typed, where it is known", () => {
    const command = { asTyped: "kubehop check --to 1.36 .", withVersion: "kubehop check --to VERSION ." };
    const blocked = entry({ verdict: "blocked", findings: [finding({ severity: "blocker" })] });
    const told = renderText(assessment({ verdict: "blocked", clusters: [blocked] }), { command });
    expect(told).toContain("then ask again with `kubehop check --to 1.36 .`.");
    const downgrade = entry({ verdict: "blocked", findings: [finding({ id: "downgrade" })] });
    const refused = renderText(assessment({ verdict: "blocked", clusters: [downgrade] }), { command });
    expect(refused).toContain("lies ahead: `kubehop check --to VERSION .`.");
  });

  it.each([
    [1, "Next: mend the file below that could not be read, or else name the cluster's files in"],
    [3, "Next: mend the 3 files below that could not be read, or else name the cluster's files in"],
    [0, "Next: name the cluster's files in .github/kubehop.yml, or pipe kubectl get nodes -o json into"],
  ])(
    "begins with what could not be read where no cluster was found and %d files are unread",
    (count, next) => {
      const unread = Array.from({ length: count }, (_, index) => ({
        path: `${index}.yaml`,
        reason: "binary",
      }));
      expect(renderText(assessment({ verdict: "no-cluster", clusters: [], unread }))).toContain(next);
    },
  );

  it("has colours only where they are asked for", () => {
    expect(text).not.toContain("\u001b");
    expect(renderText(assessment(), { color: true })).toContain("\u001b[1m✅ prod can go");
  });

  it("lets no terminal code through", () => {
    fc.assert(
      fc.property(hostileText, (hostile) => {
        const of = cluster({ name: hostile, version: hostile });
        const written = renderText(
          assessment({
            headline: hostile,
            clusters: [entry({ cluster: of, findings: [finding({ why: hostile })] })],
            unread: [{ path: hostile, reason: hostile }],
          }),
        );
        expect(written).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
      }),
    );
  });
});
