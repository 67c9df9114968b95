import { describe, expect, test } from "vitest";
import { allowance } from "../../src/findings/budget-arithmetic.ts";
import type { ManifestCheck } from "../../src/findings/check.ts";
import { accountTokensCheck } from "../../src/findings/checks/account-tokens.ts";
import { antiAffinityCheck } from "../../src/findings/checks/anti-affinity.ts";
import { disruptionBudgetsCheck } from "../../src/findings/checks/disruption-budgets.ts";
import { drainSimulationCheck } from "../../src/findings/checks/drain-simulation.ts";
import { evictionsCheck } from "../../src/findings/checks/evictions.ts";
import { statefulWorkloadsCheck } from "../../src/findings/checks/stateful-workloads.ts";
import { simulateDrains } from "../../src/findings/drain-simulation.ts";
import { disruptionBudgets } from "../../src/findings/views/disruption-budgets.ts";
import { nodeBoundStorage } from "../../src/findings/views/node-bound-storage.ts";
import { workloads } from "../../src/findings/views/workloads.ts";
import { scanRepository } from "../../src/manifests/scan-repository.ts";
import { found, inShort } from "./manifest-check.ts";
import { clusterAt, node as nodeNamed } from "./sample-cluster.ts";

function workload(kind: string, spec: string, pod = "containers: [{name: a, image: shop/web:1}]"): string {
  return `apiVersion: apps/v1
kind: ${kind}
metadata: {name: web, namespace: shop}
spec: {${spec}, template: {metadata: {labels: {app: web}}, spec: {${pod}}}}
`;
}

function budget(numbers: string, name = "web", labels = "app: web"): string {
  return `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: ${name}, namespace: shop}
spec: {${numbers}, selector: {matchLabels: {${labels}}}}
`;
}

const IN = "{matchExpressions: [{key: app, operator: In, values: [web, api]}]}";

function selecting(selector: string): string {
  return budget("minAvailable: 1").replace("{matchLabels: {app: web}}", selector);
}

describe("what a budget allows, in numbers of pods", () => {
  test.each<[string, number, number | undefined]>([
    ["minAvailable: 1", 1, 0],
    ["minAvailable: 1", 2, 1],
    ["minAvailable: 50%", 3, 1],
    ["minAvailable: 51%", 2, 0],
    ["minAvailable: 0", 1, 1],
    ["maxUnavailable: 1", 1, 1],
    ["maxUnavailable: 10%", 3, 1],
    ["maxUnavailable: 0", 5, 0],
    ["maxUnavailable: 5", 2, 2],
    ["maxUnavailable: many", 2, undefined],
    ["unhealthyPodEvictionPolicy: IfHealthyBudget", 2, 0],
  ])("%s of %i pods: %s", (numbers, pods, allowed) => {
    const [read] = scanRepository([{ path: "b.yaml", text: budget(numbers) }], [disruptionBudgets]).of(
      disruptionBudgets,
    );
    expect(read === undefined ? "not read" : allowance(read, pods)?.allowed).toBe(allowed);
  });
});

describe("budgets that stop a drain", () => {
  const HPA = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: shop}
spec: {minReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}
`;
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      "as many must run as there are",
      { "b.yaml": budget("minAvailable: 2"), "d.yaml": workload("Deployment", "replicas: 2") },
      ["budget-allows-none risk b.yaml:1 d.yaml:1"],
    ],
    [
      "the only pod must run, as nobody says how many there are",
      { "b.yaml": budget("minAvailable: 1"), "d.yaml": workload("Deployment", "paused: false") },
      ["budget-allows-none risk b.yaml:1 d.yaml:1"],
    ],
    [
      "the component that brings the budget makes its base redundant",
      {
        "base/d.yaml": workload("Deployment", "replicas: 1"),
        "ha/kustomization.yaml":
          "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [b.yaml]\npatches: [{path: p.yaml}]\n",
        "ha/b.yaml": budget("minAvailable: 1"),
        "ha/p.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\nspec: {replicas: 2}\n",
      },
      [],
    ],
    [
      "another overlay makes the base redundant, not the budget's",
      {
        "base/d.yaml": workload("Deployment", "replicas: 1"),
        "base/b.yaml": budget("minAvailable: 1"),
        "prod/p.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\nspec: {replicas: 2}\n",
      },
      ["budget-allows-none risk base/b.yaml:1 base/d.yaml:1"],
    ],
    [
      "none may go, whatever it counts",
      { "b.yaml": budget("maxUnavailable: 0%") },
      ["budget-allows-none risk b.yaml:1"],
    ],
    [
      "it says no number, which is accepted and means none",
      {
        "b.yaml": budget("unhealthyPodEvictionPolicy: AlwaysAllow"),
        "d.yaml": workload("Deployment", "replicas: 3"),
      },
      ["budget-allows-none risk b.yaml:1 d.yaml:1"],
    ],
    [
      "expressions select what it counts",
      { "b.yaml": selecting(IN), "d.yaml": workload("Deployment", "replicas: 1") },
      ["budget-allows-none risk b.yaml:1 d.yaml:1"],
    ],
    [
      "expressions select other pods",
      { "b.yaml": selecting(IN.replace("In,", "NotIn,")), "d.yaml": workload("Deployment", "replicas: 1") },
      [],
    ],
    [
      "an empty selector counts the whole namespace",
      { "b.yaml": selecting("{}"), "d.yaml": workload("Deployment", "replicas: 1") },
      ["budget-allows-none risk b.yaml:1 d.yaml:1"],
    ],
    [
      "an empty selector of v1beta1 counts nothing",
      {
        "b.yaml": selecting("{}").replace("policy/v1", "policy/v1beta1"),
        "d.yaml": workload("Deployment", "replicas: 1"),
      },
      [],
    ],
    [
      "it selects nothing at all",
      {
        "b.yaml": budget("minAvailable: 1").replace(/, selector: .*/, "}"),
        "d.yaml": workload("Deployment", "replicas: 1"),
      },
      [],
    ],
    [
      "it counts the pods of a DaemonSet alone, which a drain leaves where they are",
      {
        "b.yaml": budget("maxUnavailable: 0"),
        "d.yaml": workload("DaemonSet", "minReadySeconds: 1"),
      },
      [],
    ],
    [
      "one may go",
      { "b.yaml": budget("maxUnavailable: 1"), "d.yaml": workload("Deployment", "replicas: 1") },
      [],
    ],
    [
      "it selects a job too, which has no scale",
      {
        "b.yaml": budget("maxUnavailable: 1"),
        "d.yaml": workload("Deployment", "replicas: 2"),
        "j.yaml": workload("Job", "completions: 1").replace("apps/v1", "batch/v1"),
      },
      ["budget-allows-none risk b.yaml:1 d.yaml:1 j.yaml:1"],
    ],
    [
      "it counts a job's pods one by one",
      {
        "b.yaml": budget("minAvailable: 1"),
        "d.yaml": workload("Deployment", "replicas: 2"),
        "j.yaml": workload("Job", "completions: 1").replace("apps/v1", "batch/v1"),
      },
      [],
    ],
    [
      "an autoscaler keeps more than must run",
      { "b.yaml": budget("minAvailable: 2"), "d.yaml": workload("Deployment", "replicas: 2"), "h.yaml": HPA },
      [],
    ],
    [
      "the autoscaler is of another namespace's workload",
      {
        "b.yaml": budget("minAvailable: 2"),
        "d.yaml": workload("Deployment", "replicas: 2"),
        "h.yaml": HPA.replace("shop", "stage"),
      },
      ["budget-allows-none risk b.yaml:1 d.yaml:1"],
    ],
    [
      "it is in another namespace",
      {
        "b.yaml": budget("minAvailable: 1").replace("shop", "other"),
        "d.yaml": workload("Deployment", "replicas: 1"),
      },
      [],
    ],
    ["nobody knows what it counts", { "b.yaml": budget("minAvailable: 1") }, []],
    [
      "two budgets count the same pods",
      {
        "b.yaml": budget("maxUnavailable: 1"),
        "c.yaml": budget("maxUnavailable: 1", "all", ""),
        "d.yaml": workload("Deployment", "replicas: 3"),
      },
      ["budgets-overlap risk b.yaml:1 c.yaml:1 d.yaml:1"],
    ],
    [
      "one budget and its workload stand in two files",
      {
        "prod/b.yaml": budget("minAvailable: 2"),
        "prod/d.yaml": workload("Deployment", "replicas: 2"),
        "stage/b.yaml": budget("minAvailable: 2"),
        "stage/d.yaml": workload("Deployment", "replicas: 2"),
      },
      ["budget-allows-none risk prod/b.yaml:1 stage/b.yaml:1 prod/d.yaml:1 stage/d.yaml:1"],
    ],
    [
      "two budgets lie in two namespaces",
      {
        "b.yaml": budget("maxUnavailable: 1"),
        "c.yaml": budget("maxUnavailable: 1", "all").replace("shop", "stage"),
        "d.yaml": workload("Deployment", "replicas: 3").replace(", namespace: shop", ""),
      },
      [],
    ],
    [
      "a running cluster says that none may go",
      { "b.yaml": `${budget("maxUnavailable: 1")}status: {disruptionsAllowed: 0, expectedPods: 3}\n` },
      ["budget-allows-none risk b.yaml:1"],
    ],
  ])("%s", (_name, files, expected) => {
    expect(inShort(found(disruptionBudgetsCheck, files))).toEqual(expected);
  });

  test("the arithmetic is shown", () => {
    const files = { "b.yaml": budget("minAvailable: 60%"), "d.yaml": workload("StatefulSet", "replicas: 2") };
    const [finding] = found(disruptionBudgetsCheck, files);
    expect(finding?.why).toContain("minAvailable 60% (2 of 2) of 2 pods: StatefulSet shop/web");
  });
});

const BARE = `apiVersion: v1
kind: Pod
metadata: {name: debug, namespace: shop}
spec: {containers: [{name: a, image: busybox}]}
`;

describe("what an eviction meets", () => {
  test.each<[string, string, readonly string[]]>([
    ["a pod of its own", BARE, ["bare-pod risk f.yaml:1"]],
    ["a pod that a controller owns", BARE.replace("shop", "shop, ownerReferences: [{kind: ReplicaSet}]"), []],
    ["a pod that ran to its end", `${BARE}status: {phase: Succeeded}\n`, []],
    ["a test of a chart", BARE.replace("shop", "shop, annotations: {helm.sh/hook: test}"), []],
    ["a patch of a pod", BARE.replace(", image: busybox", ""), []],
    ["one replica", workload("Deployment", "replicas: 1"), ["single-replica notice f.yaml:1"]],
    [
      "a patch of a Deployment",
      workload("Deployment", "replicas: 1", "containers: [{name: a, args: [-v]}]"),
      [],
    ],
    ["none", workload("Deployment", "replicas: 0"), []],
    [
      "an emptyDir",
      workload(
        "Deployment",
        "replicas: 2",
        "containers: [{name: a, image: a}], volumes: [{name: tmp, emptyDir: {}}]",
      ),
      ["empty-dir-data notice f.yaml:1"],
    ],
    [
      "an emptyDir on every node",
      workload(
        "DaemonSet",
        "minReadySeconds: 1",
        "containers: [{name: a, image: a}], volumes: [{name: tmp, emptyDir: {}}]",
      ),
      [],
    ],
    [
      "a long end",
      workload(
        "Deployment",
        "replicas: 2",
        "terminationGracePeriodSeconds: 900, containers: [{name: a, image: a}]",
      ),
      ["long-termination-grace notice f.yaml:1"],
    ],
    [
      "an update on delete",
      workload("StatefulSet", "replicas: 2, updateStrategy: {type: OnDelete}"),
      ["update-on-delete notice f.yaml:1"],
    ],
  ])("%s", (_name, text, expected) => {
    expect(inShort(found(evictionsCheck, { "f.yaml": text }))).toEqual(expected);
  });

  test("of a snapshot the workload is told, and not what it made", () => {
    const tmp = "containers: [{name: a, image: a}], volumes: [{name: tmp, emptyDir: {}}]";
    const made = (kind: string, owner: string) =>
      `apiVersion: v1\nkind: ${kind}\nmetadata: {name: web-${kind}, namespace: shop, labels: {app: web}, ownerReferences: [{kind: ${owner}}]}\n`;
    const files = {
      "d.yaml": workload("Deployment", "replicas: 2, selector: {matchLabels: {app: web}}", tmp),
      "p.yaml": `${made("Pod", "ReplicaSet")}spec: {nodeName: a, ${tmp}}\n`,
    };
    expect(inShort(found(evictionsCheck, files))).toEqual(["empty-dir-data notice d.yaml:1"]);
    expect(inShort(found(evictionsCheck, { "p.yaml": files["p.yaml"] }))).toEqual([
      "empty-dir-data notice p.yaml:1",
    ]);
  });

  test("workloads with the same trouble are one finding", () => {
    const files = { "a.yaml": BARE, "b.yaml": BARE.replace("debug", "other") };
    expect(inShort(found(evictionsCheck, files))).toEqual(["bare-pod risk a.yaml:1 b.yaml:1"]);
  });
});

describe("workloads that keep data", () => {
  const etcd = (spec: string) =>
    workload("StatefulSet", spec, "containers: [{name: a, image: 'quay.io/coreos/etcd:v3.6.4'}]");
  const LOCAL =
    "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\nprovisioner: rancher.io/local-path\n";
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      "a hostPath of its own",
      {
        "d.yaml": workload(
          "Deployment",
          "replicas: 2",
          "containers: [{name: a, image: a}], volumes: [{name: d, hostPath: {path: /srv/data}}]",
        ),
      },
      ["pinned-pod risk d.yaml:1"],
    ],
    ...(
      [
        ["that is only read", "{path: /srv/data}", "{name: d, mountPath: /d, readOnly: true}"],
        ["of a device", "{path: /srv/tty, type: CharDevice}", "{name: d, mountPath: /d}"],
      ] as const
    ).map(([what, path, mount]): [string, Readonly<Record<string, string>>, readonly string[]] => [
      `a hostPath ${what}`,
      {
        "d.yaml": workload(
          "Deployment",
          "replicas: 2",
          `containers: [{name: a, image: a, volumeMounts: [${mount}]}], volumes: [{name: d, hostPath: ${path}}]`,
        ),
      },
      [],
    ]),
    [
      "a hostPath of a job",
      {
        "j.yaml": workload(
          "Job",
          "backoffLimit: 1",
          "containers: [{name: a, image: a}], volumes: [{name: d, hostPath: {path: /srv/data}}]",
        ),
      },
      [],
    ],
    [
      "a hostPath that every node has",
      {
        "d.yaml": workload(
          "Deployment",
          "replicas: 2",
          "containers: [{name: a, image: a}], volumes: [{name: d, hostPath: {path: /var/log}}]",
        ),
      },
      [],
    ],
    [
      "a claim of a class on the node's disk",
      {
        "c.yaml": LOCAL,
        "s.yaml": workload(
          "StatefulSet",
          "replicas: 2, volumeClaimTemplates: [{metadata: {name: d}, spec: {storageClassName: fast}}]",
        ),
      },
      ["pinned-pod risk s.yaml:1"],
    ],
    [
      "a claim that a local volume is bound to",
      {
        "v.yaml":
          "apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: v}\nspec: {local: {path: /d}, claimRef: {namespace: shop, name: d}}\n",
        "d.yaml": workload(
          "Deployment",
          "replicas: 1",
          "containers: [{name: a, image: a}], volumes: [{name: d, persistentVolumeClaim: {claimName: d}}]",
        ),
      },
      ["pinned-pod risk d.yaml:1"],
    ],
    ...(
      [
        ["the default class", "true", "replicas: 2", ["pinned-pod risk s.yaml:1"]],
        ["a class of its own, beside the default one", "true", "storageClassName: nfs", []],
        ["no class, and none is the default", "false", "replicas: 2", []],
      ] as const
    ).map(
      ([what, isDefault, spec, expected]): [string, Readonly<Record<string, string>>, readonly string[]] => [
        `a claim of ${what}`,
        {
          "c.yaml": LOCAL.replace(
            "{name: fast}",
            `{name: fast, annotations: {storageclass.kubernetes.io/is-default-class: "${isDefault}"}}`,
          ),
          "s.yaml": workload(
            "StatefulSet",
            `replicas: 2, volumeClaimTemplates: [{metadata: {name: d}, spec: {${spec}}}]`,
          ),
        },
        expected,
      ],
    ),
    [
      "a claim whose volume only one node may attach",
      {
        "v.yaml":
          "apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: v}\nspec: {csi: {driver: topolvm.io}, claimRef: {namespace: shop, name: d}, nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: topology.topolvm.io/node, operator: In, values: [a]}]}]}}}\n",
        "d.yaml": workload(
          "Deployment",
          "replicas: 1",
          "containers: [{name: a, image: a}], volumes: [{name: d, persistentVolumeClaim: {claimName: d}}]",
        ),
      },
      ["pinned-pod risk d.yaml:1"],
    ],
    ["a quorum without a budget", { "s.yaml": etcd("replicas: 3") }, ["quorum-unprotected risk s.yaml:1"]],
    [
      "a quorum whose budget keeps it",
      { "s.yaml": etcd("replicas: 3"), "b.yaml": budget("maxUnavailable: 1") },
      [],
    ],
    [
      "a quorum whose budget does not",
      { "s.yaml": etcd("replicas: 3"), "b.yaml": budget("minAvailable: 1") },
      ["quorum-unprotected risk s.yaml:1"],
    ],
    [
      "a quorum of two",
      { "s.yaml": etcd("replicas: 2"), "b.yaml": budget("maxUnavailable: 1") },
      ["quorum-unprotected risk s.yaml:1"],
    ],
    ["a single member is no quorum", { "s.yaml": etcd("replicas: 1") }, []],
  ])("%s", (_name, files, expected) => {
    expect(inShort(found(statefulWorkloadsCheck, files))).toEqual(expected);
  });
});

describe("pods that want a node each", () => {
  const ANTI =
    "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: web}}}]}}, containers: [{name: a, image: a}]";
  const cluster = clusterAt("1.35.4", { nodes: ["a", "b", "c"].map((name) => nodeNamed(name, "1.35.4")) });

  test.each([
    ["as many as there are nodes", 3, ["anti-affinity-unsatisfiable risk d.yaml:1"]],
    ["fewer", 2, []],
  ])("%s", (_name, replicas, expected) => {
    for (const affinity of [ANTI, ANTI.replace("{matchLabels: {app: web}}", IN)]) {
      const files = { "d.yaml": workload("Deployment", `replicas: ${replicas}`, affinity) };
      expect(inShort(found(antiAffinityCheck, files, { cluster }))).toEqual(expected);
    }
  });

  test("nobody knows how many nodes there are", () => {
    const files = { "d.yaml": workload("Deployment", "replicas: 3", ANTI) };
    expect(found(antiAffinityCheck, files)).toEqual([]);
  });
});

describe("the drain of each node", () => {
  interface PodParts {
    readonly node: string;
    readonly owner?: string;
    readonly image?: string;
    readonly volumes?: string;
  }
  const pod = (
    name: string,
    { node, owner = "ReplicaSet", image = "a", volumes = "" }: PodParts,
  ) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: ${name.replace(/-\d+$/, "")}}${owner === "" ? "" : `, ownerReferences: [{kind: ${owner}}]`}}
spec: {nodeName: ${node}, containers: [{name: a, image: '${image}'}], volumes: [${volumes}]}
---
`;
  test("says what becomes of each pod", () => {
    const drains = simulated(
      pod("web-1", { node: "w1" }),
      pod("cache-1", { node: "w1", volumes: "{name: c, emptyDir: {}}" }),
      pod("files-1", { node: "w1", volumes: "{name: c, hostPath: {path: /srv}}" }),
      pod("debug", { node: "w1", owner: "" }),
      pod("proxy-1", { node: "w1", owner: "DaemonSet" }),
      pod("etcd", { node: "w1", owner: "Node" }),
      pod("api-1", { node: "w1" }),
      budget("minAvailable: 1", "api", "app: api"),
    );
    expect(drains).toEqual([
      {
        node: "w1",
        breaks: [],
        pods: [
          { pod: "shop/web-1", fate: "evictable" },
          { pod: "shop/cache-1", fate: "data-lost" },
          { pod: "shop/files-1", fate: "pinned", by: "hostPath /srv" },
          { pod: "shop/debug", fate: "unmanaged" },
          { pod: "shop/api-1", fate: "blocked", by: "api: minAvailable 1 of 1 pod" },
        ],
      },
    ]);
  });

  test("counts as the disruption controller does", () => {
    const fates = simulated(
      pod("web-1", { node: "w1" }),
      pod("web-2", { node: "w1" }),
      pod("web-3", { node: "w2", owner: "DaemonSet" }),
      budget("minAvailable: 2", "by-number"),
      pod("api-1", { node: "w1" }),
      pod("api-2", { node: "w1", owner: "Job" }),
      budget("maxUnavailable: 1", "by-scale", "app: api"),
    ).flatMap(({ pods }) => pods.map(({ pod: name, fate, by = "" }) => `${name} ${fate} ${by}`.trim()));
    expect(fates).toEqual([
      "shop/web-1 evictable",
      "shop/web-2 evictable",
      "shop/api-1 blocked by-scale: a Job has no scale to count by",
      "shop/api-2 blocked by-scale: a Job has no scale to count by",
    ]);
  });

  test.each([
    [
      "static, by its mirror's mark",
      "metadata: {name: x, annotations: {kubernetes.io/config.mirror: a}}",
      [],
    ],
    [
      "static, by kubeadm's labels",
      "metadata: {name: etcd-w1, namespace: kube-system, labels: {component: etcd, tier: control-plane}}",
      [],
    ],
    ["kube-proxy", "metadata: {name: x, namespace: kube-system, labels: {k8s-app: kube-proxy}}", []],
    ["of a DaemonSet", 'metadata: {name: x, labels: {pod-template-generation: "1"}}', []],
    ["of a Deployment", "metadata: {name: x, labels: {pod-template-hash: 5d4c}}", ["evictable"]],
    ["of nobody", "metadata: {name: etcd-w1, labels: {component: etcd, tier: control-plane}}", ["unmanaged"]],
  ])("a pod without owners, as a shortened snapshot has it: %s", (_, metadata, fates) => {
    const [drain] = simulated(
      `apiVersion: v1\nkind: Pod\n${metadata}\nspec: {nodeName: w1, containers: [{name: a, image: a}]}\nstatus: {phase: Running}\n`,
    );
    expect((drain?.pods ?? []).map(({ fate }) => fate)).toEqual(fates);
  });

  test("a job comes back to no node for the sake of what it left there", () => {
    const [drain] = simulated(
      pod("scan-1", { node: "w1", owner: "Job", volumes: "{name: d, hostPath: {path: /srv}}" }),
    );
    expect(drain?.pods).toEqual([{ pod: "shop/scan-1", fate: "evictable" }]);
  });

  test("a manifest that names a node is no snapshot", () => {
    expect(simulated(pod("wipe-disk", { node: "w1", owner: "" }))).toEqual([]);
  });

  test("a pod that ran to its end is neither moved nor counted", () => {
    const drains = simulated(
      pod("web-1", { node: "w1" }),
      pod("web-2", { node: "w2" }).replace("---", "status: {phase: Failed}\n---"),
      budget("minAvailable: 1"),
    );
    expect(drains).toEqual([
      {
        node: "w1",
        breaks: [],
        pods: [{ pod: "shop/web-1", fate: "blocked", by: "web: minAvailable 1 of 1 pod" }],
      },
    ]);
  });

  test("the controller among the owners decides who makes a pod again", () => {
    const owners = "[{kind: Node}, {kind: ReplicaSet, controller: true}]";
    const [drain] = simulated(pod("web-1", { node: "w1" }).replace("[{kind: ReplicaSet}]", owners));
    expect(drain?.pods).toEqual([{ pod: "shop/web-1", fate: "evictable" }]);
  });

  test("harmless nodes come first, those that take a majority last", () => {
    const member = (index: number, node: string) =>
      pod(`zk-${index}`, { node, owner: "StatefulSet", image: "zookeeper:3.9" });
    const drains = simulated(
      member(0, "a"),
      member(1, "a"),
      member(2, "b"),
      pod("debug", { node: "c", owner: "" }),
      pod("web-1", { node: "d" }),
    );
    expect(drains.map(({ node }) => node)).toEqual(["b", "d", "c", "a"]);
    expect(drains.at(-1)?.breaks).toEqual(["ZooKeeper shop/zk (2 of 3 members)"]);
  });
});

test("a pod on a node that another cluster lists is none of this one's", () => {
  const files = {
    "pods.yaml": `${BARE.replace("spec: {", "spec: {nodeName: worker-1, ")}status: {phase: Running}\n`,
  };
  const [here, elsewhere] = [
    clusterAt("1.36.2"),
    clusterAt("1.36.2", { nodes: [nodeNamed("b-1", "1.36.2")] }),
  ];
  const idsFor = (cluster: typeof here) =>
    [evictionsCheck, drainSimulationCheck, accountTokensCheck].flatMap((check) =>
      found(check, files, { cluster }).map(({ id }) => id),
    );
  expect(idsFor(here)).toEqual(["bare-pod", "drain-simulation", "default-service-account"]);
  expect(idsFor(elsewhere)).toEqual([]);
  expect(inShort(found(drainSimulationCheck, files, { cluster: here }))).toEqual([
    "drain-simulation risk pods.yaml:1",
  ]);
});

test("no check of disruption speaks about samples", () => {
  const checks: readonly ManifestCheck[] = [disruptionBudgetsCheck, evictionsCheck, statefulWorkloadsCheck];
  expect(checks.flatMap((check) => found(check, { "examples/pod.yaml": BARE }))).toEqual([]);
});

function simulated(...texts: readonly string[]) {
  return simulateDrains(
    scanRepository(
      [{ path: "pods.yaml", text: texts.join("---\n") }],
      [workloads, disruptionBudgets, nodeBoundStorage],
    ),
  );
}
