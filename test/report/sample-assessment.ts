import type { Assessment, ClusterAssessment } from "../../src/assessment/assessment.ts";
import type { Cluster, ClusterNode } from "../../src/cluster/cluster.ts";
import { emptyRepository } from "../../src/manifests/repository.ts";
import type { Hop, Plan, Step, StepAction } from "../../src/plan/plan.ts";
import type { Finding } from "../../src/source/finding.ts";

/** Small builders of assessments: real shapes, no reader or planner needed. */

export function node(name: string, overrides: Partial<ClusterNode> = {}): ClusterNode {
  return { name, role: "worker", kubeletVersion: "1.34.6", kubeProxyVersion: "1.34.6", ...overrides };
}

/** `controlPlanes` nodes `cp-1`…, and `workers` nodes `worker-1`…, all at one version. */
export function cluster(
  options: { name?: string; controlPlanes?: number; workers?: number; version?: string } = {},
): Cluster {
  const { name = "prod", controlPlanes = 3, workers = 5, version = "1.34.6" } = options;
  const planes = numbered("cp", controlPlanes);
  const at = { kubeletVersion: version, kubeProxyVersion: version };
  const instances = planes.map((plane) => ({ node: plane, version }));
  return {
    name,
    distribution: "kubeadm",
    controlPlane: {
      apiServers: instances,
      controllerManagers: instances,
      schedulers: instances,
      cloudControllerManagers: [],
      etcd: { topology: "stacked" },
    },
    nodes: [
      ...planes.map((plane) => node(plane, { ...at, role: "control-plane" })),
      ...numbered("worker", workers).map((worker) => node(worker, at)),
    ],
    addons: [],
    origins: [],
  };
}

export function finding(overrides: Partial<Finding> = {}): Finding {
  return {
    id: "pdb-blocks-drain",
    title: "A disruption budget allows no eviction",
    severity: "risk",
    certainty: "proven",
    appliesTo: { from: null, to: null },
    places: [{ path: "deploy/shop/pdb.yaml", line: 7, column: 3 }],
    why: "`shop/checkout` allows no eviction (2 of 2 must run): the drain of worker-2 waits for ever.",
    fix: { text: "Set `maxUnavailable: 1` or run three." },
    runbook: "docs/runbooks/pdb-blocks-drain.md",
    sources: ["https://kubernetes.io/docs/tasks/run-application/configure-pdb/"],
    ...overrides,
  };
}

export function step(action: StepAction, overrides: Partial<Step> = {}): Step {
  const on = overrides.node ?? "workstation";
  return {
    id: `hop-1.${action}-${on}`,
    phase: action,
    action,
    commands: [{ run: `run-${action} ${on}`, on, expect: `${action} done` }],
    why: `The reason for ${action} on ${on}.`,
    ...overrides,
  };
}

/** A hop with the order that real plans have; kubelets move only where `drains` is set. */
export function hop(of: Cluster, versions: { from: string; to: string }, drains: boolean): Hop {
  const { to } = versions;
  const planes = of.nodes.filter(({ role }) => role === "control-plane").map(({ name }) => name);
  const workers = of.nodes.filter(({ role }) => role === "worker").map(({ name }) => name);
  const steps = [
    step("check"),
    ...(planes[0] === undefined ? [] : [step("snapshot-etcd", { node: planes[0] })]),
    ...planes.flatMap((name, index) => [
      ...prepared(name, to),
      step(index === 0 ? "apply" : "upgrade-node", { node: name, version: to, role: "control-plane" }),
    ]),
    ...workers.flatMap((name) => [
      ...prepared(name, to),
      step("upgrade-node", { node: name, version: to, role: "worker" }),
    ]),
    ...(drains ? [...planes, ...workers].flatMap((name) => kubeletMoved(name, to)) : []),
    step("verify"),
  ].map((one, index) => ({ ...one, id: `hop-${to}.${index + 1}-${one.action}` }));
  return {
    ...versions,
    kubeadm: to,
    steps,
    pointOfNoReturn: steps.find(({ action }) => action === "apply")?.id ?? steps[0]?.id ?? "",
    rollback: "Restore etcd and /etc/kubernetes from the backup.",
  };
}

export function plan(of: Cluster = cluster(), overrides: Partial<Plan> = {}): Plan {
  const hops = [
    hop(of, { from: "1.34.6", to: "1.35.10" }, false),
    hop(of, { from: "1.35.10", to: "1.36.6" }, true),
  ];
  const size = of.nodes.length;
  return {
    schemaVersion: 1,
    cluster: of.name,
    from: "1.34.6",
    to: "1.36.6",
    strategy: "fewest-drains",
    verdict: "ready",
    hops,
    drains: { planned: size, minimum: size, nodeByNode: 2 * size },
    findings: [],
    facts: { asOf: "2026-11-21", sources: [] },
    ...overrides,
  };
}

export function entry(overrides: Partial<ClusterAssessment> = {}): ClusterAssessment {
  const of = overrides.cluster ?? cluster();
  return {
    cluster: of,
    verdict: "ready",
    skew: { verdict: "supported", violations: [] },
    support: {
      minor: "1.34",
      state: "end-of-life",
      endOfLife: "2026-10-27",
      message: "Kubernetes 1.34 reached its end of life on 2026-10-27: it gets no security fixes any more.",
    },
    plan: plan(of),
    findings: [],
    ...overrides,
  };
}

export function assessment(overrides: Partial<Assessment> = {}): Assessment {
  return {
    schemaVersion: 1,
    subject: "plan",
    verdict: "ready",
    conclusion: "success",
    headline: "prod can go 1.34.6 → 1.36.6: 2 hops, 8 drains",
    sha: "3f1c9ab0c1d2e3f4a5b6c7d8e9f00112233445566",
    clusters: [entry()],
    findings: [],
    unread: [],
    coverage: emptyRepository.coverage,
    filesRead: ["cluster/kubeadm-config.yaml", "cluster/nodes.yaml"],
    facts: { asOf: "2026-11-21", ageDays: 3, stale: false },
    ...overrides,
  };
}

function prepared(name: string, version: string): readonly Step[] {
  return [step("pin-repository", { node: name, version }), step("upgrade-kubeadm", { node: name, version })];
}

function kubeletMoved(name: string, version: string): readonly Step[] {
  return [
    step("drain", {
      node: name,
      commands: [{ run: `kubectl drain ${name} --ignore-daemonsets`, on: "workstation" }],
    }),
    step("upgrade-kubelet", { node: name, version }),
    step("uncordon", { node: name, commands: [{ run: `kubectl uncordon ${name}`, on: "workstation" }] }),
  ];
}

function numbered(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`);
}
