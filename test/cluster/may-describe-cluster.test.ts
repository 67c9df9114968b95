import { describe, expect, test } from "vitest";
import { mayDescribeCluster } from "../../src/cluster/may-describe-cluster.ts";
import { readCluster } from "../../src/cluster/read-cluster.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";
import type { SourceFile } from "../../src/source/finding.ts";
import { clusterConfiguration, file } from "./sources.ts";

/** What a door reads: only the files that may describe a cluster. */
function keptOf(files: readonly SourceFile[]): readonly SourceFile[] {
  const configuration = readConfiguration(files).configuration ?? {};
  return files.filter((one) => mayDescribeCluster(one, configuration));
}

describe("a door that keeps only what may describe a cluster reads what the library reads", () => {
  test.each<readonly [string, readonly SourceFile[]]>([
    ["KubeOne", [file("a.yaml", "apiVersion: kubeone.k8c.io/v1beta2\nkind: KubeOneCluster\n")]],
    ["Gardener", [file("a.yaml", "apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\n")]],
    [
      "kubeadm's ConfigMap with JSON in a quoted string",
      [
        file(
          "a.yaml",
          `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kubeadm-config, namespace: kube-system}\ndata:\n  ClusterConfiguration: ${JSON.stringify(
            '{"apiVersion":"kubeadm.k8s.io/v1beta4","kind":"ClusterConfiguration","kubernetesVersion":"v1.34.6"}',
          )}\n`,
        ),
      ],
    ],
    [
      "a node in JSON with its colons on the next lines",
      [
        file(
          "a.json",
          '{"apiVersion"\n: "v1", "kind"\n: "Node", "metadata": {"name": "a"}, "status": {"nodeInfo": {"kubeletVersion": "v1.34.6"}}}',
        ),
      ],
    ],
    [
      "the version of one host",
      [
        file("inv/hosts.ini", "[kube_control_plane]\na\n[kube_node]\nb\n"),
        file("inv/group_vars/all.yml", "kube_version: 1.34.6\n"),
        file("inv/host_vars/b.yml", "kube_version: 1.33.13\n"),
      ],
    ],
    [
      "the file that holds kubectl's version",
      [
        file(
          ".github/kubehop.yml",
          "clusters:\n- name: eu\n  sources: [eu/]\n  kubectl: {versionFrom: {file: tools.env, pattern: 'KUBECTL=(.*)'}}\n",
        ),
        file("tools.env", "KUBECTL=1.34.6\n"),
        clusterConfiguration("eu/kubeadm.yaml", "v1.34.6"),
      ],
    ],
  ])("%s", (_, files) => {
    expect(keptOf(files)).toEqual(files);
    expect(readCluster(files).findings.filter(({ severity }) => severity === "blocker")).toEqual([]);
  });
});
