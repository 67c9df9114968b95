import type { ApiFacts } from "../kubernetes/api-facts.ts";
import { apiStatus } from "../kubernetes/api-status.ts";
import { apiFacts } from "../kubernetes/api-table.ts";
import { hasSameShape } from "../kubernetes/same-shape.ts";
import { documentManifests } from "../manifests/document-manifests.ts";
import type { Manifest } from "../manifests/manifest.ts";
import { readDocuments } from "../source/documents.ts";
import { lineAt } from "./file-edit.ts";
import type { FixAnswer, Fixer, FixRequest } from "./fixer.ts";

/** Writes the newer API version where only its name changes. */
export const renameApi: Fixer = {
  knows: ({ id }) => id === "removed-api" || id === "deprecated-api",
  fix: (request) => {
    const { finding, place } = request;
    const { object } = place;
    const replacement = finding.replacement ?? undefined;
    const facts = object === undefined ? undefined : apiFacts(object);
    const newer = replacement === undefined ? undefined : apiFacts(replacement);
    if (facts === undefined || newer === undefined) return { reason: "nothing replaces the API" };
    if (newer.kind !== facts.kind) return { reason: `its replacement is another kind (${newer.kind})` };
    const obstacle = early(newer, request.from) ?? shapeObstacle(facts, request);
    return obstacle === undefined ? renamed(facts, newer, request) : { reason: obstacle };
  },
};

/** A file that the cluster of today would refuse is no mended file. */
function early(newer: ApiFacts, from: string | undefined): string | undefined {
  if (from === undefined || apiStatus(newer, from).status === "served") return undefined;
  return `${newer.apiVersion} is not served at ${from} yet: write it once the control plane has moved`;
}

function shapeObstacle(facts: ApiFacts, request: FixRequest): string | undefined {
  if (hasSameShape(facts)) return undefined;
  if (facts.kind === "PodDisruptionBudget" && hasSelector(request)) return undefined;
  return "more than the name of the version changes, or nobody knows whether it does";
}

/** An empty selector means every pod in policy/v1 and none in v1beta1; one that names labels means the same. */
function hasSelector(request: FixRequest): boolean {
  const selector = manifestAt(request)?.value?.get("spec", "selector");
  return ["matchLabels", "matchExpressions"].some((key) => {
    const part = selector?.get(key);
    return (part?.entries().length ?? 0) + (part?.items().length ?? 0) > 0;
  });
}

function manifestAt({ file, place }: FixRequest): Manifest | undefined {
  return readDocuments(file)
    .documents.flatMap(({ root }) => documentManifests(root))
    .find(({ at }) => at.line === place.line && at.column === place.column);
}

function renamed(facts: ApiFacts, newer: ApiFacts, { finding, place, file }: FixRequest): FixAnswer {
  const line = lineAt(file.text, place.line);
  const at = line.indexOf(facts.apiVersion, place.column - 1);
  const before = line[at - 1] ?? " ";
  const after = line[at + facts.apiVersion.length] ?? " ";
  if (at === -1 || /[\w./-]/.test(before) || /[\w./-]/.test(after)) {
    return {
      reason: "the line does not name the version as it stands (an alias, an escape, or a list's own)",
    };
  }
  const edit = {
    path: file.path,
    line: place.line,
    column: at + 1,
    from: facts.apiVersion,
    to: newer.apiVersion,
  };
  return { edits: [{ ...edit, finding: finding.id }] };
}
