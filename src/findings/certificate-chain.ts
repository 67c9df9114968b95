import { X509Certificate } from "node:crypto";

/** A certificate as far as checks judge it. Keys are never read. */
export interface CertificateFacts {
  /** Common name; else the whole subject; else the alternative names, which are all that a workload's has. */
  readonly subject: string;
  readonly issuer: string;
  /** ISO instants. */
  readonly begins: string;
  readonly ends: string;
  /** Also of a certificate that signed itself, as roots did before they could say what they are. */
  readonly isAuthority: boolean;
  readonly usesSha1: boolean;
  readonly hasAlternativeNames: boolean;
}

/** What stands behind a leaf certificate. */
export interface CertificateChain {
  /** In the order of the text; the first one is the leaf, unless all are authorities. */
  readonly certificates: readonly CertificateFacts[];
  /** Why the chain does not hold together; missing where it does, or where nothing else is there to verify with. */
  readonly flaw?: string;
  /** Blocks that look like certificates and cannot be read. */
  readonly unreadable: number;
}

const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * Reads the certificates of a PEM text and verifies that the first is signed by one of the others, and where
 * `authorities` are given, that the others lead to one of these. Only signatures and names: dates are for the caller
 * to judge.
 */
export function readCertificateChain(pem: string, authorities?: string): CertificateChain {
  const blocks = pem.match(BLOCK) ?? [];
  const read = blocks.map(parse);
  const certificates = read.filter((one) => one !== undefined);
  const trusted = (authorities?.match(BLOCK) ?? []).map(parse).filter((one) => one !== undefined);
  const flaw = certificates.length < read.length ? undefined : flawOf(certificates, trusted);
  return {
    certificates: certificates.map(factsOf),
    ...(flaw === undefined ? {} : { flaw }),
    unreadable: read.length - certificates.length,
  };
}

function parse(block: string): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(block);
    // Both are read when they are asked for, and throw where they make no sense.
    void certificate.publicKey;
    return Number.isNaN(certificate.validToDate.getTime()) ? undefined : certificate;
  } catch {
    // Counted as unreadable, which the caller tells with its place.
    return undefined;
  }
}

function factsOf(certificate: X509Certificate): CertificateFacts {
  return {
    subject: nameOf(certificate),
    issuer: shortName(certificate.issuer),
    begins: certificate.validFromDate.toISOString(),
    ends: certificate.validToDate.toISOString(),
    isAuthority: certificate.ca || isSelfSigned(certificate),
    usesSha1: /sha1/i.test(certificate.signatureAlgorithm ?? ""),
    hasAlternativeNames: certificate.subjectAltName !== undefined,
  };
}

type Certificates = readonly X509Certificate[];

/** A bundle of authorities is no chain: its members need not have signed each other. */
function flawOf(certificates: Certificates, trusted: Certificates): string | undefined {
  const [first, ...others] = certificates;
  const hasAuthority = trusted.length > 0;
  const leaf = certificates.find((one) => !one.ca && (hasAuthority || !isSelfSigned(one)));
  if (first === undefined || leaf === undefined) return undefined;
  if (first !== leaf) {
    return `${nameOf(first)}, an authority, stands before ${nameOf(leaf)}: the certificate that the key belongs to has to be the first`;
  }
  if (hasAuthority) return untrusted(leaf, others, trusted);
  const [next] = others;
  if (next === undefined || others.some((other) => isSignedBy(leaf, other))) return undefined;
  return `${nameOf(leaf)} is followed by ${nameOf(next)}, which did not sign it (its issuer is ${shortName(leaf.issuer)})`;
}

/** Clients try every certificate beside the leaf, in whatever order they come, until one is an authority's. */
function untrusted(leaf: X509Certificate, others: Certificates, trusted: Certificates): string | undefined {
  const reached = new Set([leaf]);
  for (const certificate of reached) {
    if (
      trusted.some((one) => one.fingerprint256 === certificate.fingerprint256 || isSignedBy(certificate, one))
    ) {
      return undefined;
    }
    for (const other of others) if (isSignedBy(certificate, other)) reached.add(other);
  }
  const last = [...reached].at(-1) ?? leaf;
  return `${nameOf(last)} is not signed by the authority beside it (its issuer is ${shortName(last.issuer)}): an intermediate is missing, or the authority is another one`;
}

/** Roots of the first version of X.509 do not say that they are authorities. */
function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.issuer === certificate.subject && certificate.verify(certificate.publicKey);
}

function isSignedBy(certificate: X509Certificate, authority: X509Certificate): boolean {
  return certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
}

function nameOf({ subject, subjectAltName }: X509Certificate): string {
  return shortName(subject, subjectAltName);
}

/** Node.js leaves a subject without a single attribute undefined, whatever its types say. */
function shortName(subject: string | undefined, alternative = "a certificate without a name"): string {
  if (subject === undefined) return alternative;
  return /(?:^|\n)CN=(.+)/.exec(subject)?.[1] ?? subject.replaceAll("\n", ", ");
}
