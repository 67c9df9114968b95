import type { Certainty, Finding, Place, Severity } from "../../source/finding.ts";
import { backupObjects, backupViews, type Objects, type OfType, ofType } from "../backup-objects.ts";
import { covers, describesEtcdSnapshot } from "../backup-scope.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { daysLeft } from "../days-left.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";
import { etcdSnapshotFiles } from "../views/backup-values.ts";
import { storageUsers } from "../views/backups.ts";
import { workloads } from "../views/workloads.ts";

const LOCATION: FindingDescription = {
  id: "backup-location-unavailable",
  title: "Backups have nowhere to go",
  meaning: "Velero cannot reach the storage location, so no backup is made and none can be restored.",
};
const UNCOVERED: FindingDescription = {
  id: "backup-namespace-uncovered",
  title: "Namespaces with volumes that no backup schedule covers",
  meaning: "After a failed upgrade their data cannot be restored from Velero.",
};
const STALE: FindingDescription = {
  id: "backup-not-usable",
  title: "The newest backup is old, incomplete, or ends within the window",
  meaning: "The way back is only as good as the newest complete backup.",
};
const NONE: FindingDescription = {
  id: "backup-not-described",
  title: "No file describes a backup",
  meaning: "The plan's own backup steps are then the only way back.",
};

const VELERO = "velero.io/docs: backup reference, backup storage locations";
/** Days that the newest backup may be old, and that it must outlive the day. */
const [FRESH_DAYS, WINDOW_DAYS] = [1, 2];

/** Velero's schedules, locations and backups, and jobs that save etcd. */
export const backupsCheck: ManifestCheck = {
  name: "backups",
  reads: [
    "Velero's Schedules, BackupStorageLocations and Backups, also as values of its chart; claims; the day",
    "CronJobs, scripts and units that save an etcd snapshot",
  ],
  findings: [LOCATION, UNCOVERED, STALE, NONE],
  views: [...backupViews, storageUsers, workloads, etcdSnapshotFiles],
  judge: (context) => {
    const objects = backupObjects(context.repository);
    return [
      ...unavailable(objects, context),
      ...uncovered(objects, context),
      ...unusable(objects, context),
      ...undescribed(objects, context),
    ];
  },
};

interface Telling {
  readonly severity: Severity;
  readonly places: readonly Place[];
  readonly why: string;
  readonly fix: string;
  readonly certainty?: Certainty;
}

function told(description: FindingDescription, telling: Telling, context: ManifestContext): Finding {
  return makeFinding(description, context, { certainty: "proven", ...telling, sources: [VELERO] });
}

function unavailable(objects: Objects, context: ManifestContext): readonly Finding[] {
  const locations = ofType("location", objects);
  const away = locations.filter(({ phase = "Available" }) => phase !== "Available");
  const missing = ofType("schedule", objects).filter(
    ({ scope: { storageLocation } }) =>
      storageLocation !== undefined &&
      locations.length > 0 &&
      !locations.some(({ name }) => name === storageLocation),
  );
  const fix = "Mend the location (velero backup-location get says why) and make a backup before the window.";
  return [
    ...(away.length === 0
      ? []
      : [
          told(
            LOCATION,
            {
              severity: "blocker",
              places: away.map(({ place }) => place),
              why: `${nameList(away.map(({ name, phase }) => `BackupStorageLocation ${name} (${phase})`))} cannot be reached by Velero.`,
              fix,
            },
            context,
          ),
        ]),
    ...(missing.length === 0
      ? []
      : [
          told(
            LOCATION,
            {
              severity: "notice",
              certainty: "unknown",
              places: missing.map(({ place }) => place),
              why: `${nameList(missing.map(({ name, scope }) => `Schedule ${name} (${scope.storageLocation})`))} back up to a location that no file describes, as the values of Velero's chart may do elsewhere.`,
              fix: "See that it is there and Available: velero backup-location get.",
            },
            context,
          ),
        ]),
  ];
}

function uncovered(objects: Objects, context: ManifestContext): readonly Finding[] {
  const schedules = ofType("schedule", objects).filter(({ isPaused }) => !isPaused);
  if (schedules.length === 0) return [];
  const left = context.repository
    .of(storageUsers)
    .filter(({ namespace }) => !schedules.some(({ scope }) => covers(scope, namespace)));
  if (left.length === 0) return [];
  return [
    told(
      UNCOVERED,
      {
        severity: "risk",
        places: left.map(({ place }) => place),
        why: `No schedule covers ${nameList(left.map(({ namespace }) => namespace))}, where volumes are claimed.`,
        fix: "Include the namespaces in a schedule, or make a backup of them by hand before the window.",
      },
      context,
    ),
  ];
}

function unusable(objects: Objects, context: ManifestContext): readonly Finding[] {
  const newest = ofType("backup", objects).toSorted((one, other) =>
    (one.completed ?? "") < (other.completed ?? "") ? 1 : -1,
  )[0];
  const reason = newest === undefined ? undefined : whyUnusable(newest, context.today);
  if (newest === undefined || reason === undefined) return [];
  return [
    told(
      STALE,
      {
        severity: "risk",
        places: [newest.place],
        why: `The newest backup, ${newest.name}, ${reason}.`,
        fix: "Make one before the window: velero backup create pre-upgrade --include-cluster-resources=true --wait, and see that its phase is Completed with 0 errors.",
      },
      context,
    ),
  ];
}

function whyUnusable(
  { phase, errors, completed, expires }: OfType<"backup">,
  today: string | undefined,
): string | undefined {
  if (phase !== "Completed" || errors > 0) return `ended as ${phase} with ${errors} errors`;
  if (today === undefined || completed === undefined) return undefined;
  if (-daysLeft(completed, today) > FRESH_DAYS) return `is of ${completed.slice(0, 10)}, more than a day old`;
  if (expires !== undefined && daysLeft(expires, today) < WINDOW_DAYS) {
    return `is deleted on ${expires.slice(0, 10)}, perhaps in the middle of the window`;
  }
  return undefined;
}

/** Only where an upgrade lies ahead and something is there to lose. */
function undescribed(objects: Objects, context: ManifestContext): readonly Finding[] {
  const users = context.repository.of(storageUsers);
  const hasJob = context.repository.of(workloads).some(describesEtcdSnapshot);
  const hasScript = context.repository.of(etcdSnapshotFiles).length > 0;
  if (objects.length > 0 || hasJob || hasScript || users.length === 0 || context.hops.length === 0) return [];
  return [
    makeFinding(NONE, context, {
      severity: "notice",
      certainty: "unknown",
      places: users.map(({ place }) => place),
      why: `Volumes are claimed in ${nameList(users.map(({ namespace }) => namespace))}, and no file describes a Velero schedule or a job that saves etcd.`,
      fix: "Do the plan's backup step of each hop to its end, and see to it that somebody saves the volumes too: an etcd snapshot holds no volume's data.",
      sources: [VELERO],
    }),
  ];
}
