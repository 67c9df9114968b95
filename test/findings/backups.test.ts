import { describe, expect, test } from "vitest";
import { covers } from "../../src/findings/backup-scope.ts";
import { backupSchedulesCheck } from "../../src/findings/checks/backup-schedules.ts";
import { backupsCheck } from "../../src/findings/checks/backups.ts";
import { longestGapHours } from "../../src/findings/cron-gap.ts";
import { found, inShort } from "./manifest-check.ts";

const HOPS = [{ from: "1.35.10", to: "1.36.6" }];
const CLAIM = "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: d, namespace: shop}\n";

function schedule(template: string, spec = ""): string {
  return `apiVersion: velero.io/v1
kind: Schedule
metadata: {name: daily}
spec: {schedule: "0 3 * * *", ${spec}template: {${template}}}
`;
}

function values(template: string, settings = ""): string {
  return `    configuration:
      backupStorageLocation: [{name: default, bucket: b}]
    schedules:
      daily: {${settings}schedule: "0 3 * * *", template: {${template}}}
`;
}

function release(template: string, settings = ""): string {
  return `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: velero}
spec:
  values:
${values(template, settings)}`;
}

function backup(status: string): string {
  return `apiVersion: velero.io/v1\nkind: Backup\nmetadata: {name: b}\nspec: {}\nstatus: {${status}}\n`;
}

const LOCATION = "apiVersion: velero.io/v1\nkind: BackupStorageLocation\nmetadata: {name: default}\n";

test.each<[string, number | undefined]>([
  ["0 3 * * *", 24],
  ["*/15 * * * *", 0.25],
  ["0 */6 * * *", 6],
  ["0 3 * * 0", 168],
  ["0 3 * * mon-fri", 72],
  ["0 3 1 * *", 31 * 24],
  ["0 3 1,15 * 0", 168],
  ["30 2,14 * * *", 12],
  ["@daily", 24],
  ["@every 36h", 36],
  ["CRON_TZ=Europe/Berlin 0 3 * * 7", 168],
  ["0 0 30 2 *", undefined],
  ["0 25 * * *", undefined],
  ["* * *", undefined],
  ["", undefined],
])("between two runs of %j lie up to %s hours", (expression, hours) => {
  expect(longestGapHours(expression)).toBe(hours);
});

test.each<[string, string, boolean]>([
  ["", "shop", true],
  ["*", "shop", true],
  ["shop", "shop", true],
  ["shop", "shop-2", false],
  ["shop-*", "shop-2", true],
  ["shop-*", "shop", false],
  ["*-prod", "shop-prod", true],
  ["a*b*c", "a-b-c", true],
  ["a*b*c", "acb", false],
  ["ab*ba", "aba", false],
])("a schedule of %j and %s: %s", (pattern, namespace, expected) => {
  const includedNamespaces = pattern === "" ? [] : [pattern];
  const scope = { includedNamespaces, excludedNamespaces: [], includeClusterResources: undefined };
  expect(covers(scope, namespace)).toBe(expected);
  expect(
    covers({ ...scope, includedNamespaces: [], excludedNamespaces: includedNamespaces }, namespace),
  ).toBe(pattern === "" || !expected);
});

describe("what is wrong with the backups", () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ["nothing", { "s.yaml": schedule(""), "c.yaml": CLAIM }, []],
    [
      "a namespace is left out",
      { "s.yaml": schedule("excludedNamespaces: [shop]"), "c.yaml": CLAIM },
      ["backup-namespace-uncovered risk c.yaml:1"],
    ],
    [
      "the one schedule that covers it is paused",
      {
        "s.yaml": schedule("", "paused: true, "),
        "t.yaml": schedule("includedNamespaces: [other]"),
        "c.yaml": CLAIM,
      },
      ["backup-namespace-uncovered risk c.yaml:1"],
    ],
    [
      "the location is away",
      { "l.yaml": `${LOCATION}status: {phase: Unavailable}\n` },
      ["backup-location-unavailable blocker l.yaml:1"],
    ],
    [
      "the location is another",
      { "l.yaml": LOCATION, "s.yaml": schedule("storageLocation: offsite") },
      ["backup-location-unavailable notice s.yaml:1"],
    ],
    [
      "the newest is fine",
      {
        "b.yaml": backup(
          "phase: Completed, completionTimestamp: 2026-11-23T03:10:00Z, expiration: 2026-12-23T03:10:00Z",
        ),
      },
      [],
    ],
    [
      "the newest failed in part",
      { "b.yaml": backup("phase: PartiallyFailed, errors: 3") },
      ["backup-not-usable risk b.yaml:1"],
    ],
    [
      "the newest is old",
      { "b.yaml": backup("phase: Completed, completionTimestamp: 2026-11-01T03:10:00Z") },
      ["backup-not-usable risk b.yaml:1"],
    ],
    [
      "the newest ends in the window",
      {
        "b.yaml": backup(
          "phase: Completed, completionTimestamp: 2026-11-24T03:10:00Z, expiration: 2026-11-25T03:10:00Z",
        ),
      },
      ["backup-not-usable risk b.yaml:1"],
    ],
    ["nobody says that there are any", { "c.yaml": CLAIM }, ["backup-not-described notice c.yaml:1"]],
    [
      "a job saves etcd",
      {
        "c.yaml": CLAIM,
        "j.yaml":
          "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: etcd}\nspec: {jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: etcd, command: [sh, -c, 'etcdctl snapshot save /b/x.db']}]}}}}}\n",
      },
      [],
    ],
    ["nothing is there to lose", { "s.yaml": "apiVersion: v1\nkind: Service\n" }, []],
    [
      "a script saves etcd",
      { "c.yaml": CLAIM, "roles/etcd/files/backup.sh": "#!/bin/sh\netcdctl snapshot save /b/x.db\n" },
      [],
    ],
    [
      "the values of Velero's chart cover another namespace",
      { "r.yaml": release("includedNamespaces: [other]"), "c.yaml": CLAIM },
      ["backup-namespace-uncovered risk c.yaml:1"],
    ],
    ["the values of Velero's chart cover it", { "r.yaml": release(""), "c.yaml": CLAIM }, []],
    [
      "a file of values covers it",
      { "velero/values.yaml": values("").replaceAll(/^ {4}/gm, ""), "c.yaml": CLAIM },
      [],
    ],
  ])("%s", (_name, files, expected) => {
    expect(inShort(found(backupsCheck, files, { hops: HOPS }))).toEqual(expected);
  });

  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ["nothing", { "s.yaml": schedule("") }, []],
    ["it is paused", { "s.yaml": schedule("", "paused: true, ") }, ["backup-schedule-idle risk s.yaml:1"]],
    [
      "cluster resources and volumes are missing",
      { "s.yaml": schedule("includeClusterResources: false, snapshotVolumes: false") },
      ["backup-incomplete risk s.yaml:1"],
    ],
    [
      "two schedules lack the same",
      {
        "s.yaml": schedule("includeClusterResources: false"),
        "t.yaml": schedule("includeClusterResources: false"),
      },
      ["backup-incomplete risk s.yaml:1 t.yaml:1"],
    ],
    [
      "files of volumes are copied instead",
      { "s.yaml": schedule("snapshotVolumes: false, defaultVolumesToRestic: true") },
      [],
    ],
    [
      "only some objects are in them",
      { "s.yaml": schedule("labelSelector: {matchLabels: {backup: yes}}") },
      ["backup-incomplete notice s.yaml:1"],
    ],
    [
      "claims are not in them",
      { "s.yaml": schedule("includedResources: [configmaps]") },
      ["backup-incomplete risk s.yaml:1"],
    ],
    [
      "they are gone in a day",
      { "s.yaml": schedule("ttl: 24h0m0s") },
      ["backup-schedule-idle risk s.yaml:1"],
    ],
    ["a time of zero is the default", { "s.yaml": schedule("ttl: 0s") }, []],
    ["a time that nobody can read", { "s.yaml": schedule("ttl: 30d") }, []],
    [
      "they are gone before the next",
      { "s.yaml": schedule("ttl: 72h").replace("0 3 * * *", "0 3 * * 0") },
      ["backup-schedule-idle risk s.yaml:1"],
    ],
    [
      "they are rare",
      { "s.yaml": schedule("").replace("0 3 * * *", "@weekly") },
      ["backup-schedule-idle notice s.yaml:1"],
    ],
    [
      "a better one stands beside it",
      {
        "s.yaml": schedule("includedNamespaces: [shop], includeClusterResources: false").replace(
          "0 3 * * *",
          "@weekly",
        ),
        "t.yaml": schedule("includedNamespaces: [sh*]"),
      },
      [],
    ],
    [
      "another one beside it takes other namespaces",
      {
        "s.yaml": schedule("includedNamespaces: [shop]").replace("0 3 * * *", "@weekly"),
        "t.yaml": schedule("includedNamespaces: [a]"),
      },
      ["backup-schedule-idle notice s.yaml:1"],
    ],
    [
      "its time is none",
      { "s.yaml": schedule("").replace("0 3 * * *", "daily") },
      ["backup-schedule-idle notice s.yaml:1"],
    ],
    [
      "Velero refuses it",
      { "s.yaml": `${schedule("")}status: {phase: FailedValidation}\n` },
      ["backup-schedule-idle risk s.yaml:1"],
    ],
    [
      "it comes from a chart's values",
      { "r.yaml": release("ttl: 12h") },
      ["backup-schedule-idle risk r.yaml:9"],
    ],
    ["it is switched off in a chart's values", { "r.yaml": release("ttl: 12h", "disabled: true, ") }, []],
  ])("schedules: %s", (_name, files, expected) => {
    expect(inShort(found(backupSchedulesCheck, files, { hops: HOPS }))).toEqual(expected);
  });

  test("without an upgrade ahead nobody is asked for a backup", () => {
    expect(found(backupsCheck, { "c.yaml": CLAIM })).toEqual([]);
  });
});
