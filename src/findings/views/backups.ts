import type { Manifest } from "../../manifests/manifest.ts";
import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { Place } from "../../source/finding.ts";
import type { SourceValue } from "../../source/value.ts";
import { optionalText } from "./optional-text.ts";
import { placeOf } from "./place-of.ts";
import { textsOf } from "./texts-of.ts";

/** What a backup takes: of a Schedule what its backups will, of a Backup what it did. */
export interface BackupScope {
  /** `*` and globs as written; empty means all. */
  readonly includedNamespaces: readonly string[];
  readonly excludedNamespaces: readonly string[];
  /** False only where it says so; left out it follows from the namespaces. */
  readonly includeClusterResources: boolean | undefined;
  /** Neither snapshots nor file copies of volumes. */
  readonly leavesVolumesOut: boolean;
  readonly storageLocation?: string;
}

/** A Velero object. Durations and instants as written. */
export type VeleroObject =
  | { readonly type: "location"; readonly name: string; readonly place: Place; readonly phase?: string }
  | {
      readonly type: "schedule";
      readonly name: string;
      readonly place: Place;
      readonly scope: BackupScope;
      readonly isPaused: boolean;
      /** Hours that its backups are kept; undefined where the default (720) holds. */
      readonly keptHours: number | undefined;
    }
  | {
      readonly type: "backup";
      readonly name: string;
      readonly place: Place;
      readonly scope: BackupScope;
      readonly phase: string;
      readonly completed?: string;
      readonly expires?: string;
      readonly errors: number;
    };

const KINDS: ReadonlySet<string> = new Set(["BackupStorageLocation", "Schedule", "Backup"]);

export const veleroObjects: ManifestView<VeleroObject> = {
  kind: "manifests",
  name: "velero-objects",
  inSamples: false,
  mentions: (word) => KINDS.has(word),
  read: (manifest) => {
    const { apiVersion, kind, value } = manifest;
    if (value === undefined || !apiVersion.startsWith("velero.io/")) return [];
    const common = { name: detached(manifest.name ?? ""), place: placeOf(manifest) };
    switch (kind) {
      case "BackupStorageLocation":
        return [{ type: "location", ...common, ...optionalText("phase", value.textAt("status", "phase")) }];
      case "Schedule":
        return [{ type: "schedule", ...common, ...scheduleOf(value) }];
      case "Backup":
        return [{ type: "backup", ...common, ...backupOf(value) }];
      default:
        return [];
    }
  },
};

function scheduleOf(value: SourceValue) {
  const template = value.get("spec", "template");
  return {
    scope: scopeOf(template),
    isPaused: value.get("spec", "paused")?.boolean() ?? false,
    keptHours: hoursOf(template?.textAt("ttl")),
  };
}

function backupOf(value: SourceValue) {
  const status = value.get("status");
  return {
    scope: scopeOf(value.get("spec")),
    phase: detached(status?.textAt("phase") ?? "unknown"),
    ...optionalText("completed", status?.textAt("completionTimestamp")),
    ...optionalText("expires", status?.textAt("expiration")),
    errors: status?.get("errors")?.number() ?? 0,
  };
}

function scopeOf(spec: SourceValue | undefined): BackupScope {
  const hasSnapshots = spec?.get("snapshotVolumes")?.boolean() ?? true;
  const hasCopies = spec?.get("defaultVolumesToFsBackup")?.boolean() ?? false;
  return {
    includedNamespaces: textsOf(spec?.get("includedNamespaces")),
    excludedNamespaces: textsOf(spec?.get("excludedNamespaces")),
    includeClusterResources: spec?.get("includeClusterResources")?.boolean(),
    leavesVolumesOut: !hasSnapshots && !hasCopies,
    ...optionalText("storageLocation", spec?.textAt("storageLocation")),
  };
}

/** Go's durations: `720h0m0s`, `90m`. */
function hoursOf(text: string | undefined): number | undefined {
  const [, hours = "0", minutes = "0"] = /^(?:(\d+)h)?(?:(\d+)m)?(?:\d+s)?$/.exec(text ?? "") ?? [];
  return text === undefined || text === "" ? undefined : Number(hours) + Number(minutes) / 60;
}

/** An object that asks for storage: a claim, or a StatefulSet with templates of claims. */
export interface StorageUser {
  readonly namespace: string;
  readonly place: Place;
}

export const storageUsers: ManifestView<StorageUser> = {
  kind: "manifests",
  name: "storage-users",
  inSamples: false,
  mentions: (word) => word === "PersistentVolumeClaim" || word === "StatefulSet",
  read: (manifest: Manifest) => {
    const { kind, namespace, value } = manifest;
    const hasStorage =
      kind === "PersistentVolumeClaim" ||
      (kind === "StatefulSet" && (value?.get("spec", "volumeClaimTemplates")?.items().length ?? 0) > 0);
    // Without a namespace nobody can say which schedule it falls under.
    if (!hasStorage || namespace === undefined) return [];
    return [{ namespace: detached(namespace), place: placeOf(manifest) }];
  },
};
