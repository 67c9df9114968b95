import type { Manifest } from "../../manifests/manifest.ts";
import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { Place } from "../../source/finding.ts";
import type { SourceValue } from "../../source/value.ts";
import { selectorKeys, selectsEverything } from "../label-selection.ts";
import { readLabelSelector } from "./label-selector.ts";
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
  /** Why volumes are not in it, in words: `snapshotVolumes: false, and no copy of their files`. */
  readonly lacksVolumes?: string;
  /** Which objects alone are in it, in words: `labels app=web`. */
  readonly narrowed?: string;
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
      /** `0 3 * * *`; empty where none is written. */
      readonly cron: string;
      /** Hours that its backups are kept; undefined where the default (720) holds, or nobody can read it. */
      readonly keptHours: number | undefined;
      /** `FailedValidation` in a running cluster that refuses it. */
      readonly phase?: string;
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
  return { ...readSchedule(value.get("spec")), ...optionalText("phase", value.textAt("status", "phase")) };
}

/** The `spec` of a Schedule, which the chart's values have too. */
export function readSchedule(spec: SourceValue | undefined) {
  const template = spec?.get("template");
  return {
    scope: scopeOf(template),
    isPaused: spec?.get("paused")?.boolean() ?? false,
    cron: detached(spec?.textAt("schedule") ?? ""),
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
  return {
    includedNamespaces: textsOf(spec?.get("includedNamespaces")),
    excludedNamespaces: textsOf(spec?.get("excludedNamespaces")),
    includeClusterResources: spec?.get("includeClusterResources")?.boolean(),
    ...optionalText("lacksVolumes", whyNoVolumes(spec)),
    ...optionalText("narrowed", labelsOf(spec)),
    ...optionalText("storageLocation", spec?.textAt("storageLocation")),
  };
}

const CLAIMS: ReadonlySet<string> = new Set(["*", "persistentvolumeclaims", "persistentvolumeclaim", "pvc"]);

function whyNoVolumes(spec: SourceValue | undefined): string | undefined {
  const hasSnapshots = spec?.get("snapshotVolumes")?.boolean() ?? true;
  const hasCopies = ["defaultVolumesToFsBackup", "defaultVolumesToRestic"].some(
    (key) => spec?.get(key)?.boolean() === true,
  );
  if (!hasSnapshots && !hasCopies) return "snapshotVolumes: false, and no copy of their files";
  for (const key of ["includedResources", "includedNamespaceScopedResources"]) {
    const included = textsOf(spec?.get(key));
    if (included.length > 0 && !included.some((one) => CLAIMS.has(one))) return `${key} without claims`;
  }
  for (const key of ["excludedResources", "excludedNamespaceScopedResources"]) {
    if (textsOf(spec?.get(key)).some((one) => CLAIMS.has(one))) return `${key} with claims`;
  }
  return undefined;
}

function labelsOf(spec: SourceValue | undefined): string | undefined {
  const selectors = [spec?.get("labelSelector"), ...(spec?.get("orLabelSelectors")?.items() ?? [])]
    .filter((one) => one !== undefined)
    .map(readLabelSelector)
    .filter((one) => !selectsEverything(one));
  if (selectors.length === 0) return undefined;
  const keys = new Set(selectors.flatMap(selectorKeys));
  return `label${keys.size === 1 ? "" : "s"} ${[...keys].join(", ")}`;
}

/** Go's durations: `720h0m0s`, `90m`. Velero takes none, and zero, for its default. */
function hoursOf(text: string | undefined): number | undefined {
  const [whole, hours = "0", minutes = "0"] = /^(?:(\d+)h)?(?:(\d+)m)?(?:[\d.]+s)?$/.exec(text ?? "") ?? [];
  const read = Number(hours) + Number(minutes) / 60;
  return whole === undefined || read === 0 ? undefined : read;
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
