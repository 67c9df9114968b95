import type { ApiFacts } from "../../kubernetes/api-facts.ts";
import { bestReplacement, migrationWindow } from "../../kubernetes/api-replacement.ts";
import { apiFacts } from "../../kubernetes/api-table.ts";
import { sampleFolder } from "../../manifests/sample-folder.ts";
import type { Finding, Place } from "../../source/finding.ts";
import { apiFix } from "../api-fix.ts";
import { type ApiJudgement, type ApiProblem, judgeApi } from "../api-judgement.ts";
import { apiSeverity, isLeftOut, servedAlternative, waitsForApi } from "../api-severity.ts";
import { type JudgedApi, sourceOf, whyOf } from "../api-wording.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { eachPlaceOnce, spotOf } from "../each-place-once.ts";
import { makeFinding } from "../make-finding.ts";
import { type MinorSpan, minorSpan } from "../minor-span.ts";
import { namedApis, namedApiViews } from "../named-apis.ts";
import { ruleUses } from "../rule-uses.ts";
import { isSwitchedOn, runtimeSettings } from "../runtime-config.ts";
import type { ApiUse } from "../views/api-use.ts";
import { ruleSets } from "../views/rule-sets.ts";

const DESCRIPTIONS: Readonly<Record<ApiProblem, FindingDescription>> = {
  removed: {
    id: "removed-api",
    title: "An API goes away",
    meaning:
      "From that minor on the object can be neither applied nor read; objects in etcd stay, under the new API.",
  },
  deprecated: {
    id: "deprecated-api",
    title: "An API is deprecated",
    meaning: "It still works and warns; a later minor takes it away.",
  },
  "not-yet": {
    id: "not-yet-served-api",
    title: "A manifest is newer than the cluster that it meets",
    meaning: "The minor that runs now, or one on the way, does not have the API yet and refuses the object.",
  },
  "off-by-default": {
    id: "api-not-enabled",
    title: "An API is off by default",
    meaning: "Alpha and newer beta APIs are served only where --runtime-config names them.",
  },
};

/** Of what a template may write at one place, what is removed is told before what is deprecated or too new. */
const URGENCY = Object.values(DESCRIPTIONS).map(({ id }) => id);

/** The APIs that manifests and component configuration files use, against every minor on the way. */
export const apiVersionsCheck: ManifestCheck = {
  name: "api-versions",
  reads: [
    "apiVersion and kind of every object and component configuration, and of what they refer to",
    "kustomization targets and patches, those inside objects of Flux and Argo CD too",
    "RBAC, webhook and admission policy rules, those of Kyverno too",
    "Helm's stored releases, and who wrote the objects of a live cluster last",
  ],
  findings: Object.values(DESCRIPTIONS),
  views: [...namedApiViews, ruleSets],
  judge(context) {
    const span = minorSpan(context);
    if (span === undefined) return [];
    const { repository } = context;
    // Old versions of add-ons among them are not of Kubernetes, and judged by a check of their own.
    const uses = [...namedApis(repository), ...ruleUses(repository.of(ruleSets), span)].filter(
      ({ api }) => apiFacts(api) !== undefined,
    );
    return eachPlaceOnce(
      causesOf(uses, span).flatMap((alike) => judge(context, alike, span)),
      URGENCY,
    );
  },
};

/**
 * Uses that are one cause: the same API and the same certainty, apart where a template asks the cluster, and where
 * it then writes nothing for the target or what the target serves: that place breaks nothing, whatever a chart
 * beside it does. Neither does a rule or a sample, whose places are not told as severely as the object that runs.
 */
function causesOf(uses: readonly ApiUse[], span: MinorSpan): readonly (readonly [ApiUse, ...ApiUse[]])[] {
  const groups = Map.groupBy(uses, (use) => {
    const { api, certainty, alternatives, requires } = use;
    const alternative = servedAlternative(use, { span });
    const answered = [isLeftOut(use, { span }), waitsForApi(use, { span }), alternative !== undefined];
    const asks = [alternatives === undefined, requires === undefined, ...answered];
    const breaksNothing = [use.role === "rule", sampleFolder(use.place.path) !== undefined];
    return [api.apiVersion, api.kind, certainty, ...asks, ...breaksNothing].join(" ");
  });
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [[first, ...others] as const],
  );
}

function judge(
  context: ManifestContext,
  uses: readonly [ApiUse, ...ApiUse[]],
  span: MinorSpan,
): readonly Finding[] {
  const facts = apiFacts(uses[0].api);
  const judgement = facts === undefined ? undefined : judgeApi(facts, span);
  if (facts === undefined || judgement === undefined) return [];
  if (judgement.problem === "off-by-default" && isOn(facts, context)) return [];
  const replacement = replaces(judgement) ? bestReplacement(facts, span.target) : undefined;
  const window = replacement === undefined ? undefined : migrationWindow(facts, replacement);
  const judged: JudgedApi = { facts, judgement, span, replacement, window };
  const { apiVersion, kind } = replacement ?? {};
  return [
    {
      ...makeFinding(DESCRIPTIONS[judgement.problem], context, {
        severity: apiSeverity(uses, judged),
        certainty: uses[0].certainty,
        hop: judgement.hop,
        places: placesOf(uses),
        why: whyOf(judged),
        fix: apiFix(judged, uses),
        sources: [sourceOf(judged)],
      }),
      replacement: apiVersion === undefined || kind === undefined ? null : { apiVersion, kind },
      window: window ?? null,
    },
  ];
}

/** What the target serves and only an earlier minor refuses needs no other API. */
function replaces({ problem, isRefusedAtTarget }: ApiJudgement): boolean {
  return problem !== "not-yet" || isRefusedAtTarget;
}

/** Each spot once, in the order of files and lines. */
function placesOf(uses: readonly ApiUse[]): readonly Place[] {
  const spots = new Map<string, Place>();
  for (const { place } of uses) {
    const spot = spotOf(place);
    if (!spots.has(spot)) spots.set(spot, place);
  }
  return [...spots.values()].toSorted(
    (one, other) => comparePaths(one.path, other.path) || one.line - other.line || one.column - other.column,
  );
}

function comparePaths(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function isOn(facts: ApiFacts, { cluster }: ManifestContext): boolean {
  return cluster !== undefined && isSwitchedOn(facts, runtimeSettings(cluster));
}
