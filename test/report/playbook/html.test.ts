import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { runHtml } from "../../../src/report/playbook/html.ts";
import { hostileText } from "../hostile-text.ts";
import { playbookRun, stepRun, teardownRun } from "./sample-run.ts";

/** Generated inputs take their time on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

const tags = (page: string) => [...page.matchAll(/<\/?[a-z][a-z0-9]*/g)].map(([tag]) => tag);
const pageOf = (text: string) =>
  runHtml(
    playbookRun({
      playbook: text,
      result: "failed",
      reason: `x${text}`,
      steps: [
        stepRun({
          status: "failed",
          name: text,
          reason: `x${text}`,
          outputExcerpt: `x${text}`,
          validates: `x${text}`,
        }),
      ],
      teardown: [teardownRun({ command: text, step: text, status: "failed", outputExcerpt: `x${text}` })],
      warnings: [text],
      notValidated: [text],
    }),
    {},
  );

describe("a run as a page", () => {
  it("loads nothing, runs nothing, and allows its own style only", () => {
    const page = pageOf("plain");
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(page).not.toMatch(/<script|\b(?:src|srcset)=|@import|url\(|\s(?:style|on[a-z]+)="/);
    expect(page).toContain(`default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;;`);
  });

  it("shows the verdict, and whole outputs as they were written", () => {
    const outputExcerpt = `first\n${"<b>line</b>\n".repeat(3_000)}last`;
    const page = runHtml(playbookRun({ steps: [stepRun({ outputExcerpt })] }), {});
    expect(page).toContain("<h1>✅ validate-ingress-change passed on path 2 (minikube)</h1>");
    expect(page).toContain(`first\n${"&lt;b&gt;line&lt;/b&gt;\n".repeat(3_000)}last</code></pre>`);
  });

  it("has the same elements whatever the texts say", () => {
    const plain = tags(pageOf("plain"));
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(tags(pageOf(`${text.replaceAll("`", "'")}x`))).toEqual(plain);
      }),
      { numRuns: 50 },
    );
  });
});
