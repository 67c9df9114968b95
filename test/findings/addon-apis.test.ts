import { describe, expect, it } from "vitest";
import { addonApisCheck } from "../../src/findings/checks/addon-apis.ts";
import { addonViews } from "../../src/findings/repository-addons.ts";
import { deployment } from "./image-workload.ts";
import { found, inShort } from "./manifest-check.ts";
import { clusterAt, hopsOf } from "./sample-cluster.ts";

/** Beside the add-ons' check, which has charts and images looked at. */
const BESIDE_ADDONS = { ...addonApisCheck, views: [...addonApisCheck.views, ...addonViews] };
const GONE = "addon-api-removed";
const OLD = "addon-api-deprecated";

const object = (apiVersion: string, kind: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n`;
const SNAPSHOT = object("snapshot.storage.k8s.io/v1beta1", "VolumeSnapshot");
const STORE = object("external-secrets.io/v1beta1", "SecretStore");
const CERTIFICATE = object("cert-manager.io/v1alpha2", "Certificate");
const chart = (name: string, version: string) =>
  `apiVersion: v2\nname: apps\ndependencies:\n- {name: ${name}, version: ${version}}\n`;

describe("old versions of an add-on's resources", () => {
  it.each<[where: string, file: readonly [path: string, text: string], expected: readonly string[]]>([
    ["an object", ["a.yaml", SNAPSHOT], [`${GONE} notice a.yaml:1`]],
    [
      "an item of a List",
      [
        "a.yaml",
        "apiVersion: v1\nkind: List\nitems:\n- kind: Issuer\n  apiVersion: cert-manager.io/v1alpha2\n",
      ],
      [`${GONE} notice a.yaml:5`],
    ],
    [
      "a chart's template",
      [
        "c/templates/a.yaml",
        `{{- if .Values.on }}\n${SNAPSHOT.replace("name: a", "name: {{ .Release.Name }}")}{{- end }}\n`,
      ],
      [`${GONE} notice c/templates/a.yaml:2`],
    ],
    [
      "the target of a kustomization's patch",
      [
        "kustomization.yaml",
        "patches:\n- path: p.yaml\n  target: {kind: Issuer, group: cert-manager.io, version: v1alpha3}\n",
      ],
      [`${GONE} notice kustomization.yaml:3`],
    ],
    [
      "a kind that no row has, of a group that went",
      ["a.yaml", object("certmanager.k8s.io/v1alpha1", "Thing")],
      [`${GONE} notice a.yaml:1`],
    ],
    [
      "a version that is still served",
      ["a.yaml", object("cluster.x-k8s.io/v1beta1", "Cluster")],
      [`${OLD} notice a.yaml:1`],
    ],
  ])("are found in %s", (_, [path, text], expected) => {
    expect(inShort(found(addonApisCheck, { [path]: text }))).toEqual(expected);
  });

  it.each<[what: string, text: string]>([
    ["a version that is the one to write", object("cert-manager.io/v1", "Certificate")],
    ["another kind of the version, which goes on", object("external-secrets.io/v1alpha1", "PushSecret")],
    ["a group that only ends like it", object("my.cert-manager.io/v1alpha2", "Certificate")],
    [
      "a text in a ConfigMap",
      `apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    ${SNAPSHOT.replaceAll("\n", "\n    ")}\n`,
    ],
  ])("are not %s", (_, text) => {
    expect(found(addonApisCheck, { "a.yaml": text })).toEqual([]);
  });

  it("are one finding for all objects of a kind, with what to write instead", () => {
    const findings = found(addonApisCheck, { "a.yaml": `${STORE}---\n${STORE}`, "b.yaml": STORE });
    expect(inShort(findings)).toEqual([`${GONE} notice a.yaml:1 a.yaml:5 b.yaml:1`]);
    expect(findings[0]).toMatchObject({
      replacement: { apiVersion: "external-secrets.io/v1", kind: "SecretStore" },
    });
  });

  it("name the resource of another kind that takes their place", () => {
    const [finding] = found(addonApisCheck, { "a.yaml": object("metallb.io/v1beta1", "AddressPool") });
    expect(finding?.replacement).toEqual({ apiVersion: "metallb.io/v1beta1", kind: "IPAddressPool" });
    expect(finding?.fix.text).toContain("the objects have to be made anew");
  });
});

describe("what the add-on's release makes of them", () => {
  it.each<
    [release: string, file: readonly [path: string, text: string], expected: readonly [string, string]]
  >([
    ["none that is known", ["x.yaml", ""], [`${GONE} notice a.yaml:1`, "unknown"]],
    [
      "a chart's that has dropped it",
      ["Chart.yaml", chart("external-secrets", "0.17.0")],
      [`${GONE} risk a.yaml:1`, "likely"],
    ],
    [
      "a chart's that still serves it",
      ["Chart.yaml", chart("external-secrets", "v0.16.2")],
      [`${OLD} notice a.yaml:1`, "likely"],
    ],
    [
      "a range, which tells none",
      ["Chart.yaml", chart("external-secrets", "'>=0.9.0'")],
      [`${GONE} notice a.yaml:1`, "unknown"],
    ],
    [
      "an image's that has dropped it",
      ["d.yaml", deployment("ghcr.io/external-secrets/external-secrets:v1.0.0")],
      [`${GONE} risk a.yaml:1`, "likely"],
    ],
    [
      "an image's without a release",
      ["d.yaml", deployment("ghcr.io/external-secrets/external-secrets:latest")],
      [`${GONE} notice a.yaml:1`, "unknown"],
    ],
  ])("%s", (_, [path, text], expected) => {
    const findings = found(BESIDE_ADDONS, { "a.yaml": STORE, [path]: text });
    expect([...inShort(findings), ...findings.map(({ certainty }) => certainty)]).toEqual(expected);
  });

  it("is proven by what runs in the cluster", () => {
    const cluster = clusterAt("1.32.4", { addons: [{ name: "metallb", version: "0.15.2" }] });
    const [finding] = found(
      addonApisCheck,
      { "a.yaml": object("metallb.io/v1beta1", "AddressPool") },
      { cluster, hops: [] },
    );
    expect(finding).toMatchObject({ severity: "risk", certainty: "proven" });
    expect(finding?.why).toContain("the cluster names 0.15.2");
  });

  it("does not matter where nothing runs", () => {
    const files = { "docs/a.yaml": STORE, "Chart.yaml": chart("external-secrets", "0.17.0") };
    expect(inShort(found(BESIDE_ADDONS, files))).toEqual([`${GONE} notice docs/a.yaml:1`]);
  });
});

describe("what the Kubernetes of the way makes of them", () => {
  it("is a risk where the project lists only releases without the version", () => {
    const [finding] = found(addonApisCheck, { "a.yaml": CERTIFICATE }, { to: "1.36" });
    expect(finding).toMatchObject({ id: GONE, severity: "risk", certainty: "likely" });
    expect(finding?.why).toContain("for Kubernetes 1.36 its project lists only 1.21");
  });

  it("belongs to no hop where the minor that runs already needs such a release", () => {
    const way = { cluster: clusterAt("1.32.4"), hops: hopsOf("1.32.4", "1.34"), to: "1.34" };
    const [finding] = found(addonApisCheck, { "a.yaml": CERTIFICATE }, way);
    expect(finding?.appliesTo).toEqual({ from: null, to: null });
  });

  it("is no break where a template asks the cluster for the version", () => {
    const text = `{{- if .Capabilities.APIVersions.Has "cert-manager.io/v1" }}
apiVersion: cert-manager.io/v1
{{- else }}
apiVersion: cert-manager.io/v1alpha2
{{- end }}
kind: Certificate
metadata: {name: a}
`;
    const files = { "c/Chart.yaml": "apiVersion: v2\nname: c\n", "c/templates/a.yaml": text };
    expect(inShort(found(addonApisCheck, files, { to: "1.36" }))).toEqual([
      `${GONE} notice c/templates/a.yaml:4`,
    ]);
  });
});
