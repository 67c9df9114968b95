import { describe, expect, test } from "vitest";
import { kubeadm, mended } from "./mended.ts";

const KUBELET = "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n";

/** The one file after its removed gates went out, beside a cluster at 1.34.6. */
function without(path: string, text: string) {
  const { after, reasons } = mended({ "kubeadm.yaml": kubeadm(""), [path]: text });
  return after[path] ?? reasons;
}

describe("entries of featureGates", () => {
  test.each([
    [
      "two of three",
      "featureGates:\n  JobPodFailurePolicy: true\n  SidecarContainers: true\n  PodDisruptionConditions: true\n",
      "featureGates:\n  SidecarContainers: true\n",
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
    const json = (gates: string) =>
      `{\n  "apiVersion": "kubelet.config.k8s.io/v1beta1",\n  "kind": "KubeletConfiguration",\n  "featureGates": ${gates}\n}\n`;
    expect(without("kubelet.json", json(before))).toBe(json(after));
  });

  test("in a configuration that a ConfigMap holds", () => {
    const map = (gates: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kubelet-config}\ndata:\n  kubelet: |\n    apiVersion: kubelet.config.k8s.io/v1beta1\n    kind: KubeletConfiguration\n${gates}    maxPods: 3\n`;
    const gates = "    featureGates:\n      # old\n      JobPodFailurePolicy: true\n";
    expect(without("map.yaml", map(gates))).toBe(map(""));
  });
});

describe("arguments of kubeadm's files", () => {
  const text = (args: string, more = "") =>
    kubeadm(`apiServer:\n  extraArgs:\n${args}${more}scheduler: {}\n`);
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
    expect(mended({ "kubeadm.yaml": text(before) }).after).toEqual({ "kubeadm.yaml": text(after) });
  });

  test("the only argument goes with its key, at whatever depth its items stand", () => {
    for (const indent of ["  ", "    "]) {
      const item = `${indent}- name: feature-gates\n${indent}  value: JobPodFailurePolicy=true\n`;
      const before = text(item, "  certSANs: [a]\n");
      const after = kubeadm("apiServer:\n  certSANs: [a]\nscheduler: {}\n");
      expect(mended({ "kubeadm.yaml": before }).after).toEqual({ "kubeadm.yaml": after });
    }
  });
});

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

  const unit = (command: string) =>
    `[Service]\nExecStart=\nExecStart=/usr/bin/kubelet ${command}\nRestart=always\n`;
  test.each([
    [
      "in the middle",
      "--a=b \\\n  --feature-gates=JobPodFailurePolicy=true \\\n  --v=2",
      "--a=b \\\n  --v=2",
    ],
    ["at the end", "--v=2 \\\n  --feature-gates=JobPodFailurePolicy=true", "--v=2"],
  ])("a continued line %s of a unit", (_name, before, after) => {
    expect(without("kubelet.service", unit(before))).toBe(unit(after));
  });

  test("an assignment of a drop-in keeps its other options", () => {
    const text = (options: string) => `[Service]\nEnvironment="KUBELET_EXTRA_ARGS=${options}"\n`;
    const before = text("--feature-gates=JobPodFailurePolicy=true --v=2");
    expect(without("20-extra.conf", before)).toBe(text("--v=2"));
  });

  test("an element of a static pod's command", () => {
    const pod = (command: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: s}\nspec:\n  containers:\n  - name: s\n    command: [${command}]\n`;
    expect(
      without("scheduler.yaml", pod('kube-scheduler, "--feature-gates=JobPodFailurePolicy=true", --v=2')),
    ).toBe(pod("kube-scheduler, --v=2"));
  });
});

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
  const text = (lines: string) => `kube_version: v1.34.6\n${lines}`;
  const path = "inventory/group_vars/k8s_cluster/k8s-cluster.yml";
  expect(mended({ [path]: text(before) }).after).toEqual({ [path]: text(after) });
});
