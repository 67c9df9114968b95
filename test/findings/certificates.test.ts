import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readCertificateChain } from "../../src/findings/certificate-chain.ts";
import { certificateChainsCheck } from "../../src/findings/checks/certificate-chains.ts";
import { certificateRenewalCheck } from "../../src/findings/checks/certificate-renewal.ts";
import { certificatesCheck } from "../../src/findings/checks/certificates.ts";
import { found, inShort } from "./manifest-check.ts";
import { clusterWithSettings } from "./sample-cluster.ts";

function fixture(path: string): string {
  return readFileSync(new URL(`../fixtures/${path}`, import.meta.url), "utf8");
}

// A leaf until 2027-11-27, signed by an intermediate, signed by a root; and an authority of somebody else.
const [LEAF, INTERMEDIATE, ROOT, OTHER] = ["leaf", "intermediate", "root", "other"].map((name) =>
  fixture(`certificates/${name}.pem`),
);
const TABLE = fixture("kubeadm/check-expiration.txt");
const OBJECT = fixture("kubeadm/check-expiration.json");

describe("what kubeadm certs check-expiration printed", () => {
  test.each([
    ["a year before", "2026-11-24", []],
    ["a month before", "2027-10-28", ["risk certificate-ends-soon"]],
    ["on the day after", "2027-11-22", ["blocker certificate-ended"]],
    [
      "a year before the authorities end",
      "2035-12-01",
      ["blocker certificate-ended", "risk certificate-authority-ends"],
    ],
  ])("%s", (_name, today, expected) => {
    expect(when(today)).toEqual(expected);
    expect(when(today, OBJECT, "certs.json")).toEqual(expected);
  });

  test("each row is told with its line", () => {
    const [finding] = found(certificatesCheck, { "certs.txt": TABLE }, { today: "2027-11-22" });
    expect(finding?.places).toHaveLength(11);
    expect(finding?.places[0]).toEqual({ path: "certs.txt", line: 5, column: 1 });
    expect(finding?.why).toContain("admin.conf (2027-11-21)");
  });

  test("a certificate that kubeadm cannot read has ended", () => {
    const text = TABLE.replace(
      /^apiserver {2}.*$/m,
      "apiserver                  <invalid>                <invalid>       ca                      no",
    );
    expect(when("2026-11-24", text)).toEqual(["blocker certificate-ended"]);
  });

  test.each([
    ["a certificate", "!MISSING! apiserver", ["blocker certificate-missing"]],
    ["super-admin.conf, as on every node but the first", "!MISSING! super-admin.conf", []],
  ])("%s is missing", (_what, row, expected) => {
    const text = TABLE.replace(/^apiserver {2}.*$/m, `${row}                               `);
    expect(when("2026-11-24", text)).toEqual(expected);
    const object = OBJECT.replace(
      '"certificates": [',
      `"certificates": [{"name": "${row.slice("!MISSING! ".length)}", "missing": true, "expirationDate": null},`,
    );
    expect(when("2026-11-24", object, "certs.json")).toEqual(expected);
  });

  test("on a worker everything is missing", () => {
    const text = TABLE.replace(/^([a-z][\w.-]*) {2,}.*$/gm, "!MISSING! $1");
    expect(when("2026-11-24", text)).toEqual([]);
  });

  test("what an external authority signed is renewed by no step", () => {
    const external = TABLE.replace(/^(apiserver {2}.*)no( *)$/m, "$1yes$2");
    expect(when("2026-11-24", external)).toEqual(["notice certificate-external-authority"]);
    expect(when("2027-11-01", external)).toContain("risk certificate-external-authority");
  });
});

describe("a chain holds together where each is signed by the next", () => {
  test.each<[string, string, string, RegExp | undefined]>([
    ["leaf, intermediate, root beside it", `${LEAF}${INTERMEDIATE}`, `${ROOT}`, undefined],
    ["leaf, intermediate, root", `${LEAF}${INTERMEDIATE}${ROOT}`, "", undefined],
    ["a leaf alone, with nothing to verify it", `${LEAF}`, "", undefined],
    [
      "the intermediate is missing",
      `${LEAF}`,
      `${ROOT}`,
      /web is not signed by the authority beside it \(its issuer is intermediate-authority\)/,
    ],
    ["the order is another, which clients accept", `${LEAF}${ROOT}${INTERMEDIATE}`, `${ROOT}`, undefined],
    ["what follows did not sign it", `${LEAF}${ROOT}`, "", /web is followed by root-authority/],
    ["one more follows that nobody needs", `${LEAF}${INTERMEDIATE}${OTHER}`, `${ROOT}`, undefined],
    [
      "the leaf is last",
      `${INTERMEDIATE}${LEAF}`,
      "",
      /intermediate-authority, an authority, stands before web/,
    ],
    [
      "the authority is another",
      `${LEAF}${INTERMEDIATE}`,
      `${OTHER}`,
      /intermediate-authority is not signed/,
    ],
    ["a bundle of authorities is no chain", `${ROOT}${OTHER}`, "", undefined],
  ])("%s", (...[, pem, authorities, flaw]) => {
    const { flaw: said = "" } = readCertificateChain(pem, authorities);
    expect(said).toMatch(flaw ?? /^$/);
  });
});

test("a certificate without a subject goes by its alternative names", () => {
  const { certificates, flaw } = readCertificateChain(fixture("certificates/workload.pem"), `${ROOT}`);
  expect(certificates.map(({ subject }) => subject)).toEqual(["URI:spiffe://example.org/ns/shop/sa/web"]);
  expect(flaw).toMatch(/^URI:spiffe:\/\/example\.org\/ns\/shop\/sa\/web is not signed/);
});

describe("certificates in the repository", () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ["a whole chain", { "s.yaml": secret(`${LEAF}${INTERMEDIATE}`, ROOT) }, []],
    ["a broken chain", { "s.yaml": secret(`${LEAF}`, ROOT) }, ["certificate-chain-broken risk s.yaml:6"]],
    ["a kubeconfig", { "k.conf.yaml": kubeconfig(`${INTERMEDIATE}`, `${LEAF}`) }, []],
    [
      "a kubeconfig of another cluster's user",
      { "k.yaml": kubeconfig(`${OTHER}`, `${LEAF}`) },
      ["certificate-chain-broken risk k.yaml:6"],
    ],
    ["a PEM file", { "tls.crt": `# web\n${LEAF}${ROOT}` }, ["certificate-chain-broken risk tls.crt:2"]],
    ["a PEM file of a test", { "pki/testdata/tls.crt": `${LEAF}${ROOT}` }, []],
    ["a PEM file of a folder test", { "test/etcd/tls.crt": `${LEAF}${ROOT}` }, []],
    ["a PEM file of a library", { "vendor/github.com/example/tls/testing/tls.crt": `${LEAF}${ROOT}` }, []],
    ["a PEM file of Godeps", { "a/Godeps/_workspace/src/k8s.io/tls/tls.crt": `${LEAF}${ROOT}` }, []],
    [
      "a Secret of any type",
      { "s.yaml": secret(`${LEAF}`, ROOT).replace("kubernetes.io/tls", "Opaque") },
      ["certificate-chain-broken risk s.yaml:6"],
    ],
    [
      "a placeholder in a Secret of another type",
      { "s.yaml": secret("to be filled in").replace("kubernetes.io/tls", "Opaque") },
      [],
    ],
    [
      "one certificate in two Secrets",
      { "a.yaml": secret(`${LEAF}${ROOT}`), "b.yaml": secret(`${LEAF}${ROOT}`).replace("web-tls", "other") },
      ["certificate-chain-broken risk a.yaml:6 b.yaml:6"],
    ],
    ["a placeholder", { "s.yaml": secret("to be filled in") }, ["certificate-unreadable notice s.yaml:6"]],
    [
      "a damaged one",
      { "tls.pem": LEAF?.replace(/\nMI/, "\nXX") ?? "" },
      ["certificate-unreadable notice tls.pem:1"],
    ],
  ])("%s", (_name, files, expected) => {
    expect(inShort(found(certificateChainsCheck, files, { today: "2026-12-24" }))).toEqual(expected);
  });

  test.each([
    ["long before", "2026-12-24", []],
    ["within the window", "2027-11-10", ["stored-certificate-ends risk s.yaml:6"]],
    ["just after", "2027-12-01", ["stored-certificate-ends risk s.yaml:6"]],
    ["long after", "2028-03-01", ["stored-certificate-ends notice s.yaml:6"]],
  ])("%s its end", (_name, today, expected) => {
    const files = { "s.yaml": secret(`${LEAF}${INTERMEDIATE}`, ROOT) };
    expect(inShort(found(certificateChainsCheck, files, { today }))).toEqual(expected);
  });
});

test("a certificate of tomorrow is refused today", () => {
  const files = { "s.yaml": secret(`${LEAF}${INTERMEDIATE}`) };
  const [finding] = found(certificateChainsCheck, files, { today: "2026-11-24" });
  expect(finding).toMatchObject({
    id: "certificate-not-yet-valid",
    severity: "risk",
    why: "web in the certificate of Secret web-tls is valid from 2026-11-27 on only.",
  });
});

describe("renewal", () => {
  test("that is switched off is told at its line", () => {
    const cluster = clusterWithSettings("1.35.10", settings("false"));
    expect(inShort(certificateRenewalCheck.run({ cluster, hops: [] }))).toEqual([
      "certificate-renewal-off risk kubeadm.yaml:7",
    ]);
  });

  test("that is left on is no finding", () => {
    const cluster = clusterWithSettings("1.35.10", settings("true"));
    expect(certificateRenewalCheck.run({ cluster, hops: [] })).toEqual([]);
  });
});

function when(today: string, text = TABLE, name = "certs.txt") {
  return found(certificatesCheck, { [name]: text }, { today }).map(({ id, severity }) => `${severity} ${id}`);
}

function base64(text = "") {
  return Buffer.from(text).toString("base64");
}

function settings(value: string) {
  return `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: UpgradeConfiguration
apply:
  certificateRenewal: ${value}
`;
}

function secret(leaf: string, authority = "") {
  return `apiVersion: v1
kind: Secret
type: kubernetes.io/tls
metadata: {name: web-tls, namespace: shop}
data:
  tls.crt: ${base64(leaf)}
  ca.crt: "${base64(authority)}"
`;
}

function kubeconfig(authority: string, client: string) {
  return `apiVersion: v1
kind: Config
clusters: [{name: prod, cluster: {certificate-authority-data: ${base64(authority)}}}]
users:
- name: deployer
  user: {client-certificate-data: ${base64(client)}}
`;
}
