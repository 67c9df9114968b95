import type { ApiFacts } from "../kubernetes/api-facts.ts";
import { apiStatus } from "../kubernetes/api-status.ts";
import { apiFacts } from "../kubernetes/api-table.ts";
import { hasSameShape } from "../kubernetes/same-shape.ts";
import { isKustomizationFile } from "../manifests/kustomizations/read-kustomization.ts";
import { isMapping } from "../source/mapping.ts";
import { budgetKeepsMeaning } from "./budget-selector.ts";
import { readingOf } from "./file-reading.ts";
import type { Bond, FixAnswer, Fixer, FixRequest, ValueChange } from "./fixer.ts";
import { renamedTarget } from "./kustomization-target.ts";
import { lineAt } from "./splice.ts";
import { choiceOfVersion } from "./template-branches.ts";
import { writtenVersion } from "./written-version.ts";

/** Writes the newer API version where only its name changes: of objects, and of what names them. */
export const renameApi: Fixer = {
  knows: ({ id }) => id === "removed-api" || id === "deprecated-api",
  causeOf: (_, { object }) => `${object?.apiVersion} ${object?.kind}`,
  isStepwise: false,
  fix: (request) => {
    const apis = apisOf(request);
    if (apis === undefined) return { reason: "nothing replaces the API" };
    const { old, newer } = apis;
    if (newer.kind !== old.kind) return { reason: `its replacement is another kind (${newer.kind})` };
    const obstacle = early(newer, request) ?? shapeObstacle(old, request);
    return obstacle === undefined ? renamed(apis, request) : { reason: obstacle };
  },
  isMeant: (request, change) => isRename(apisOf(request), change),
  bondOf,
};

interface Apis {
  readonly old: ApiFacts;
  readonly newer: ApiFacts;
}

function apisOf({ finding: { replacement }, place: { object } }: FixRequest): Apis | undefined {
  const old = object === undefined ? undefined : apiFacts(object);
  const newer = replacement === undefined || replacement === null ? undefined : apiFacts(replacement);
  return old === undefined || newer === undefined ? undefined : { old, newer };
}

/** A file that the cluster of today would refuse is no mended file. */
function early(newer: ApiFacts, { versions, oldestSupported }: FixRequest): string | undefined {
  const refusing = versions.find((version) => apiStatus(newer, version).status !== "served");
  if (refusing !== undefined) {
    return apiStatus(newer, refusing).status === "unknown"
      ? `nobody knows whether ${refusing} serves ${newer.apiVersion}: it is no minor that the facts cover`
      : `${newer.apiVersion} is not served at ${refusing} yet: write it once the control plane has moved`;
  }
  if (versions.length > 0 || apiStatus(newer, oldestSupported).status === "served") return undefined;
  return `nobody knows whether the cluster serves ${newer.apiVersion} already: say where it stands with --assume-from`;
}

/** What only names an object names it the same way in every version, and a patch follows its object. */
function shapeObstacle(old: ApiFacts, request: FixRequest): string | undefined {
  const isName = request.place.class === "reference" && !isWholeObject(request);
  if (isName || hasSameShape(old)) return undefined;
  if (old.kind === "PodDisruptionBudget" && budgetKeepsMeaning(request)) return undefined;
  return old.migrationNotes.length === 0
    ? "nobody knows whether more than the name of the version changes"
    : "more than the name of the version changes";
}

function renamed({ old, newer }: Apis, request: FixRequest): FixAnswer {
  const { file, place } = request;
  const choice = choiceOfVersion(file, place.line, newer);
  if (choice !== undefined) return { reason: `its template chooses: ${choice}` };
  const target = renamedTarget({ old, newer }, request);
  if (target !== undefined) return target;
  const written = writtenVersion(old.apiVersion, request);
  if (written !== undefined) {
    const { start, end } = written;
    const isEscaped = file.text.slice(start, end).includes("\\/");
    const to = isEscaped ? newer.apiVersion.replace("/", "\\/") : newer.apiVersion;
    return { splices: [{ start, end, to }] };
  }
  const isRule = place.class === "reference" && !/apiVersion/.test(lineAt(file.text, place.line));
  return isRule
    ? { reason: "it names a group, and which of its objects are meant is for a person to say" }
    : { reason: "the version does not stand there as it is (an alias, an include, or a list's own)" };
}

/** The version of an object of the same kind, or a patch in a text that holds it. */
function isRename(apis: Apis | undefined, { path, before, after, holder }: ValueChange): boolean {
  if (apis === undefined || typeof before !== "string" || typeof after !== "string") return false;
  const { old, newer } = apis;
  const kind = isMapping(holder) ? holder.kind : undefined;
  const key = path.at(-1);
  if (key === "apiVersion") {
    return before.trim() === old.apiVersion && after.trim() === newer.apiVersion && kind === old.kind;
  }
  if (key === "version" || key === "group") {
    return before === old[key] && after === newer[key] && kind === old.kind;
  }
  return before.includes("apiVersion") && before.replaceAll(old.apiVersion, newer.apiVersion) === after;
}

/** A kustomization finds what it changes by API and name, so both are mended or neither. */
function bondOf(request: FixRequest): Bond | undefined {
  const { place, file } = request;
  const { object } = place;
  if (object === undefined) return undefined;
  const of = `${object.apiVersion} ${object.kind}`;
  if (place.class !== "reference")
    return object.name === undefined ? undefined : { role: "object", of, name: object.name };
  if (!isKustomizationFile(file.path) && !isWholeObject(request) && !isInText(request)) return undefined;
  const isPlain = /^[a-z0-9-]+$/.test(object.name ?? "");
  return { role: "follower", of, ...(isPlain ? { name: object.name } : {}) };
}

/** Whether the place is an object's own, as a patch's in a file of its own is. */
function isWholeObject({ file, place }: FixRequest): boolean {
  return readingOf(file).objectAt(place) !== undefined;
}

/** A patch that an object of Flux or Argo CD holds as text, or the target of one. */
function isInText({ file, place }: FixRequest): boolean {
  const { templateLines, hasKeyAt } = readingOf(file);
  return templateLines === undefined && !hasKeyAt(place);
}
