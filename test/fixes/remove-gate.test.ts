import { describe, expect, test } from "vitest";
import { kubeadm, mended } from "./mended.ts";

const KUBELET = "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n";

/** The one file after its removed gates went out, beside a cluster at 1.34.6. */
function without(path: string, text: string) {
  const { after, reasons } = mended({ "kubeadm.yaml": kubeadm(""), [path]: text });
  return after[path] ?? reasons;
}

const kubeletJson = (gates: string) =>
  `{\n  "apiVersion": "kubelet.config.k8s.io/v1beta1",\n  "kind": "KubeletConfiguration",\n  "featureGates": ${gates}\n}\n`;

const configMapWith = (gates: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kubelet-config}\ndata:\n  kubelet: |\n    apiVersion: kubelet.config.k8s.io/v1beta1\n    kind: KubeletConfiguration\n${gates}    maxPods: 3\n`;

describe("entries of featureGates", () => {
  test.each([
    [
      "two of three",
      "featureGates:\n  JobPodFailurePolicy: true\n  SidecarContainers: true\n  PodDisruptionConditions: true\n",
      "featureGates:\n  SidecarContainers: true\n",
    ],
    [
      "all of them at the end, with the blank line before",
      "maxPods: 3\n\n# Feature gates.\nfeatureGates:\n  JobPodFailurePolicy: true\n",
      "maxPods: 3\n",
    ],
    [
      "all of them, with their key",
      "maxPods: 3\nfeatureGates: # old\n  JobPodFailurePolicy: true\n  PodDisruptionConditions: true\n# next\nv: 1\n",
      "maxPods: 3\n# next\nv: 1\n",
    ],
    [
      "with the comment that is about one alone",
      "featureGates:\n  SidecarContainers: true\n  # for batch\n  JobPodFailurePolicy: true # old\n",
      "featureGates:\n  SidecarContainers: true\n",
    ],
    [
      "the first of several without the comment that heads them all",
      "featureGates:\n  # ours\n  JobPodFailurePolicy: true\n  SidecarContainers: true\n",
      "featureGates:\n  # ours\n  SidecarContainers: true\n",
    ],
    [
      "the first with its comment where the next has one too",
      "featureGates:\n  # batch\n  JobPodFailurePolicy: true\n  # meshes\n  SidecarContainers: true\n",
      "featureGates:\n  # meshes\n  SidecarContainers: true\n",
    ],
    [
      "below an entry that is switched off",
      "featureGates:\n  SidecarContainers: true\n  # NodeSwap: true\n  JobPodFailurePolicy: true\n",
      "featureGates:\n  SidecarContainers: true\n  # NodeSwap: true\n",
    ],
    [
      "in flow style",
      "featureGates: {JobPodFailurePolicy: true, SidecarContainers: true} # both\n",
      "featureGates: {SidecarContainers: true} # both\n",
    ],
    ["the only one in flow style", "featureGates: {JobPodFailurePolicy: true}\n", "featureGates: {}\n"],
    [
      "with Windows line ends and no end of the last line",
      "featureGates:\r\n  SidecarContainers: true\r\n  JobPodFailurePolicy: true",
      "featureGates:\r\n  SidecarContainers: true\r\n",
    ],
  ])("%s", (_name, before, after) => {
    expect(without("kubelet.yaml", KUBELET + before)).toBe(KUBELET + after);
  });

  test.each([
    [
      "the first",
      '{\n    "JobPodFailurePolicy": true,\n    "SidecarContainers": true\n  }',
      '{\n    "SidecarContainers": true\n  }',
    ],
    [
      "the last",
      '{\n    "SidecarContainers": true,\n    "JobPodFailurePolicy": true\n  }',
      '{\n    "SidecarContainers": true\n  }',
    ],
    ["the only one", '{\n    "JobPodFailurePolicy": true\n  }', "{}"],
    [
      "of a minified file",
      '{"JobPodFailurePolicy":true,"SidecarContainers":true}',
      '{"SidecarContainers":true}',
    ],
  ])("%s in JSON", (_name, before, after) => {
    expect(without("kubelet.json", kubeletJson(before))).toBe(kubeletJson(after));
  });

  test("in a configuration that a ConfigMap holds", () => {
    const gates = "    featureGates:\n      # old\n      JobPodFailurePolicy: true\n";
    expect(without("map.yaml", configMapWith(gates))).toBe(configMapWith(""));
  });
});

const withApiServerArguments = (args: string, more = "") =>
  kubeadm(`apiServer:\n  extraArgs:\n${args}${more}scheduler: {}\n`);

describe("arguments of kubeadm's files", () => {
  const PROFILING = '  - name: profiling\n    value: "false"\n';

  test.each([
    [
      "two of four pairs",
      '  - name: feature-gates\n    value: "JobPodFailurePolicy=true,SidecarContainers=true,PodDisruptionConditions=true"\n',
      '  - name: feature-gates\n    value: "SidecarContainers=true"\n',
    ],
    [
      "all pairs, with the argument",
      `  - name: feature-gates\n    value: JobPodFailurePolicy=true,PodDisruptionConditions=true\n${PROFILING}`,
      PROFILING,
    ],
    [
      "the first, with a short comment that names it",
      `  # gates for jobs\n  - name: feature-gates\n    value: JobPodFailurePolicy=true\n${PROFILING}`,
      PROFILING,
    ],
    [
      "the first, below a comment that may head them all",
      `  # what is said to the API server, feature gates and all else\n  - name: feature-gates\n    value: JobPodFailurePolicy=true\n${PROFILING}`,
      `  # what is said to the API server, feature gates and all else\n${PROFILING}`,
    ],
    [
      "the value before the name",
      `${PROFILING}  - value: JobPodFailurePolicy=true # old\n    name: feature-gates\n`,
      PROFILING,
    ],
    [
      "an item in flow style",
      `  - {name: feature-gates, value: "JobPodFailurePolicy=true"}\n${PROFILING}`,
      PROFILING,
    ],
  ])("%s", (_name, before, after) => {
    expect(mended({ "kubeadm.yaml": withApiServerArguments(before) }).after).toEqual({
      "kubeadm.yaml": withApiServerArguments(after),
    });
  });

  test("the only argument goes with its key, at whatever depth its items stand", () => {
    for (const indent of ["  ", "    "]) {
      const item = `${indent}- name: feature-gates\n${indent}  value: JobPodFailurePolicy=true\n`;
      const before = withApiServerArguments(item, "  certSANs: [a]\n");
      const after = kubeadm("apiServer:\n  certSANs: [a]\nscheduler: {}\n");
      expect(mended({ "kubeadm.yaml": before }).after).toEqual({ "kubeadm.yaml": after });
    }
  });
});

const unitThatStarts = (command: string) =>
  `[Service]\nExecStart=\nExecStart=/usr/bin/kubelet ${command}\nRestart=always\n`;

const dropInWith = (options: string) => `[Service]\nEnvironment="KUBELET_EXTRA_ARGS=${options}"\n`;

const podThatRuns = (command: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: s}\nspec:\n  containers:\n  - name: s\n    command: [${command}]\n`;

describe("options of command lines", () => {
  test.each([
    [
      "between others",
      'KUBELET_EXTRA_ARGS="--v=2 --feature-gates=JobPodFailurePolicy=true --node-ip=::1"',
      'KUBELET_EXTRA_ARGS="--v=2 --node-ip=::1"',
    ],
    [
      "the first",
      'KUBELET_EXTRA_ARGS="--feature-gates=JobPodFailurePolicy=true --v=2"',
      'KUBELET_EXTRA_ARGS="--v=2"',
    ],
    ["the only one", "KUBELET_EXTRA_ARGS=--feature-gates=JobPodFailurePolicy=true", "KUBELET_EXTRA_ARGS="],
    [
      "with quotes inside quotes",
      `KUBELET_EXTRA_ARGS='--feature-gates="JobPodFailurePolicy=true" --v=2'`,
      "KUBELET_EXTRA_ARGS='--v=2'",
    ],
    [
      "one pair of two",
      'KUBELET_EXTRA_ARGS="--feature-gates=SidecarContainers=true,JobPodFailurePolicy=true"',
      'KUBELET_EXTRA_ARGS="--feature-gates=SidecarContainers=true"',
    ],
  ])("%s of an environment file", (_name, before, after) => {
    expect(without("etc/default/kubelet", `${before}\n`)).toBe(`${after}\n`);
  });

  test.each([
    [
      "in the middle",
      "--a=b \\\n  --feature-gates=JobPodFailurePolicy=true \\\n  --v=2",
      "--a=b \\\n  --v=2",
    ],
    ["at the end", "--v=2 \\\n  --feature-gates=JobPodFailurePolicy=true", "--v=2"],
  ])("a continued line %s of a unit", (_name, before, after) => {
    expect(without("kubelet.service", unitThatStarts(before))).toBe(unitThatStarts(after));
  });

  test("an assignment of a drop-in keeps its other options", () => {
    const before = dropInWith("--feature-gates=JobPodFailurePolicy=true --v=2");
    expect(without("20-extra.conf", before)).toBe(dropInWith("--v=2"));
  });

  test("an element of a static pod's command", () => {
    expect(
      without(
        "scheduler.yaml",
        podThatRuns('kube-scheduler, "--feature-gates=JobPodFailurePolicy=true", --v=2'),
      ),
    ).toBe(podThatRuns("kube-scheduler, --v=2"));
  });
});

const kubesprayVariables = (lines: string) => `kube_version: v1.34.6\n${lines}`;

test.each([
  ["a list of pairs", "kube_feature_gates: [JobPodFailurePolicy=true]\n", "kube_feature_gates: []\n"],
  [
    "a list of options",
    'kubelet_custom_flags:\n  - "--feature-gates=JobPodFailurePolicy=true"\n  - "--v=2"\n',
    'kubelet_custom_flags:\n  - "--v=2"\n',
  ],
  [
    "a mapping in flow style",
    'kube_kubeadm_scheduler_extra_args: {feature-gates: "JobPodFailurePolicy=true", v: "2"}\n',
    'kube_kubeadm_scheduler_extra_args: {v: "2"}\n',
  ],
])("kubespray's variables: %s", (_name, before, after) => {
  const path = "inventory/group_vars/k8s_cluster/k8s-cluster.yml";
  expect(mended({ [path]: kubesprayVariables(before) }).after).toEqual({ [path]: kubesprayVariables(after) });
});
