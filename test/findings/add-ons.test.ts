import { describe, expect, it } from "vitest";
import { addOnsCheck } from "../../src/findings/checks/add-ons.ts";
import { deployment } from "./image-workload.ts";
import { found, inShort } from "./manifest-check.ts";
import { clusterAt, hopsOf } from "./sample-cluster.ts";

const TO_NEXT = { hops: hopsOf("1.32.4", "1.33") };
const OLD = "addon-not-listed risk";

const application = (source: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  ${source}\n`;

describe("add-ons that the repository installs", () => {
  it.each<[by: string, file: readonly [path: string, text: string], expected: readonly string[]]>([
    [
      "an image",
      ["a.yaml", deployment("quay.io/jetstack/cert-manager-controller:v1.16.2")],
      [`${OLD} a.yaml:8`],
    ],
    [
      "an image of a listed release",
      ["a.yaml", deployment("quay.io/jetstack/cert-manager-controller:v1.18.0")],
      [],
    ],
    ["an image of something else", ["a.yaml", deployment("example.com/shop:v1.16.2")], []],
    [
      "a chart's dependency",
      [
        "apps/Chart.yaml",
        "apiVersion: v2\nname: apps\ndependencies:\n- name: cert-manager\n  version: v1.16.2\n",
      ],
      [`${OLD} apps/Chart.yaml:5`],
    ],
    [
      "a chart's dependency on one that lies beside it, whose version is not its own",
      [
        "apps/Chart.yaml",
        "apiVersion: v2\nname: apps\ndependencies:\n- name: cert-manager\n  version: v1.16.2\n  repository: file://../cert-manager\n",
      ],
      [],
    ],
    [
      "a release of Flux",
      [
        "a.yaml",
        "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a}\nspec:\n  chart:\n    spec:\n      chart: cert-manager\n      version: 1.16.1\n",
      ],
      [`${OLD} a.yaml:8`],
    ],
    [
      "an application of Argo CD",
      ["a.yaml", application("source: {chart: cert-manager, targetRevision: 1.16.2}")],
      [`${OLD} a.yaml:5`],
    ],
    [
      "one of several sources",
      [
        "a.yaml",
        application(
          "sources: [{path: a, targetRevision: HEAD}, {chart: cert-manager, targetRevision: v1.16.1}]",
        ),
      ],
      [`${OLD} a.yaml:5`],
    ],
    [
      "a range of versions",
      ["Chart.yaml", "apiVersion: v2\nname: a\ndependencies:\n- {name: cert-manager, version: ^1.16.0}\n"],
      ["addon-unknown notice Chart.yaml:4"],
    ],
    [
      "a chart that counts for itself, whose releases are known",
      [
        "helmfile.yaml",
        "releases:\n- name: metrics\n  chart: metrics-server/metrics-server\n  version: 3.12.1\n",
      ],
      [],
    ],
    [
      "a chart that counts for itself, newer than what is known",
      [
        "helmfile.yaml",
        "releases:\n- name: metrics\n  chart: metrics-server/metrics-server\n  version: 99.0.0\n",
      ],
      ["addon-unknown notice helmfile.yaml:4"],
    ],
    [
      "any patch of one minor of a chart",
      ["Chart.yaml", "apiVersion: v2\nname: a\ndependencies:\n- {name: cert-manager, version: ~1.16.0}\n"],
      [`${OLD} Chart.yaml:4`],
    ],
    [
      "a chart of a retired project",
      ["a.yaml", application("source: {chart: ingress-nginx, targetRevision: 4.11.3}")],
      [`${OLD} a.yaml:5`, "ingress-nginx-retired risk a.yaml:5"],
    ],
  ])("by %s", (_, [path, text], expected) => {
    expect(inShort(found(addOnsCheck, { [path]: text }, TO_NEXT))).toEqual(expected);
  });

  it("tells a release once, for the cluster's snapshot and for the manifests", () => {
    const origin = { path: "pods.json", line: 3, column: 1, field: "image", value: "" };
    const cluster = clusterAt("1.32.4", { addons: [{ name: "cert-manager", version: "1.16.2", origin }] });
    const files = { "a.yaml": deployment("quay.io/jetstack/cert-manager-controller:v1.16.2") };
    expect(inShort(found(addOnsCheck, files, { cluster, ...TO_NEXT }))).toEqual([
      `${OLD} pods.json:3 a.yaml:8`,
    ]);
  });

  it("tells everything unknown once", () => {
    const files = {
      "a.yaml": deployment("docker.io/longhornio/longhorn-manager:v1.7.2"),
      "b.yaml": deployment("registry.k8s.io/metrics-server/metrics-server@sha256:abc"),
    };
    const [finding, ...others] = found(addOnsCheck, files, TO_NEXT);
    expect(others).toEqual([]);
    expect(finding?.why).toBe(
      "No table that is known here covers longhorn 1.7.2 and metrics-server (no file tells its release).",
    );
  });
});
