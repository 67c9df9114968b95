import { describe, expect, test } from "vitest";
import { assessRepository } from "../../src/assessment/assess-repository.ts";
import type { Assessment } from "../../src/assessment/assessment.ts";
import { renderCheckRun } from "../../src/report/check-run.ts";
import { renderComment } from "../../src/report/comment.ts";
import { renderHtml } from "../../src/report/html.ts";
import { plainLinks } from "../../src/report/links.ts";
import { renderMarkdown } from "../../src/report/render-markdown.ts";
import { renderText } from "../../src/report/text.ts";

const KUBEADM = `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v1.33.4
clusterName: prod
`;

function assess(to: string, subject: Assessment["subject"] = "plan"): Assessment {
  const files = [{ path: "kubeadm.yaml", text: KUBEADM }];
  return assessRepository({ subject, head: { files, unread: [] }, to, today: "2026-11-24" });
}

function planOf({ clusters }: Assessment) {
  const plan = clusters[0]?.plan;
  if (plan === undefined) throw new Error("no plan");
  return plan;
}

const HEADLINE = "prod can go 1.33.4 → 1.35.10: 2 hops, drains and time unknown (no file lists the nodes)";

describe("a cluster of which no file lists the nodes", () => {
  const assessment = assess("1.35");
  const plan = planOf(assessment);

  test("has a risk that no file settles, once", () => {
    const found = assessment.clusters[0]?.findings.filter(({ id }) => id === "nodes-unknown");
    expect(found).toMatchObject([
      { severity: "risk", certainty: "unknown", places: [{ path: "kubeadm.yaml" }] },
    ]);
    expect(plan.findings.map(({ id }) => id)).toContain("nodes-unknown");
  });

  test("has a plan that can be replayed: the drains are its drain steps, all of one node", () => {
    const drains = plan.hops.flatMap(({ steps }) => steps.filter(({ action }) => action === "drain"));
    expect(plan.drains.planned).toBe(drains.length);
    expect(new Set(drains.map(({ node }) => node)).size).toBe(1);
  });

  test.each([
    ["text", renderText(assessment)],
    ["a comment", renderComment(assessment, plainLinks())],
    ["a check run", renderCheckRun(assessment, plainLinks()).summary],
    ["a page", renderHtml(assessment)],
    ["the plan's own Markdown", renderMarkdown(plan)],
  ])("%s counts no drains and no minutes, and says how to get them", (_, report) => {
    expect(report).toContain("drains and time unknown");
    expect(report).toContain("⚠️");
    expect(report).toContain("kubectl get nodes -o json");
    expect(report).not.toMatch(/\b\d+ drains?\b|about \d+ (?:min|h)|\b\d+ min\b/);
  });

  test("the check run's title says it", () => {
    expect(renderCheckRun(assessment, plainLinks()).title).toBe(HEADLINE);
    expect(assessment).toMatchObject({ verdict: "ready", conclusion: "success", headline: HEADLINE });
  });

  test("the hops name no node that nobody has seen", () => {
    expect(renderMarkdown(plan)).toContain(
      "| control plane; kubelets stay | unknown | unknown | etcd's move to",
    );
  });

  test("at its target is said of the control plane alone", () => {
    expect(assess("1.33.4").headline).toBe(
      "the control plane of prod is at 1.33.4 already, and no file lists the nodes",
    );
  });

  test("has a supported skew only as far as it is known", () => {
    const files = [{ path: "kubeadm.yaml", text: KUBEADM }];
    const { headline } = assessRepository({
      subject: "check",
      head: { files, unread: [] },
      today: "2026-11-24",
    });
    expect(headline).toContain("as far as it is known: no file lists the nodes");
  });

  test("counts no drains where the checks that were chosen leave that out", () => {
    const files = [{ path: "kubeadm.yaml", text: KUBEADM }];
    const report = renderText(
      assessRepository({
        subject: "check",
        head: { files, unread: [] },
        to: "1.35",
        today: "2026-11-24",
        checks: { only: ["apis"] },
      }),
    );
    expect(report).toContain("by the chosen checks (apis)");
    expect(report).toContain("Drains and minutes are unknown");
    expect(report).not.toMatch(/\b\d+ drains?\b|\b\d+ min\b/);
    expect(report).toContain("Skew of prod: not judged");
  });
});

describe("a cluster with a pool whose version nobody knows", () => {
  const text = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: { name: prod }
spec:
  topology:
    class: metal
    version: v1.36.2
    controlPlane: { replicas: 3 }
---
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: { name: gpu }
spec:
  clusterName: prod
  replicas: 2
  template:
    spec: { clusterName: prod, version: "\${GPU_VERSION}" }
`;
  const assessment = assessRepository({
    subject: "check",
    head: { files: [{ path: "cluster.yaml", text }], unread: [] },
    today: "2026-11-24",
  });

  test("has a supported skew only as far as it is known", () => {
    expect(assessment.headline).toMatch(/as far as it is known: one version cannot be read$/);
    const report = renderText(assessment);
    expect(report).toContain("⚠️");
    expect(report).toContain(
      "within the official policy now, as far as it is known: one version cannot be read",
    );
  });
});

test("the skew of a cluster whose API servers' version no file tells is not judged", () => {
  const text = `apiVersion: v1
kind: Node
metadata: { name: worker }
status: { nodeInfo: { kubeletVersion: v1.36.2 } }
`;
  const assessment = assessRepository({
    subject: "check",
    head: { files: [{ path: "node.yaml", text }], unread: [] },
    today: "2026-11-24",
  });
  expect(assessment).toMatchObject({ verdict: "unknown" });
  expect(assessment.clusters[0]).not.toHaveProperty("skew");
  expect(renderText(assessment)).toContain(": not judged");
});

test("a cluster of another distribution, whose nodes its own tools move, gets a notice", () => {
  const text = 'resource "aws_eks_cluster" "prod" {\n  name = "prod"\n  version = "1.34"\n}\n';
  const { clusters } = assessRepository({
    subject: "check",
    head: { files: [{ path: "main.tf", text }], unread: [] },
    today: "2026-11-24",
  });
  expect(clusters[0]?.findings.find(({ id }) => id === "nodes-unknown")?.severity).toBe("notice");
});
