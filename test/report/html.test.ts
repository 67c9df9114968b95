import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { renderHtml } from "../../src/report/html.ts";
import { hostileText } from "./hostile-text.ts";
import { assessment, cluster, entry, finding, plan } from "./sample-assessment.ts";

/** Generated inputs take their time on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const between = (page: string, tag: string) => new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(page)?.[1] ?? "";
/** The elements of a page, without what they say. */
const tags = (page: string) => [...page.matchAll(/<\/?[a-z][a-z0-9]*/g)].map(([tag]) => tag);

const pageOf = (text: string) => {
  const of = cluster({ name: text, controlPlanes: 1, workers: 1 });
  const found = finding({ why: `${text}.`, places: [{ path: text, line: 1, column: 1 }] });
  return renderHtml(assessment({ headline: text, clusters: [entry({ cluster: of, findings: [found] })] }));
};

describe("renderHtml", () => {
  const page = renderHtml(assessment({ clusters: [entry({ findings: [finding()] })] }));

  it("loads nothing and lets only its own style and script run", () => {
    expect(page).not.toMatch(/\b(src|srcset|xlink:href)=|@import|url\(/);
    expect(page).toContain(
      `default-src 'none'; style-src ${hash(between(page, "style"))}; script-src ${hash(between(page, "script"))}; base-uri 'none'`.replaceAll(
        "'",
        "&#39;",
      ),
    );
    expect(page).not.toMatch(/\s(style|on[a-z]+)="/);
  });

  it("says the verdict, the hops and every command", () => {
    expect(page).toContain("<h1>✅ prod can go 1.34.6 → 1.36.6: 2 hops, 8 drains, about 52 min</h1>");
    expect(page).toContain("<code>kubectl drain cp-1 --ignore-daemonsets</code>");
    expect(page).toContain("Saves 8 of 16 drains");
  });

  it("draws the hops and the versions of each component", () => {
    expect(page).toMatch(
      /<svg class="hops whole"[^>]*aria-label="Hops: 1\.34\.6 → 1\.35\.10, 1\.35\.10 → 1\.36\.6"/,
    );
    expect(page).toMatch(/<svg class="versions"[^>]*aria-label="Versions over the steps: API servers, /);
  });

  it("stays small for 5,000 nodes", () => {
    const huge = cluster({ workers: 5_000 });
    expect(renderHtml(assessment({ clusters: [entry({ cluster: huge })] })).length).toBeLessThan(100_000);
  });

  it.each([
    ["no cluster", assessment({ verdict: "no-cluster", clusters: [] })],
    ["a skew verdict", assessment({ clusters: [withoutPlan()] })],
    ["nothing to do", assessment({ clusters: [entry({ plan: plan(cluster(), { hops: [] }) })] })],
  ])("has no empty pictures for %s", (_, of) => {
    expect(renderHtml(of)).not.toMatch(/<svg class="(hops|versions)"/);
  });

  it("has the same elements whatever the texts say", () => {
    const plain = tags(pageOf("plain"));
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(tags(pageOf(text.replaceAll("`", "'")))).toEqual(plain);
      }),
      { numRuns: 50 },
    );
  });
});

function withoutPlan() {
  const { plan: _, ...rest } = entry({ verdict: "supported" });
  return rest;
}
