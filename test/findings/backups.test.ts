import { describe, expect, test } from "vitest";
import { covers } from "../../src/findings/backup-scope.ts";
import { backupsCheck } from "../../src/findings/checks/backups.ts";
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

function backup(status: string): string {
  return `apiVersion: velero.io/v1\nkind: Backup\nmetadata: {name: b}\nspec: {}\nstatus: {${status}}\n`;
}

const LOCATION = "apiVersion: velero.io/v1\nkind: BackupStorageLocation\nmetadata: {name: default}\n";

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
  const scope = {
    includedNamespaces,
    excludedNamespaces: [],
    includeClusterResources: undefined,
    leavesVolumesOut: false,
  };
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
      ["backup-namespace-uncovered risk c.yaml:1", "backup-schedule-idle risk s.yaml:1"],
    ],
    [
      "cluster resources and volumes are missing",
      { "s.yaml": schedule("includeClusterResources: false, snapshotVolumes: false") },
      ["backup-incomplete risk s.yaml:1"],
    ],
    [
      "files of volumes are copied instead",
      { "s.yaml": schedule("snapshotVolumes: false, defaultVolumesToFsBackup: true") },
      [],
    ],
    [
      "they are gone in a day",
      { "s.yaml": schedule("ttl: 24h0m0s") },
      ["backup-schedule-idle risk s.yaml:1"],
    ],
    [
      "the location is away",
      { "l.yaml": `${LOCATION}status: {phase: Unavailable}\n` },
      ["backup-location-unavailable blocker l.yaml:1"],
    ],
    [
      "the location is another",
      { "l.yaml": LOCATION, "s.yaml": schedule("storageLocation: offsite") },
      ["backup-location-unavailable risk s.yaml:1"],
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
  ])("%s", (_name, files, expected) => {
    expect(inShort(found(backupsCheck, files, { hops: HOPS }))).toEqual(expected);
  });

  test("without an upgrade ahead nobody is asked for a backup", () => {
    expect(found(backupsCheck, { "c.yaml": CLAIM })).toEqual([]);
  });
});
