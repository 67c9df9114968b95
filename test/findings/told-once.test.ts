import { expect, test } from "vitest";
import { checkCluster, checkManifests, selectedViews } from "../../src/findings/registry.ts";
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

const ISSUER = "apiVersion: cert-manager.io/v1alpha2\nkind: Issuer\nmetadata: {name: a}\n";
const definition = (old: string) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: issuers.cert-manager.io}
spec:
  group: cert-manager.io
  names: {kind: Issuer, plural: issuers}
  versions:
  - {name: v1, served: true, storage: true}
${old}`;

test.each<[definition: string, old: string, expected: readonly string[]]>([
  ["does not serve is told by that alone", "", ["custom-resource-not-served a.yaml:1"]],
  [
    "calls deprecated is told by the facts, which know the end",
    "  - {name: v1alpha2, served: true, deprecated: true, storage: false}\n",
    ["addon-api-removed a.yaml:1"],
  ],
  [
    "serves is told by the facts",
    "  - {name: v1alpha2, served: true, storage: false}\n",
    ["addon-api-removed a.yaml:1"],
  ],
])("an add-on's version that the repository's own definition %s", (_, old, expected) => {
  const files = { "a.yaml": ISSUER, "crd.yaml": definition(old) };
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const repository = scanRepository(sources, selectedViews());
  const found = checkManifests({ repository, hops: [], to: "1.36" });
  const lines = found.flatMap(({ id, places }) => places.map(({ path, line }) => `${id} ${path}:${line}`));
  expect(lines.filter((text) => text.includes(" a.yaml:"))).toEqual(expected);
});
