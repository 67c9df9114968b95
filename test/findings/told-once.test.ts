import { expect, test } from "vitest";
import { checkCluster, selectedViews } from "../../src/findings/registry.ts";
import { toldOnce } from "../../src/findings/told-once.ts";
import { scanRepository } from "../../src/manifests/scan-repository.ts";
import type { Finding } from "../../src/source/finding.ts";
import { clusterWithSettings, hopsOf } from "./sample-cluster.ts";

const CONFIGURATION = "apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\n";
const CONFIG_MAP = `apiVersion: v1
kind: ConfigMap
metadata: {name: kubeadm-config, namespace: kube-system}
data:
  ClusterConfiguration: |
    apiVersion: kubeadm.k8s.io/v1beta3
    kind: ClusterConfiguration
`;

function findings(text: string): readonly Finding[] {
  const cluster = clusterWithSettings("1.35.2", text);
  const repository = scanRepository([{ path: "kubeadm.yaml", text }], selectedViews());
  const found = checkCluster({ cluster, repository, hops: hopsOf("1.35.2", "1.37"), to: "1.37" });
  return found.filter(({ id }) => id === "removed-api" || id.startsWith("kubeadm-config-"));
}

function told(text: string): readonly string[] {
  return findings(text).map(({ id, places }) => [id, ...places.map(({ line }) => line)].join(" "));
}

test("a kubeadm file's API version is told once, as that of any other manifest", () => {
  expect(told(CONFIGURATION)).toEqual(["removed-api 1"]);
});

test("inside a ConfigMap it is told by kubeadm's own check", () => {
  expect(told(CONFIG_MAP)).toEqual(["kubeadm-config-rejected 6"]);
});

test("a finding keeps the places that no other tells", () => {
  const [removed] = findings(CONFIGURATION);
  const [rejected] = findings(CONFIG_MAP);
  if (removed === undefined || rejected === undefined) throw new Error("both are told alone");
  const both = { ...rejected, places: [...removed.places, ...rejected.places] };
  expect(toldOnce([removed, both]).map(({ places }) => places.length)).toEqual([1, 1]);
});
