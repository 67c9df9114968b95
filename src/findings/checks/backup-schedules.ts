import type { Finding, Severity } from "../../source/finding.ts";
import { backupObjects, backupViews, type OfType, ofType } from "../backup-objects.ts";
import { covers } from "../backup-scope.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { longestGapHours } from "../cron-gap.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList, namesThat } from "../name-list.ts";
import type { BackupScope } from "../views/backups.ts";

const INCOMPLETE: FindingDescription = {
  id: "backup-incomplete",
  title: "Backups that leave out what a restore needs",
  meaning: "Without cluster resources or volumes a restore gives objects that do not work.",
};
const IDLE: FindingDescription = {
  id: "backup-schedule-idle",
  title: "A backup schedule is paused or rare, or its backups are gone too soon",
  meaning: "In the hour that it is needed there is no backup, an old one, or only one of after the upgrade.",
};

const VELERO = "velero.io/docs: schedule and backup references";
/** Hours that a backup has to outlive the window, and that the newest may be old when it begins. */
const [WINDOW_HOURS, FRESH_HOURS] = [48, 25];

/** What Velero's schedules leave out, and when their backups are there. */
export const backupSchedulesCheck: ManifestCheck = {
  name: "backup-schedules",
  reads: [
    "Velero's Schedules, also as values of its chart: what they take, when they run, how long backups are kept",
  ],
  findings: [INCOMPLETE, IDLE],
  views: backupViews,
  judge: (context) => {
    const schedules = ofType("schedule", backupObjects(context.repository));
    return [...incomplete(schedules, context), ...idle(schedules, context)];
  },
};

type Schedules = readonly OfType<"schedule">[];

/** One finding for the schedules that lack the same, and no better one stands beside. */
function incomplete(schedules: Schedules, context: ManifestContext): readonly Finding[] {
  const whole = schedules.filter(({ scope }) => lackOf(scope) === "" && scope.narrowed === undefined);
  const lacking = schedules.filter((schedule) => !isBacked(schedule, whole));
  const byLack = Map.groupBy(lacking, ({ scope }) => lackOf(scope));
  const narrow = lacking.filter(({ scope }) => scope.narrowed !== undefined);
  return [
    ...[...byLack].flatMap(([lack, alike]) =>
      lack === "" ? [] : [left({ alike, lack, severity: "risk" }, context)],
    ),
    ...(narrow.length === 0
      ? []
      : [
          left(
            {
              alike: narrow,
              lack: `whatever has not the labels that they ask for (${nameList(narrow.map(({ scope }) => scope.narrowed ?? ""))}), claims too`,
              severity: "notice",
            },
            context,
          ),
        ]),
  ];
}

function lackOf(scope: BackupScope): string {
  return [
    ...(scope.includeClusterResources === false
      ? ["cluster resources (includeClusterResources: false)"]
      : []),
    ...(scope.lacksVolumes === undefined ? [] : [`volumes (${scope.lacksVolumes})`]),
  ].join(" and ");
}

/** True where one of these takes every namespace that the schedule takes. */
function isBacked({ scope }: Schedules[number], better: Schedules): boolean {
  const taken = scope.includedNamespaces.length === 0 ? ["*"] : scope.includedNamespaces;
  return better.some((other) => taken.every((namespace) => covers(other.scope, namespace)));
}

interface Lack {
  readonly alike: Schedules;
  readonly lack: string;
  readonly severity: Severity;
}

function left({ alike, lack, severity }: Lack, context: ManifestContext): Finding {
  return makeFinding(INCOMPLETE, context, {
    severity,
    certainty: "proven",
    places: alike.map(({ place }) => place),
    why: `The backups of ${nameList(alike.map(nameOf))} lack ${lack}.`,
    fix: "Set includeClusterResources: true, and snapshotVolumes or defaultVolumesToFsBackup: true, without selectors, at least for the backup before the window.",
    sources: [VELERO],
  });
}

function idle(schedules: Schedules, context: ManifestContext): readonly Finding[] {
  const frequent = schedules.filter((schedule) => reasonOf(schedule) === undefined);
  const byReason = Map.groupBy(
    schedules.filter((schedule) => !isBacked(schedule, frequent)),
    (schedule) => reasonOf(schedule)?.why ?? "",
  );
  return [...byReason].flatMap(([why, alike]) => {
    const reason = alike[0] === undefined ? undefined : reasonOf(alike[0]);
    if (reason === undefined) return [];
    return [
      makeFinding(IDLE, context, {
        severity: reason.severity,
        certainty: reason.certainty ?? "proven",
        places: alike.map(({ place }) => place),
        why: `${namesThat(alike.map(nameOf), ...reason.does)}${why}.`,
        fix: reason.fix,
        sources: [VELERO],
      }),
    ];
  });
}

interface Reason {
  readonly severity: Severity;
  readonly certainty?: Finding["certainty"];
  /** The verb for one and for several. */
  readonly does: readonly [one: string, several: string];
  readonly why: string;
  readonly fix: string;
}

const KEEP = `Let it run, and keep backups for ${WINDOW_HOURS} hours at least: they have to outlive the window.`;

function reasonOf({ isPaused, phase, cron, keptHours }: OfType<"schedule">): Reason | undefined {
  if (isPaused) return { severity: "risk", does: ["is", "are"], why: " paused", fix: KEEP };
  if (phase === "FailedValidation") {
    const fix = "Mend it: kubectl -n velero describe schedules says what Velero does not take.";
    return { severity: "risk", does: ["is", "are"], why: " refused by Velero (FailedValidation)", fix };
  }
  const gap = longestGapHours(cron);
  if (keptHours !== undefined && keptHours < Math.max(WINDOW_HOURS, gap ?? 0)) {
    const rarer =
      gap === undefined || gap <= keptHours ? "" : `, and the next one comes after up to ${hours(gap)}`;
    return {
      severity: "risk",
      does: ["keeps its backups for", "keep their backups for"],
      why: ` ${hours(keptHours)}${rarer}`,
      fix: KEEP,
    };
  }
  if (gap === undefined) {
    const why = ` ${cron === "" ? "no time" : `the time ${JSON.stringify(cron.slice(0, 40))}`}, which is no schedule that can be read here`;
    const fix = "See in the cluster when it runs next: velero schedule get.";
    return { severity: "notice", certainty: "unknown", does: ["has", "have"], why, fix };
  }
  if (gap <= FRESH_HOURS) return undefined;
  const fix = "Make a backup by hand before the window: velero backup create --from-schedule NAME --wait.";
  return {
    severity: "notice",
    does: ["makes", "make"],
    why: ` a backup every ${hours(gap)} only: the newest may be that old when the window begins`,
    fix,
  };
}

function hours(number: number): string {
  return number >= 72 ? `${Math.round(number / 24)} days` : `${Math.round(number * 10) / 10} hours`;
}

function nameOf({ name }: OfType<"schedule">): string {
  return `Schedule ${name}`;
}
