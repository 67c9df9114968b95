import { describe, expect, test } from "vitest";
import { readCluster } from "../../src/cluster/read-cluster.ts";

/** The text without its mark `«`, and the `line:column` where the mark stood. */
function marked(text: string): { readonly text: string; readonly spot: string } {
  const before = text.slice(0, text.indexOf("«"));
  const line = before.split("\n").length;
  return { text: text.replace("«", ""), spot: `${line}:${before.length - before.lastIndexOf("\n")}` };
}

const HEAD = "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n";
const MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kubeadm-config, namespace: kube-system}\n";

/** Each layout holds 1.30.2 at its mark; line ends and a byte order mark change nothing about that. */
const LAYOUTS: readonly (readonly [name: string, text: string])[] = [
  [
    "flow style",
    "{apiVersion: kubeadm.k8s.io/v1beta4, kind: ClusterConfiguration, kubernetesVersion: «v1.30.2}\n",
  ],
  [
    "keys in another order",
    "kubernetesVersion: '«v1.30.2'\nkind: ClusterConfiguration\napiVersion: kubeadm.k8s.io/v1beta3\n",
  ],
  [
    "an older version in a comment",
    `${HEAD}# kubernetesVersion: v1.20.0\nkubernetesVersion:   «v1.30.2 # was v1.29.1\n`,
  ],
  ["a value on the next line", `${HEAD}kubernetesVersion:\n  «v1.30.2\n`],
  [
    "explicit keys",
    "? apiVersion\n: kubeadm.k8s.io/v1beta4\n? kind\n: ClusterConfiguration\n? kubernetesVersion\n: «v1.30.2\n",
  ],
  ["a tag", `${HEAD}kubernetesVersion: !!str «v1.30.2\n`],
  ["an anchor", `${HEAD}kubernetesVersion: &version «v1.30.2\nx: *version\n`],
  ["an alias, read where it is written", `x: &version «v1.30.2\n${HEAD}kubernetesVersion: *version\n`],
  ["a merge key", `base: &base\n  kubernetesVersion: «v1.30.2\n<<: *base\n${HEAD}`],
  [
    "the first of several merged",
    `a: &a {kubernetesVersion: v1.20.0}\nb: &b {kubernetesVersion: «v1.30.2}\n<<: [*b, *a]\n${HEAD}`,
  ],
  ["a block scalar", `${HEAD}kubernetesVersion: |-\n  «v1.30.2\n`],
  ["a folded scalar", `${HEAD}kubernetesVersion: >-\n  «v1.30.2\n`],
  ["an escape", `${HEAD}kubernetesVersion: "«v1.30\\x2e2"\n`],
  ["a directive", `%YAML 1.1\n---\n${HEAD}kubernetesVersion: «v1.30.2\n...\n`],
  [
    "characters of two units before it",
    '{"x😀": 1, apiVersion: kubeadm.k8s.io/v1beta4, kind: ClusterConfiguration, kubernetesVersion: «v1.30.2}\n',
  ],
  ["tabs between", `${HEAD}kubernetesVersion:\t«v1.30.2\t\n`],
  [
    "a ConfigMap's block with blank lines",
    `${MAP}data:\n  ClusterConfiguration: |\n\n    # ours\n    apiVersion: kubeadm.k8s.io/v1beta4\n    kind: ClusterConfiguration\n    kubernetesVersion: «v1.30.2\n`,
  ],
  [
    "a ConfigMap's escaped text",
    `${MAP}data:\n  ClusterConfiguration: "apiVersion: kubeadm.k8s.io/v1beta4\\nkind: ClusterConfiguration\\nkubernetesVersion: «v1.30.2\\n"\n`,
  ],
  [
    "an escaped text over two lines",
    `${MAP}data:\n  ClusterConfiguration: "apiVersion: kubeadm.k8s.io/v1beta4\\nkind: ClusterConfiguration\\n\\\n    kubernetesVersion: «v1.30.2\\n"\n`,
  ],
  [
    "JSON inside a folded scalar",
    `${MAP}data:\n  ClusterConfiguration: >\n    {"apiVersion":"kubeadm.k8s.io/v1beta4","kind":"ClusterConfiguration",\n    "kubernetesVersion":"«v1.30.2"}\n`,
  ],
  [
    "a ConfigMap in a ConfigMapList",
    "apiVersion: v1\nkind: ConfigMapList\nitems:\n- metadata: {name: kubeadm-config, namespace: kube-system}\n  data:\n    ClusterConfiguration: |\n      apiVersion: kubeadm.k8s.io/v1beta4\n      kind: ClusterConfiguration\n      kubernetesVersion: «v1.30.2\n",
  ],
];

describe.each([
  ["as it is", (text: string) => text],
  ["with Windows line ends", (text: string) => text.replaceAll("\n", "\r\n")],
  ["behind a byte order mark", (text: string) => `\uFEFF${text}`],
])("a version stands where its origin says, %s", (_, written) => {
  test.each(LAYOUTS)("%s", (...[, layout]) => {
    const { text, spot } = marked(layout);
    const { clusters, unread } = readCluster([{ path: "kubeadm.yaml", text: written(text) }]);
    const declared = clusters[0]?.declaredVersion;
    expect([declared?.version, `${declared?.origin.line}:${declared?.origin.column}`]).toEqual([
      "1.30.2",
      spot,
    ]);
    expect([clusters.length, unread]).toEqual([1, []]);
  });
});
