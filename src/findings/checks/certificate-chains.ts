import type { Finding } from "../../source/finding.ts";
import type { CertificateFacts } from "../certificate-chain.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { dayOf, daysLeft, MARGIN_DAYS } from "../days-left.ts";
import { makeFinding } from "../make-finding.ts";
import { certificateFiles, embeddedCertificates, type FoundChain } from "../views/certificates.ts";

const ENDED: FindingDescription = {
  id: "stored-certificate-ends",
  title: "A certificate in the repository has ended, or ends within the window",
  meaning: "Whoever uses it is refused from that day on: a pipeline's kubeconfig, a webhook, an ingress.",
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
  reads: ["certificates in kubeconfigs, in Secrets of type kubernetes.io/tls and in PEM files; the day"],
  findings: [ENDED, BROKEN, UNREADABLE],
  views: [embeddedCertificates, certificateFiles],
  judge: (context) => {
    const { repository } = context;
    const chains = [...repository.of(embeddedCertificates), ...repository.of(certificateFiles)];
    return chains.flatMap((found) => [
      ...ending(found, context),
      ...broken(found, context),
      ...unreadable(found, context),
    ]);
  },
};

/** A chain is good until its first certificate ends; a bundle of authorities until its last does. */
function ending({ holder, place, chain }: FoundChain, context: ManifestContext): readonly Finding[] {
  const { today } = context;
  const first = decisive(chain.certificates);
  if (today === undefined || first === undefined) return [];
  const days = daysLeft(first.ends, today);
  if (days > MARGIN_DAYS) return [];
  const when = days < 0 ? `ended on ${dayOf(first.ends)}` : `ends on ${dayOf(first.ends)}, in ${days} days`;
  return [
    makeFinding(ENDED, context, {
      severity: "risk",
      certainty: "proven",
      places: [place],
      why: `${first.subject} in ${holder} ${when}.`,
      fix: "Issue a new one, and see that whoever uses it gets it (kubeadm kubeconfig user makes a new kubeconfig, cert-manager a new Secret).",
      sources: [DOCUMENT],
    }),
  ];
}

function decisive(certificates: readonly CertificateFacts[]): CertificateFacts | undefined {
  const byEnd = certificates.toSorted((one, other) => (one.ends < other.ends ? -1 : 1));
  return certificates.every(({ isAuthority }) => isAuthority) ? byEnd.at(-1) : byEnd[0];
}

function broken({ holder, place, chain }: FoundChain, context: ManifestContext): readonly Finding[] {
  if (chain.flaw === undefined) return [];
  return [
    makeFinding(BROKEN, context, {
      severity: "risk",
      certainty: "likely",
      places: [place],
      why: `In ${holder} ${chain.flaw}.`,
      fix: "Put the leaf first, then each intermediate that signed the one before, and the root of that chain as the authority.",
      sources: [DOCUMENT],
    }),
  ];
}

function unreadable({ holder, place, chain }: FoundChain, context: ManifestContext): readonly Finding[] {
  if (chain.unreadable === 0 && chain.certificates.length > 0) return [];
  const what =
    chain.certificates.length === 0
      ? `Where ${holder} was expected there is no certificate: a placeholder, or damaged.`
      : `Beside what can be read in ${holder} ${chain.unreadable === 1 ? "is a damaged certificate" : `are ${chain.unreadable} damaged ones`}.`;
  return [
    makeFinding(UNREADABLE, context, {
      severity: "notice",
      certainty: "unknown",
      places: [place],
      why: what,
      fix: "Look at it with openssl x509 -noout -text.",
      sources: [DOCUMENT],
    }),
  ];
}
