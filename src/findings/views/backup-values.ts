import type { Manifest } from "../../manifests/manifest.ts";
import { sampleFolder } from "../../manifests/sample-folder.ts";
import type { FileView, ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import { readDocuments } from "../../source/documents.ts";
import { readEmbedded } from "../../source/embedded.ts";
import type { SourceValue } from "../../source/value.ts";
import { readSchedule, type VeleroObject } from "./backups.ts";

/** Schedules and locations that Velero's chart makes of its values, in objects that install it. */
export const backupReleases: ManifestView<VeleroObject> = {
  kind: "manifests",
  name: "backup-releases",
  inSamples: false,
  mentions: (word) => ["HelmRelease", "HelmChart", "Application"].includes(word),
  read: ({ value }: Manifest) => (value === undefined ? [] : valuesIn(value).flatMap(fromValues)),
};

/** The same in files of values; what a parent chart calls the chart, it is found by its settings. */
export const backupValues: FileView<VeleroObject> = {
  kind: "files",
  name: "backup-values",
  wants: ({ path, text }) =>
    /\.ya?ml$/.test(path) &&
    text.includes("backupStorageLocation") &&
    !/^kind:/m.test(text) &&
    sampleFolder(path) === undefined,
  read: (file) => {
    const { documents } = readDocuments(file);
    return {
      entries: documents.flatMap(({ root }) =>
        [root, ...root.entries().map(([, child]) => child)].flatMap(fromValues),
      ),
    };
  },
};

/** Jobs outside manifests that save etcd: scripts, units, roles of Ansible. */
export const etcdSnapshotFiles: FileView<string> = {
  kind: "files",
  name: "etcd-snapshot-files",
  wants: ({ path, text }) =>
    !/\.(?:md|rst|txt|adoc)$/i.test(path) &&
    /\betcdctl\b/.test(text) &&
    /\bsnapshot\s+save\b/.test(text) &&
    sampleFolder(path) === undefined,
  read: ({ path }) => ({ entries: [detached(path)] }),
};

function valuesIn(object: SourceValue): readonly SourceValue[] {
  const spec = object.get("spec");
  const sources = [spec?.get("source"), ...(spec?.get("sources")?.items() ?? [])];
  const texts = [spec?.get("valuesContent"), ...sources.map((source) => source?.get("helm", "values"))];
  return [
    spec?.get("values"),
    ...sources.map((source) => source?.get("helm", "valuesObject")),
    ...texts.flatMap((text) =>
      text === undefined ? [] : readEmbedded(text).documents.map(({ root }) => root),
    ),
  ].filter((values) => values !== undefined);
}

/** Only Velero's chart has both a location of backups and plugins beside its schedules. */
function fromValues(values: SourceValue): readonly VeleroObject[] {
  const configured = values.get("configuration", "backupStorageLocation");
  if (configured === undefined) return [];
  const locations = configured.items().length > 0 ? configured.items() : [configured];
  return [
    ...locations.map(
      (location): VeleroObject => ({
        type: "location",
        name: detached(location.textAt("name") ?? "default"),
        place: located(location),
      }),
    ),
    ...(values.get("schedules")?.entries() ?? [])
      .filter(([, schedule]) => schedule.get("disabled")?.boolean() !== true)
      .map(
        ([name, schedule]): VeleroObject => ({
          type: "schedule",
          name: detached(name),
          place: located(schedule),
          ...readSchedule(schedule),
        }),
      ),
  ];
}

function located(value: SourceValue) {
  const { path, line, column } = value.place();
  return { path: detached(path), line, column };
}
