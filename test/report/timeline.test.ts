import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainLinks } from "../../src/report/links.ts";
import { measureOf } from "../../src/report/plan-measure.ts";
import { DEFAULT_TIMES } from "../../src/report/report-options.ts";
import { timelineDetails } from "../../src/report/timeline.ts";
import { hostileText } from "./hostile-text.ts";
import { cluster, hop, plan, step } from "./sample-assessment.ts";

function timelineOf(of: ReturnType<typeof plan>): readonly string[] {
  const [block] = timelineDetails(
    of,
    measureOf({ links: plainLinks(), times: DEFAULT_TIMES, asks: "shell" }, of),
  ).blocks;
  return block?.kind === "code" ? block.text.split("\n") : [];
}

const shape = (lines: readonly string[]) => lines.map((line) => line.replace(/^( *\w+).*$/, "$1"));

describe("the mermaid timeline", () => {
  it("has a section for each hop with what it does, in order", () => {
    expect(timelineOf(plan())).toEqual([
      "timeline",
      "  title prod from 1.34.6 to 1.36.6",
      "  section Hop 1 to 1.35.10, about 10 min",
      "    back up : before anything moves",
      "    apply on the first control plane : 1 node",
      "    kubeadm upgrade node : 7 nodes",
      "    verify : 1 check",
      "  section Hop 2 to 1.36.6, about 42 min",
      "    back up : before anything moves",
      "    apply on the first control plane : 1 node",
      "    kubeadm upgrade node : 7 nodes",
      "    drain and restart kubelets : 8 nodes",
      "    verify : 1 check",
    ]);
  });

  it("leaves out what a hop does not do", () => {
    const of = cluster();
    const only = { ...hop(of, { from: "1.34.6", to: "1.34.6" }, false), steps: [step("verify")] };
    expect(timelineOf(plan(of, { hops: [only] })).slice(2)).toEqual([
      "  section Hop 1 to 1.34.6, about 0 min",
      "    verify : 1 check",
    ]);
  });

  it("keeps its shape whatever a cluster is called", () => {
    const ordinary = shape(timelineOf(plan()));
    fc.assert(
      fc.property(hostileText, (name) => {
        const lines = timelineOf({ ...plan(), cluster: name });
        expect(shape(lines)).toEqual(ordinary);
        expect(lines[1]).not.toMatch(/[:;#"'`<>(){}[\]%\\]/);
      }),
      { numRuns: 50 },
    );
  });
});
