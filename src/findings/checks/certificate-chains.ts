import type { Finding, Severity } from "../../source/finding.ts";
import type { CertificateFacts } from "../certificate-chain.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { dayOf, daysLeft, MARGIN_DAYS } from "../days-left.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";
import { certificateFiles, embeddedCertificates, type FoundChain } from "../views/certificates.ts";

const ENDED: FindingDescription = {
  id: "stored-certificate-ends",
  title: "A certificate in the repository has ended, or ends within the window",
  meaning: "Whoever uses it is refused from that day on: a pipeline's kubeconfig, a webhook, an ingress.",
};
const EARLY: FindingDescription = {
  id: "certificate-not-yet-valid",
  title: "A certificate in the repository is not valid yet",
  meaning: "Whoever uses it is refused until that day.",
};
const BROKEN: FindingDescription = {
  id: "certificate-chain-broken",
  title: "A chain of certificates does not hold together",
  meaning: "Its dates are fine, and clients that verify the chain refuse it all the same.",
};
const UNREADABLE: FindingDescription = {
  id: "certificate-unreadable",
  title: "A certificate cannot be read",
  meaning: "Its end and its chain are unknown.",
};

const DOCUMENT = "RFC 5280 §6: certification path validation";

/** Certificates that lie in the repository: in kubeconfigs, in Secrets, as PEM files. */
export const certificateChainsCheck: ManifestCheck = {
  name: "certificate-chains",
  reads: ["certificates in kubeconfigs, in Secrets and in PEM files; the day"],
  findings: [ENDED, EARLY, BROKEN, UNREADABLE],
  views: [embeddedCertificates, certificateFiles],
  judge: (context) => {
    const { repository } = context;
    const chains = [...repository.of(embeddedCertificates), ...repository.of(certificateFiles)];
    return [...gathered(chains.flatMap((found) => troublesOf(found, context))).values()].flatMap((alike) =>
      told(alike, context),
    );
  },
};

/** What is wrong with one certificate, which may lie in many places. */
interface Trouble {
  readonly description: FindingDescription;
  readonly severity: Severity;
  /** The sentence around the holders; it is the cause, too. */
  readonly says: (holders: string) => string;
  readonly found: FoundChain;
}

function gathered(troubles: readonly Trouble[]): ReadonlyMap<string, readonly Trouble[]> {
  return Map.groupBy(troubles, ({ description, says }) => `${description.id} ${says("")}`);
}

function told(alike: readonly Trouble[], context: ManifestContext): readonly Finding[] {
  const [first] = alike;
  if (first === undefined) return [];
  const { description, severity, says } = first;
  return [
    makeFinding(description, context, {
      severity,
      certainty: CERTAINTIES[description.id] ?? "proven",
      places: alike.map(({ found: { place } }) => place),
      why: says(nameList(alike.map(({ found: { holder } }) => holder))),
      fix: FIXES[description.id] ?? "",
      sources: [DOCUMENT],
    }),
  ];
}

const CERTAINTIES: Readonly<Record<string, Finding["certainty"]>> = {
  [BROKEN.id]: "likely",
  [UNREADABLE.id]: "unknown",
};
const FIXES: Readonly<Record<string, string>> = {
  [ENDED.id]:
    "Issue a new one, and see that whoever uses it gets it (kubeadm kubeconfig user makes a new kubeconfig, cert-manager a new Secret).",
  [EARLY.id]: "Wait for that day, or look at the clock of the machine that issued it, and issue it again.",
  [BROKEN.id]:
    "Put the leaf first, then each intermediate that signed the one before, and the root of that chain as the authority.",
  [UNREADABLE.id]: "Look at it with openssl x509 -noout -text.",
};

function troublesOf(found: FoundChain, { today }: ManifestContext): readonly Trouble[] {
  const { certificates, flaw } = found.chain;
  const ends = today === undefined ? undefined : ending(decisive(certificates), found, today);
  const begins = today === undefined ? undefined : beginning(certificates[0], found, today);
  return [
    ...(ends === undefined ? [] : [ends]),
    ...(begins === undefined ? [] : [begins]),
    ...(flaw === undefined
      ? []
      : [
          {
            description: BROKEN,
            severity: "risk" as const,
            says: (held: string) => `In ${held} ${flaw}.`,
            found,
          },
        ]),
    ...unreadable(found),
  ];
}

/** What ended long ago is refused long since: the upgrade changes nothing about it. */
function ending(
  certificate: CertificateFacts | undefined,
  found: FoundChain,
  today: string,
): Trouble | undefined {
  const days = certificate === undefined ? Number.POSITIVE_INFINITY : daysLeft(certificate.ends, today);
  if (certificate === undefined || days > MARGIN_DAYS) return undefined;
  const { subject, ends } = certificate;
  const when = days < 0 ? `ended on ${dayOf(ends)}` : `ends on ${dayOf(ends)}, in ${days} days`;
  const severity = days < -MARGIN_DAYS ? "notice" : "risk";
  return { description: ENDED, severity, says: (held) => `${subject} in ${held} ${when}.`, found };
}

/** A chain is good until its first certificate ends; a bundle of authorities until its last does. */
function decisive(certificates: readonly CertificateFacts[]): CertificateFacts | undefined {
  const byEnd = certificates.toSorted((one, other) => (one.ends < other.ends ? -1 : 1));
  return certificates.every(({ isAuthority }) => isAuthority) ? byEnd.at(-1) : byEnd[0];
}

function beginning(
  certificate: CertificateFacts | undefined,
  found: FoundChain,
  today: string,
): Trouble | undefined {
  if (certificate === undefined || daysLeft(certificate.begins, today) < 1) return undefined;
  const { subject, begins } = certificate;
  const says = (held: string) => `${subject} in ${held} is valid from ${dayOf(begins)} on only.`;
  return { description: EARLY, severity: "risk", says, found };
}

function unreadable(found: FoundChain): readonly Trouble[] {
  const { certificates, unreadable: damaged } = found.chain;
  if (damaged === 0 && certificates.length > 0) return [];
  const says =
    certificates.length === 0
      ? (held: string) => `No certificate can be read where ${held} should be: a placeholder, or damaged.`
      : (held: string) =>
          `Beside what can be read in ${held} ${damaged === 1 ? "is a damaged certificate" : `are ${damaged} damaged ones`}.`;
  return [{ description: UNREADABLE, severity: "notice", says, found }];
}
