import { describe, expect, it } from "vitest";
import { assessRepository } from "../../src/assessment/assess-repository.ts";
import type { RepositorySnapshot } from "../../src/assessment/assessment.ts";
import { clusterApi, kubeadmConfiguration, nodeList, podList, repository } from "./repositories.ts";

const today = "2026-11-24";
const at = (version: string, nodes: Readonly<Record<string, string>>): RepositorySnapshot =>
  repository({
    "prod/kubeadm.yaml": kubeadmConfiguration(`v${version}`),
    "prod/nodes.yaml": nodeList(nodes),
  });
const healthy = { "cp-1": "1.35.4", "worker-1": "1.35.4" };

const services = (count: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`app/${index}.yaml`, "apiVersion: v1\nkind: Service\n"]),
  );

const checked = (count: number, checks?: { readonly only: readonly string[] }) =>
  assessRepository({
    subject: "check",
    head: repository({ "a.yaml": "apiVersion: v1\nkind: ConfigMap\ndata: [a\n", ...services(count) }),
    to: "1.36",
    ...(checks === undefined ? {} : { checks }),
    today,
  });

describe("checks that were chosen", () => {
  it.each([
    ["a repository of usual size", 100, { only: ["apis"] }],
    ["a large one when all checks run", 3_000, undefined],
  ])("%s is parsed whole", (_, count, checks) => {
    const { coverage, unread } = checked(count, checks);
    expect(coverage.unparsed).toBe(0);
    expect(unread.map(({ path, line }) => `${path}:${line}`)).toEqual(["a.yaml:3"]);
  });

  it("a large repository is parsed as far as they read it, and what is not is counted", () => {
    const { coverage, unread } = checked(3_000, { only: ["apis"] });
    expect(coverage).toMatchObject({ documents: 3_001, unparsed: 3_001 });
    expect(unread).toEqual([]);
  });
});

describe("what only older minors refuse, in a large repository", () => {
  const budget = "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: web\n";
  const running = (version: string) =>
    repository({ "budget.yaml": budget, ...services(3_000), "kubeadm.yaml": kubeadmConfiguration(version) });

  it.each([
    ["no cluster is so old", { to: "1.31" }, []],
    ["the target is", { to: "1.20" }, ["not-yet-served-api"]],
    ["a change starts from such a minor", { to: "1.31", base: running("1.20.4") }, ["not-yet-served-api"]],
  ])("is told where it matters: %s", (_, asked, told) => {
    const { clusters } = assessRepository({
      subject: "check",
      head: running("1.30.2"),
      checks: { only: ["apis"] },
      today,
      ...asked,
    });
    const findings = clusters.flatMap((cluster) => cluster.findings);
    const ofBudget = findings.filter(({ places }) => places.some(({ path }) => path === "budget.yaml"));
    expect(ofBudget.map(({ id }) => id)).toEqual(told);
  });
});

describe("check of one commit", () => {
  it("supports a cluster with a legal skew and plans nothing", () => {
    const result = assessRepository({ subject: "check", head: at("1.35.4", healthy), today });
    expect(result).toMatchObject({
      verdict: "supported",
      conclusion: "success",
      headline: "prod has a supported version skew",
    });
    expect(result.clusters[0]?.plan).toBeUndefined();
  });

  it("fails a kubelet that is newer than the API server, and names node and versions", () => {
    const result = assessRepository({
      subject: "check",
      head: at("1.34.6", { "cp-1": "1.34.6", "worker-1": "1.35.4" }),
      today,
    });
    expect(result).toMatchObject({ verdict: "unsupported", conclusion: "failure" });
    expect(result.clusters[0]?.skew?.violations[0]).toMatchObject({
      rule: "kubelet",
      node: "worker-1",
      version: "1.35.4",
    });
  });

  it("takes a half-way cluster that nothing marks for kubeadm's, as the plan does", () => {
    const pods = podList([
      ["kube-apiserver", "cp-1", "1.36.2"],
      ["kube-controller-manager", "cp-1", "1.36.2"],
      ["kube-apiserver", "cp-2", "1.35.4"],
      ["kube-controller-manager", "cp-2", "1.35.4"],
    ]);
    const nodes = nodeList({ "cp-1": "1.35.4", "cp-2": "1.35.4" });
    const head = repository({ "prod/nodes.yaml": nodes, "prod/pods.yaml": pods });
    const result = assessRepository({ subject: "check", head, today });
    expect(result).toMatchObject({
      verdict: "supported",
      clusters: [{ cluster: { distribution: "unknown" }, skew: { violations: [] } }],
    });
  });

  it("is neither green nor red where there is no cluster", () => {
    const result = assessRepository({
      subject: "check",
      head: repository({ "README.md": "upgrade to v1.36" }),
      today,
    });
    expect(result).toMatchObject({ verdict: "no-cluster", conclusion: "neutral", clusters: [] });
  });

  it("lists the files that values were read from", () => {
    const result = assessRepository({ subject: "check", head: at("1.35.4", healthy), today });
    expect(result.filesRead).toEqual(["prod/kubeadm.yaml", "prod/nodes.yaml"]);
  });
});

describe("a pull request that changes the version", () => {
  const base = at("1.34.6", { "cp-1": "1.34.6", "worker-1": "1.34.6" });
  const to = (version: string): RepositorySnapshot => at(version, { "cp-1": "1.34.6", "worker-1": "1.34.6" });

  it("carries the whole plan for one minor up", () => {
    const result = assessRepository({ subject: "check", base, head: to("1.35.4"), today });
    expect(result.clusters[0]).toMatchObject({
      verdict: "ready",
      change: { from: "1.34.6", to: "1.35.4", kind: "upgrade" },
    });
    expect(result.clusters[0]?.plan?.hops.map((hop) => [hop.from, hop.to])).toEqual([["1.34.6", "1.35.4"]]);
    expect(result.conclusion).toBe("success");
  });

  it("does not call the snapshot beside the proposal a disagreement", () => {
    const result = assessRepository({ subject: "check", base, head: to("1.35.4"), today });
    expect(result.clusters[0]?.findings.map(({ id }) => id)).not.toContain("sources-disagree");
  });

  it.each([
    { version: "1.36.2", id: "skips-minor", says: "the change skips a minor" },
    { version: "1.33.1", id: "version-goes-down", says: "the change lowers the version" },
    { version: "1.34.2", id: "version-goes-down", says: "the change lowers the version" },
  ])("fails $version with $id at the line that proposes it", ({ version, id, says }) => {
    const result = assessRepository({ subject: "check", base, head: to(version), today });
    expect(result).toMatchObject({ verdict: "blocked", conclusion: "failure" });
    expect(result.headline).toContain(says);
    const finding = result.clusters[0]?.findings.find((entry) => entry.id === id);
    expect(finding?.places).toEqual([{ path: "prod/kubeadm.yaml", line: 5, column: 20 }]);
  });

  it("names the next minor and the Renovate setting where a minor is skipped", () => {
    const result = assessRepository({ subject: "check", base, head: to("1.36.2"), today });
    const finding = result.clusters[0]?.findings.find(({ id }) => id === "skips-minor");
    expect(finding?.why).toContain("1.35");
    expect(finding?.fix.text).toContain("separateMultipleMinor");
  });

  it("fails a version that the facts do not know", () => {
    const result = assessRepository({ subject: "check", base, head: to("1.99.0"), today });
    expect(result.conclusion).toBe("failure");
  });

  it("plans nothing where the snapshot shows that the upgrade is done", () => {
    const head = at("1.35.4", { "cp-1": "1.35.4", "worker-1": "1.34.6" });
    const result = assessRepository({ subject: "check", base, head, today });
    expect(result.clusters[0]?.change).toBeUndefined();
    expect(result.conclusion).toBe("success");
  });

  it("fails where a declared worker would pass its control plane", () => {
    const result = assessRepository({
      subject: "check",
      base: repository({ "edge.yaml": clusterApi("1.35.4", "1.35.4") }),
      head: repository({ "edge.yaml": clusterApi("1.35.4", "1.36.2") }),
      today,
    });
    expect(result).toMatchObject({ verdict: "unsupported", conclusion: "failure" });
  });

  it("fails where a declared control plane would leave its workers too far behind", () => {
    const result = assessRepository({
      subject: "check",
      base: repository({ "edge.yaml": clusterApi("1.35.4", "1.32.9") }),
      head: repository({ "edge.yaml": clusterApi("1.36.2", "1.32.9") }),
      today,
    });
    expect(result.conclusion).toBe("failure");
  });
});

describe("what cannot be green", () => {
  const kind =
    "kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nname: dev\nnodes:\n- role: control-plane\n";

  it("is neutral about a cluster whose version no file tells, and says so", () => {
    const result = assessRepository({ subject: "check", head: repository({ "kind.yaml": kind }), today });
    expect(result).toMatchObject({
      verdict: "unknown",
      conclusion: "neutral",
      headline: expect.stringContaining("nothing was judged"),
    });
  });

  it("fails a plan for a cluster whose version no file tells", () => {
    const result = assessRepository({
      subject: "plan",
      head: repository({ "kind.yaml": kind }),
      to: "1.36",
      today,
    });
    expect(result.conclusion).toBe("failure");
  });

  it("fails where a configured cluster cannot be read, and keeps the finding that says why", () => {
    const configuration = "clusters:\n- name: prod\n  sources: [missing/*.yaml]\n";
    const result = assessRepository({
      subject: "check",
      head: repository({ ".github/kubehop.yml": configuration }),
      today,
    });
    expect(result.conclusion).toBe("failure");
    expect(result.findings.some(({ severity }) => severity === "blocker")).toBe(true);
  });

  it("fails where the configuration itself cannot be read", () => {
    const result = assessRepository({
      subject: "check",
      head: repository({ ".github/kubehop.yml": "clusterz: []\n" }),
      today,
    });
    expect(result.conclusion).toBe("failure");
  });

  it("fails where the head lost a cluster that the base had", () => {
    const result = assessRepository({
      subject: "check",
      base: at("1.35.4", healthy),
      head: repository({}),
      today,
    });
    expect(result).toMatchObject({ verdict: "error", conclusion: "failure" });
    expect(result.findings.map(({ id }) => id)).toContain("cluster-vanished");
  });

  it("fails where the head lost the version that the base told", () => {
    const result = assessRepository({
      subject: "check",
      base: repository({ "prod/kubeadm.yaml": kubeadmConfiguration("v1.35.4") }),
      head: repository({ "prod/kubeadm.yaml": kubeadmConfiguration("latest") }),
      today,
    });
    expect(result).toMatchObject({ verdict: "error", conclusion: "failure" });
    expect(result.headline).toContain("prod");
  });

  it("turns a failure neutral under an advisory policy of the base and says so", () => {
    const advisory = { path: ".github/kubehop.yml", text: "policy:\n  advisory: true\n" };
    const broken = at("1.34.6", { "cp-1": "1.34.6", "worker-1": "1.35.4" });
    const base = { ...broken, files: [...broken.files, advisory] };
    expect(assessRepository({ subject: "check", base, head: base, today })).toMatchObject({
      conclusion: "neutral",
      headline: expect.stringContaining("advisory"),
    });
    expect(assessRepository({ subject: "check", base: broken, head: base, today }).conclusion).toBe(
      "failure",
    );
  });
});

describe("plan", () => {
  it("goes to the next minor without a version", () => {
    const result = assessRepository({ subject: "plan", head: at("1.35.4", healthy), today });
    expect(result.clusters[0]?.plan).toMatchObject({ from: "1.35.4", to: "1.36.6" });
  });

  it("starts from what the base runs where the pull request already declares the target", () => {
    const base = at("1.35.4", healthy);
    const head = at("1.36.2", healthy);
    const result = assessRepository({ subject: "plan", base, head, to: "1.36", today });
    expect(result.clusters[0]?.plan).toMatchObject({ from: "1.35.4", to: "1.36.6", verdict: "ready" });
  });

  it("needs a name where there are several clusters, and lists them", () => {
    const head = repository({
      "a/k.yaml": kubeadmConfiguration("v1.35.4", "alpha"),
      "b/k.yaml": kubeadmConfiguration("v1.35.4", "beta"),
    });
    expect(() => assessRepository({ subject: "plan", head, today })).toThrow(/alpha, beta/);
    expect(
      assessRepository({ subject: "plan", head, cluster: "beta", today }).clusters.map(
        ({ cluster }) => cluster.name,
      ),
    ).toEqual(["beta"]);
  });

  it("refuses a cluster name that does not exist and lists those that do", () => {
    expect(() =>
      assessRepository({ subject: "plan", head: at("1.35.4", healthy), cluster: "prd", today }),
    ).toThrow(/prod/);
  });

  it("says in one error that there is no cluster to plan for", () => {
    expect(() => assessRepository({ subject: "plan", head: repository({}), today })).toThrow(
      /No cluster was found/,
    );
  });
});

/** The same cluster under a configuration. */
function configured(configuration: string): RepositorySnapshot {
  return repository({
    "prod/kubeadm.yaml": kubeadmConfiguration("v1.35.4"),
    "prod/nodes.yaml": nodeList({ "cp-1": "1.35.4" }),
    ".github/kubehop.yml": configuration,
  });
}

describe("the configuration of a pull request", () => {
  it("cannot soften the policy of its base, at no level", () => {
    const base = configured("policy: {kubeProxy: strict, failOn: notice}");
    const soft = [
      "policy: {kubeProxy: official, advisory: true}",
      "clusters: [{name: prod, sources: [prod/], policy: {kubeProxy: official}}]",
      "environments: {lab: {paths: [prod/], policy: {kubeProxy: official}}}",
    ];
    for (const text of soft) {
      const result = assessRepository({ subject: "check", base, head: configured(text), today });
      expect(result.clusters[0]?.cluster.policy?.kubeProxy ?? "strict").toBe("strict");
    }
  });

  it("chooses the strategy of plans that name none", () => {
    const head = configured("plan: {strategy: node-by-node}");
    expect(assessRepository({ subject: "plan", head, today }).clusters[0]?.plan?.strategy).toBe(
      "node-by-node",
    );
    const asked = assessRepository({ subject: "plan", head, strategy: "fewest-drains", today });
    expect(asked.clusters[0]?.plan?.strategy).toBe("fewest-drains");
  });

  it("names the package tool of nodes whose system is not known", () => {
    const nodes = "[{name: a}, {name: b, os: Debian GNU/Linux 13 (trixie)}]";
    const edge = `clusters: [{name: edge, inventory: {controlPlane: {version: 1.35.4}, nodes: ${nodes}}}]`;
    const head = repository({ ".github/kubehop.yml": `plan: {packageManager: zypper}\n${edge}\n` });
    const { clusters } = assessRepository({ subject: "check", head, today });
    expect(clusters[0]?.cluster.nodes.map(({ os }) => os?.packageManager)).toEqual(["zypper", "apt"]);
  });
});

describe("the headline of a repository whose policy fails on risks", () => {
  const head = repository({
    ".github/kubehop.yml": "policy: { failOn: risk }\n",
    "nodes.yaml": nodeList({ "cp-1": "1.30.14" }),
  });

  it("counts what stands in the way, on no way", () => {
    const result = assessRepository({ subject: "check", head, today });
    expect(result).toMatchObject({
      verdict: "blocked",
      headline: expect.stringMatching(/^\S+ has \d risks?$/),
    });
  });

  it("counts what stands in the way, on the way to a target", () => {
    const result = assessRepository({ subject: "plan", to: "1.31", head, today });
    expect(result.headline).toMatch(/ cannot go 1\.30\.14 → 1\.31\.14 yet: [1-9]\d* (?:risk|blocker)s?$/);
  });
});

function kubeadmOf(name: string): string {
  return `apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\nclusterName: ${name}\nkubernetesVersion: v1.36.2\n`;
}

describe("a repository with several clusters", () => {
  const result = assessRepository({
    subject: "check",
    today,
    head: repository({
      "edge/kubeadm.yaml": kubeadmOf("edge"),
      "prod/kubeadm.yaml": kubeadmOf("prod"),
      "apps/slice.yaml": "apiVersion: v1\nkind: Endpoints\nmetadata: {name: web}\n",
    }),
  });
  const pathsOf = (index: number) => [
    ...new Set(result.clusters[index]?.findings.flatMap(({ places }) => places.map(({ path }) => path))),
  ];

  it("tells each what its own files hold, and what belongs to none to all", () => {
    expect(result.clusters.map(({ cluster }) => cluster.name)).toEqual(["edge", "prod"]);
    expect(pathsOf(0).toSorted()).toEqual(["apps/slice.yaml", "edge/kubeadm.yaml"]);
    expect(pathsOf(1).toSorted()).toEqual(["apps/slice.yaml", "prod/kubeadm.yaml"]);
  });
});
