import type { Finding, Severity } from "../../source/finding.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { dayOf, daysLeft, MARGIN_DAYS } from "../days-left.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList, namesThat } from "../name-list.ts";
import {
  type CertificateExpiration,
  expirationObjects,
  expirationTables,
} from "../views/certificate-expirations.ts";

const ENDED: FindingDescription = {
  id: "certificate-ended",
  title: "A certificate of the control plane has ended",
  meaning: "Its component is refused already, and kubeadm cannot talk to the API server with it.",
};
const SOON: FindingDescription = {
  id: "certificate-ends-soon",
  title: "Certificates of the control plane end within the window",
  meaning: "The upgrade renews them as it goes; a window that slips may be too late.",
};
const AUTHORITY: FindingDescription = {
  id: "certificate-authority-ends",
  title: "An authority of the cluster ends within a year",
  meaning: "kubeadm never renews authorities: every certificate below it has to be made anew.",
};
const EXTERNAL: FindingDescription = {
  id: "certificate-external-authority",
  title: "kubeadm cannot renew certificates of an external authority",
  meaning: "The upgrade leaves them as they are: whoever holds the authority's key has to renew them.",
};

const MISSING: FindingDescription = {
  id: "certificate-missing",
  title: "A certificate of the control plane is missing on its node",
  meaning: "kubeadm renews what is there; what is missing stops the upgrade of its component.",
};

const YEAR_DAYS = 365;
const DOCUMENT =
  "kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs; data/kubeadm.json: certificateFacts";

/** The certificates of the control plane, as `kubeadm certs check-expiration` printed them. */
export const certificatesCheck: ManifestCheck = {
  name: "certificates",
  reads: ["the output of kubeadm certs check-expiration, as text or JSON; the day"],
  findings: [ENDED, MISSING, SOON, AUTHORITY, EXTERNAL],
  views: [expirationTables, expirationObjects],
  judge: (context) => {
    const { repository } = context;
    const all = [...repository.of(expirationTables), ...repository.of(expirationObjects)];
    const rows = all.filter(({ isMissing }) => !isMissing);
    const leaves = rows.filter(({ isAuthority }) => !isAuthority);
    return [
      ...ended(leaves, context),
      ...missing(all, context),
      ...soon(leaves, context),
      ...authorities(rows, context),
      ...external(leaves, context),
    ];
  },
};

type Rows = readonly CertificateExpiration[];

function ended(leaves: Rows, context: ManifestContext): readonly Finding[] {
  const over = leaves.filter(({ ends }) => ends === undefined || left(ends, context) < 0);
  return told(
    ENDED,
    {
      rows: over,
      severity: "blocker",
      why: (names) => `${names}: ended, or not readable.`,
      fix: "On each control-plane node: sudo kubeadm certs renew all, restart the static pods, and copy admin.conf anew; then ask kubeadm certs check-expiration again.",
    },
    context,
  );
}

/** super-admin.conf is only where `kubeadm init` ran, or the upgrade to 1.29; on a worker nothing of all this is there. */
function missing(rows: Rows, context: ManifestContext): readonly Finding[] {
  const byFile = Map.groupBy(rows, ({ place }) => place.path);
  const ofControlPlanes = [...byFile.values()].filter((file) => file.some(({ isMissing }) => !isMissing));
  const gone = ofControlPlanes
    .flat()
    .filter(({ isMissing, name, isAuthority }) => isMissing && (isAuthority || name !== "super-admin.conf"));
  if (gone.length === 0) return [];
  return [
    makeFinding(MISSING, context, {
      severity: "blocker",
      certainty: "likely",
      places: gone.map(({ place }) => place),
      why: `${namesThat(
        gone.map(({ name }) => name),
        "is",
        "are",
      )} missing where kubeadm certs check-expiration ran.`,
      fix: "Restore the file from the backup of /etc/kubernetes, or let kubeadm make it (sudo kubeadm init phase certs NAME, or phase kubeconfig NAME), before the hop; then ask kubeadm certs check-expiration again.",
      sources: [DOCUMENT],
    }),
  ];
}

function soon(leaves: Rows, context: ManifestContext): readonly Finding[] {
  const near = leaves.filter(
    ({ ends, isExternallyManaged }) =>
      ends !== undefined && !isExternallyManaged && isWithin(left(ends, context), MARGIN_DAYS),
  );
  return told(
    SOON,
    {
      rows: near,
      severity: "risk",
      why: (names) =>
        `${names}: within ${MARGIN_DAYS} days. kubeadm upgrade apply renews those of the first control-plane node and upgrade node those of each other one, unless --certificate-renewal=false.`,
      fix: "Renew them before the window (sudo kubeadm certs renew all on each control-plane node, then restart the static pods), or be sure that the window lies before the first of the days.",
    },
    context,
  );
}

function authorities(rows: Rows, context: ManifestContext): readonly Finding[] {
  const near = rows.filter(
    ({ isAuthority, ends }) => isAuthority && (ends === undefined || left(ends, context) <= YEAR_DAYS),
  );
  return told(
    AUTHORITY,
    {
      rows: near,
      severity: near.some(({ ends }) => ends === undefined || left(ends, context) < MARGIN_DAYS)
        ? "blocker"
        : "risk",
      why: (names) =>
        `${names}: kubeadm never renews an authority, and every certificate below it ends with it.`,
      fix: "Rotate the authority by hand before the year is over, as kubernetes.io/docs/tasks/tls/manual-rotation-of-ca-certificates says; not in the same window as the upgrade.",
    },
    context,
  );
}

function external(leaves: Rows, context: ManifestContext): readonly Finding[] {
  const managed = leaves.filter(({ isExternallyManaged }) => isExternallyManaged);
  const near = managed.some(({ ends }) => ends !== undefined && isWithin(left(ends, context), MARGIN_DAYS));
  return told(
    EXTERNAL,
    {
      rows: managed,
      severity: near ? "risk" : "notice",
      why: (names) =>
        `${names}: their authority's key is not on the node, so no step of the upgrade renews them.`,
      fix: "Have whoever holds the authority's key sign new ones before they end, and put them into /etc/kubernetes/pki before the window.",
    },
    context,
  );
}

interface Telling {
  readonly rows: Rows;
  readonly severity: Severity;
  readonly why: (names: string) => string;
  readonly fix: string;
}

function told(
  description: FindingDescription,
  { rows, severity, why, fix }: Telling,
  context: ManifestContext,
): readonly Finding[] {
  if (rows.length === 0) return [];
  const names = nameList(
    rows.map(({ name, ends }) => `${name} (${ends === undefined ? "not readable" : dayOf(ends)})`),
  );
  return [
    makeFinding(description, context, {
      severity,
      certainty: "proven",
      places: rows.map(({ place }) => place),
      why: why(names),
      fix,
      sources: [DOCUMENT],
    }),
  ];
}

/** Without a day nothing is near its end. */
function left(ends: string, { today }: ManifestContext): number {
  return today === undefined ? Number.POSITIVE_INFINITY : daysLeft(ends, today);
}

function isWithin(days: number, margin: number): boolean {
  return days >= 0 && days <= margin;
}
