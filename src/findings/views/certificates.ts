import type { Manifest } from "../../manifests/manifest.ts";
import { sampleFolder } from "../../manifests/sample-folder.ts";
import type { FileView, ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { Place } from "../../source/finding.ts";
import { lineIndex } from "../../source/line-index.ts";
import type { SourceValue } from "../../source/value.ts";
import { type CertificateChain, readCertificateChain } from "../certificate-chain.ts";
import { placeOf } from "./place-of.ts";

/** A chain of certificates and where it stands. */
export interface FoundChain {
  /** What holds it, in words: `the client certificate of user admin`. */
  readonly holder: string;
  readonly place: Place;
  readonly chain: CertificateChain;
}

/** Certificates in kubeconfigs and in Secrets. */
export const embeddedCertificates: ManifestView<FoundChain> = {
  kind: "manifests",
  name: "embedded-certificates",
  inSamples: false,
  mentions: (word) => word === "Config" || word === "Secret",
  read: (manifest) => {
    const { kind, value } = manifest;
    if (value === undefined) return [];
    if (kind === "Config" && value.has("clusters")) return kubeconfigChains(value, manifest);
    return kind === "Secret" ? secretChains(value, manifest) : [];
  },
};

function kubeconfigChains(value: SourceValue, manifest: Manifest): readonly FoundChain[] {
  const clusters = value.get("clusters")?.items() ?? [];
  const authorities = clusters.flatMap((one) => {
    const data = one.get("cluster", "certificate-authority-data");
    return data === undefined
      ? []
      : [{ data, holder: `the authority of cluster ${one.textAt("name") ?? ""}` }];
  });
  // A client certificate may be signed by any of the file's authorities; which one, contexts say, and mostly one is there.
  const trusted = authorities.map(({ data }) => decoded(data)).join("\n");
  const users = (value.get("users")?.items() ?? []).flatMap((one) => {
    const data = one.get("user", "client-certificate-data");
    return data === undefined
      ? []
      : [{ data, holder: `the client certificate of user ${one.textAt("name") ?? ""}` }];
  });
  return [
    ...authorities.map(({ data, holder }) => found(holder, data, { manifest })),
    ...users.map(({ data, holder }) => found(holder, data, { manifest, trusted })),
  ];
}

/** Every certificate of a Secret, whatever its type says; a `tls.crt` of kubernetes.io/tls has to be one. */
function secretChains(value: SourceValue, manifest: Manifest): readonly FoundChain[] {
  const isTls = value.textAt("type") === "kubernetes.io/tls";
  const authority = value.get("data", "ca.crt");
  const trusted = authority === undefined ? "" : decoded(authority);
  const plain = value.get("stringData")?.entries() ?? [];
  return [
    ...(value.get("data")?.entries() ?? [])
      .filter(([key, data]) => (isTls && key === LEAF) || ENCODED.test(data.text() ?? ""))
      .map(([key, data]) =>
        found(holderOf(key, manifest), data, { manifest, trusted: key === LEAF ? trusted : "" }),
      ),
    ...plain
      .filter(([key, data]) => (isTls && key === LEAF) || (data.text() ?? "").includes(BEGIN))
      .map(([key, data]) =>
        chainAt(holderOf(key, manifest), data.text() ?? "", { place: placeOf(manifest, data.position()) }),
      ),
  ].filter(({ chain }) => isTls || chain.certificates.length > 0);
}

const LEAF = "tls.crt";
/** The beginning of a PEM text in base64; keys begin like it too, and hold no certificate. */
const ENCODED = /^\s*LS0tLS1CRUdJTi/;

function holderOf(key: string, { name = "" }: Manifest): string {
  return key === LEAF ? `the certificate of Secret ${name}` : `${key} of Secret ${name}`;
}

interface Surroundings {
  readonly manifest: Manifest;
  readonly trusted?: string;
}

function found(holder: string, data: SourceValue, { manifest, trusted = "" }: Surroundings): FoundChain {
  return chainAt(holder, decoded(data), { place: placeOf(manifest, data.position()), trusted });
}

function chainAt(
  holder: string,
  pem: string,
  { place, trusted = "" }: { readonly place: Place; readonly trusted?: string },
): FoundChain {
  return { holder: detached(holder), place, chain: readCertificateChain(pem, trusted) };
}

function decoded(value: SourceValue): string {
  return Buffer.from(value.text() ?? "", "base64").toString("latin1");
}

const BEGIN = "-----BEGIN CERTIFICATE-----";
/** A folder `test` may be an environment for manifests; certificates in it are made for tests all the same. */
const OF_A_TEST = /(?:^|\/)(?:tests?|testing|[\w-]+-test-certs)\//;

/** PEM files: `ca.crt`, `tls.pem`. Those of tests are made to be broken and to have ended. */
export const certificateFiles: FileView<FoundChain> = {
  kind: "files",
  name: "certificate-files",
  wants: ({ path, text }) =>
    /\.(?:pem|crt|cer)$/i.test(path) &&
    text.includes(BEGIN) &&
    sampleFolder(path) === undefined &&
    !OF_A_TEST.test(path),
  read: ({ path, text }) => {
    const place = { path, ...lineIndex(text)(text.indexOf(BEGIN)) };
    return { entries: [chainAt(`the certificate of ${path}`, text, { place })] };
  },
};
