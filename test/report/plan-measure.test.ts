import { describe, expect, it } from "vitest";
import type { Cluster } from "../../src/cluster/cluster.ts";
import { planUpgrade } from "../../src/plan/plan-upgrade.ts";
import { renderComment } from "../../src/report/comment.ts";
import { plainLinks } from "../../src/report/links.ts";
import { renderMarkdown } from "../../src/report/render-markdown.ts";
import { exampleCluster } from "../plan/example-cluster.ts";
import { assessment, entry } from "./sample-assessment.ts";

const single = exampleCluster({ version: "1.35.10" });
const pools: Cluster = {
  ...single,
  nodes: [
    { name: "planes", role: "control-plane", count: 3, kubeletVersion: "1.35.10" },
    { name: "md-0", role: "worker", count: 40, kubeletVersion: "1.35.10" },
  ],
  controlPlane: { ...single.controlPlane, apiServers: [{ version: "1.35.10" }] },
};

function commentOf(cluster: Cluster): string {
  const plan = planUpgrade(cluster, { to: "1.36" });
  const headline = `example can go 1.35.10 → 1.36.6: 1 hop, ${plan.drains.planned} drains`;
  return renderComment(assessment({ headline, clusters: [entry({ cluster, plan })] }), plainLinks());
}

describe("what a plan's report counts", () => {
  it("is machines, where a pool of which only the replicas are known stands for many", () => {
    const text = commentOf(pools);
    // 3 min the first, 1 min two others and 40 workers, 4 min each of 43 kubelets.
    expect(text).toMatch(/43 drains, about 3 h 37 min\n/);
    expect(text).toContain("then all 43 kubelets | 43 | 3 h 37 min |");
    expect(text).toContain("kubeadm upgrade node : 42 nodes");
    expect(text).not.toContain("A pool counts once");
  });

  it("is a pool once, and says so, where only the plan is known", () => {
    const text = renderMarkdown(planUpgrade(pools, { to: "1.36" }));
    expect(text).toMatch(/^.*1 hop, 43 drains\n/);
    expect(text).toContain("A pool counts once here, whatever its size: all in all there are 43 drains.");
  });

  it("is one drain for the kubelet of a single node, which is not emptied", () => {
    expect(commentOf(single)).toContain("then 1 kubelet: cp-1 | 1 | 7 min |");
  });
});
