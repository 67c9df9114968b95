import { X509Certificate } from "node:crypto";

/** A certificate as far as checks judge it. Keys are never read. */
export interface CertificateFacts {
  /** Common name; else the whole subject; else the alternative names, which are all that a workload's has. */
  readonly subject: string;
  readonly issuer: string;
  /** ISO instants. */
  readonly begins: string;
  readonly ends: string;
  readonly isAuthority: boolean;
  readonly usesSha1: boolean;
  readonly hasAlternativeNames: boolean;
}

/** What stands behind a leaf certificate. */
export interface CertificateChain {
  /** In the order of the text; the first one is the leaf. */
  readonly certificates: readonly CertificateFacts[];
  /** Why the chain does not hold together; missing where it does, or where nothing else is there to verify with. */
  readonly flaw?: string;
  /** Blocks that look like certificates and cannot be read. */
  readonly unreadable: number;
}

const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * Reads the certificates of a PEM text and verifies that each is signed by the next one, and the last one by an
 * authority of `authorities`, where that is given. Only signatures and names: dates are for the caller to judge.
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
    isAuthority: certificate.ca,
    usesSha1: /sha1/i.test(certificate.signatureAlgorithm ?? ""),
    hasAlternativeNames: certificate.subjectAltName !== undefined,
  };
}

/** A bundle of authorities is no chain: its members need not have signed each other. */
function flawOf(
  certificates: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
): string | undefined {
  const [leaf] = certificates;
  if (leaf === undefined || leaf.ca) return undefined;
  for (const [index, certificate] of certificates.entries()) {
    const next = certificates[index + 1];
    if (next !== undefined && !isSignedBy(certificate, next)) {
      return `${nameOf(certificate)} is followed by ${nameOf(next)}, which did not sign it (its issuer is ${shortName(certificate.issuer)})`;
    }
  }
  const last = certificates.at(-1);
  if (last === undefined || trusted.length === 0 || trusted.some((one) => isSignedBy(last, one)))
    return undefined;
  return `${nameOf(last)} is not signed by the authority beside it (its issuer is ${shortName(last.issuer)}): an intermediate is missing, or the authority is another one`;
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
