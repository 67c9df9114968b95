/** Stands for every kind of a version of which only the version is known to be gone. */
export const ANY_KIND = "*";

/** Names a kind in one version of its group, as a manifest does: `batch/v1beta1`, `CronJob`. */
export interface ApiName {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What an API's source said, from one minor on, about its end. Later minors sometimes say otherwise. */
export interface ApiDeclaration {
  /** The first minor whose source says so. */
  readonly asOf: string;
  readonly deprecated: string | null;
  readonly removed: string | null;
}

/** What is known of one kind in one version of its group, through the minors that were scanned. */
export interface ApiFacts extends ApiName {
  readonly group: string;
  readonly version: string;
  /** True for files that a component reads; false for objects of the API server. */
  readonly isConfiguration: boolean;
  /** Who serves or reads it: `kube-apiserver`, `kubeadm`, `kube-scheduler`, … */
  readonly component: string;
  /** First minor that serves it; null where none that was scanned does. */
  readonly servedFrom: string | null;
  /** True where older minors than the oldest one scanned may serve it too. */
  readonly servedFromIsLowerBound: boolean;
  /** First minor without it; null where the newest one scanned serves it, or none serves it yet. */
  readonly removedIn: string | null;
  /** True where it was gone already in the oldest minor scanned, which `removedIn` then is. */
  readonly removedInIsUpperBound: boolean;
  /** Minors after `servedFrom` and before `removedIn` that leave it out. */
  readonly gaps: readonly string[];
  /** Whether it is served without being switched on (`--runtime-config`), from each minor on. */
  readonly servedByDefault: readonly { readonly fromMinor: string; readonly enabled: boolean }[];
  /** Oldest first; empty where nothing was ever declared. */
  readonly declarations: readonly ApiDeclaration[];
  /** What its source names as its replacement; that may be gone by now. */
  readonly declaredReplacement: ApiName | null;
  /** Where a migration is more than a new `apiVersion`: one sentence a field, in our own words. */
  readonly migrationNotes: readonly string[];
  /** Where presence and removal were read. */
  readonly source: string;
  /** Where a deprecation was read. */
  readonly deprecationSource: string;
  /** Plural name of the resource, where the API server has one: `cronjobs`. */
  readonly resource?: string;
}
