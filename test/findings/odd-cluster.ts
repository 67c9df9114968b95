import {
  type Arbitrary,
  array,
  boolean,
  constant,
  constantFrom,
  dictionary,
  letrec,
  oneof,
  record,
  string,
  tuple,
} from "fast-check";
import type { Cluster } from "../../src/cluster/cluster.ts";
import { clusterAt, documentOf } from "./sample-cluster.ts";

/** Clusters as no sane file describes them: every text, shape and version that a stranger may write. */
export function oddCluster(): Arbitrary<Cluster> {
  const text = oneof(constantFrom("", "1.20", "v1.23.1", "1.30.0-rc.1", "1.29.x", "2.1.0"), string());
  const kinds = constantFrom(
    "ClusterConfiguration",
    "InitConfiguration",
    "KubeletConfiguration",
    "KubeProxyConfiguration",
    "constructor",
  );
  const node = record({
    name: text,
    role: constantFrom("control-plane" as const, "worker" as const),
    kubeletVersion: text,
    containerRuntime: oneof(text, constantFrom("docker://", "containerd://v1", "cri-o://1.20")),
    os: record({ image: text, kernel: oneof(text, constant("3.10.0")) }),
    ready: boolean(),
  });
  return record({
    version: text,
    nodes: array(node, { maxLength: 4 }),
    addons: array(record({ name: constantFrom("cilium", "constructor", ""), version: text })),
    documents: array(tuple(kinds, oddContent()), { maxLength: 4 }),
    tag: text,
  }).map(({ version, nodes, addons, documents, tag }) => {
    const cluster = clusterAt(version, { nodes, addons });
    const origin = { path: "a", line: 1, column: 1, field: "", value: tag };
    const etcd = { topology: "stacked" as const, version: tag, pinnedImageTag: { value: tag, origin } };
    return {
      ...cluster,
      controlPlane: { ...cluster.controlPlane, etcd },
      kubeadm: { apiVersion: "", documents: documents.map(([kind, content]) => documentOf(kind, content)) },
    };
  });
}

const ODD_KEYS = [
  "apiServer",
  "controllerManager",
  "scheduler",
  "etcd",
  "local",
  "external",
  "extraArgs",
  "featureGates",
  "nodeRegistration",
  "kubeletExtraArgs",
  "taints",
  "imageRepository",
  "mode",
  "name",
  "value",
  "key",
  "cloud-provider",
  "enable-admission-plugins",
  "feature-gates",
  "__proto__",
  "constructor",
  "",
];

function oddContent(): Arbitrary<Record<string, unknown>> {
  const { mapping } = letrec((tie) => ({
    mapping: dictionary(constantFrom(...ODD_KEYS), tie("value"), { maxKeys: 5 }),
    value: oneof(
      { depthSize: "small" },
      constantFrom(null, 0, 1.3, true, "", "ipvs", "k8s.gcr.io", "A=true,B", "=,=", "PodSecurityPolicy"),
      string(),
      array(tie("value"), { maxLength: 3 }),
      tie("mapping"),
    ),
  }));
  return mapping;
}
