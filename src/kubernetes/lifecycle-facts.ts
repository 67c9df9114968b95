import lifecycleFile from "../../data/api-lifecycle.json" with { type: "json" };
import type { ApiDeclaration, ApiFacts, ApiName } from "./api-facts.ts";

/** One group, version and kind as the file has it; types that are no objects of their own have a `role`. */
interface LifecycleRow {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly resource?: string;
  readonly role?: string;
  readonly subresourceFirst?: string;
  readonly servedFirst: string | null;
  readonly servedFirstIsLowerBound?: boolean;
  readonly gaps?: readonly string[];
  readonly deprecated: string | null;
  readonly removedDeclared: string | null;
  readonly removed: string | null;
  readonly replacement: GroupVersionKind | null;
  readonly servedByDefault: readonly { readonly fromMinor: string; readonly enabled: boolean }[];
  readonly migrationNotes?: readonly string[];
  readonly declarationHistory?: readonly { asOf: string; deprecated?: string; removed?: string }[];
  readonly source?: string;
}

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** The minors that were scanned, oldest first; about others the API facts say nothing. */
export const scannedMinors: readonly string[] = lifecycleFile.minorsScanned;

const ROWS: readonly LifecycleRow[] = lifecycleFile.apis;
const SOURCE = "data/api-lifecycle.json: api/openapi-spec/swagger.json of each minor of k8s.io/kubernetes";
const DEPRECATION_SOURCE = "data/api-lifecycle.json: prerelease-lifecycle of k8s.io/api";
/** What the API server and its clients hand each other (AdmissionReview, DeleteOptions): no manifest of a cluster. */
const MESSAGE = "exchange or option type, never stored";

/** What the API server of each minor serves. */
export function lifecycleFacts(): readonly ApiFacts[] {
  return ROWS.filter(({ role }) => role !== MESSAGE).map(factsOf);
}

/** The `apiVersion` of a group and version: `v1` for the group without a name. */
export function apiVersionOf({ group, version }: { group: string; version: string }): string {
  return group === "" ? version : `${group}/${version}`;
}

function factsOf(row: LifecycleRow): ApiFacts {
  return {
    group: row.group,
    version: row.version,
    kind: row.kind,
    apiVersion: apiVersionOf(row),
    isConfiguration: false,
    component: "kube-apiserver",
    servedFrom: row.servedFirst ?? row.subresourceFirst ?? null,
    servedFromIsLowerBound: row.servedFirstIsLowerBound ?? false,
    removedIn: row.removed,
    removedInIsUpperBound: false,
    gaps: row.gaps ?? [],
    servedByDefault: row.servedByDefault,
    declarations: declarationsOf(row),
    declaredReplacement: nameOf(row.replacement),
    migrationNotes: row.migrationNotes ?? [],
    source: SOURCE,
    deprecationSource: row.source ?? DEPRECATION_SOURCE,
    ...(row.resource === undefined ? {} : { resource: row.resource }),
  };
}

function declarationsOf(row: LifecycleRow): readonly ApiDeclaration[] {
  const history = row.declarationHistory ?? [];
  if (history.length > 0) {
    return history.map(({ asOf, deprecated = null, removed = null }) => ({ asOf, deprecated, removed }));
  }
  if (row.deprecated === null && row.removedDeclared === null) return [];
  return [{ asOf: scannedMinors[0] ?? "", deprecated: row.deprecated, removed: row.removedDeclared }];
}

function nameOf(api: GroupVersionKind | null): ApiName | null {
  return api === null ? null : { apiVersion: apiVersionOf(api), kind: api.kind };
}
