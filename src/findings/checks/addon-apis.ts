import { type AddonApi, addonApi } from "../../kubernetes/addon-apis.ts";
import { sampleFolder } from "../../manifests/sample-folder.ts";
import type { Certainty, Finding, Place, Severity } from "../../source/finding.ts";
import { type AddonApiState, judgeAddonApi } from "../addon-api-judgement.ts";
import { addonApiFix, addonApiWhy } from "../addon-api-wording.ts";
import { addonReleases } from "../addon-releases.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { eachPlaceOnce, spotOf } from "../each-place-once.ts";
import { keeperAdvice } from "../holder-advice.ts";
import { makeFinding } from "../make-finding.ts";
import { minorSpan } from "../minor-span.ts";
import { namedApis, namedApiViews } from "../named-apis.ts";
import type { ApiUse } from "../views/api-use.ts";

const REMOVED: FindingDescription = {
  id: "addon-api-removed",
  title: "A version of an add-on's resource goes away",
  meaning:
    "From that release of the add-on on the object can be neither applied nor read in this version: its upgrade breaks it, not the one of Kubernetes.",
};
const DEPRECATED: FindingDescription = {
  id: "addon-api-deprecated",
  title: "A version of an add-on's resource is deprecated",
  meaning: "It still works; a later release of the add-on takes it away.",
};

/**
 * Old versions of the custom resources of well-known add-ons. It stands with the API checks, where whoever looks for
 * old versions asks (`--only apis`), and has nothing looked at but what they read: which release of the add-on the files
 * install it knows where the add-ons are checked too.
 */
export const addonApisCheck: ManifestCheck = {
  name: "addon-apis",
  reads: [
    "apiVersion and kind of the custom resources of add-ons, and of what refers to them",
    "the add-on's release: in the cluster, and where the add-ons are checked too by charts and images",
  ],
  findings: [REMOVED, DEPRECATED],
  views: namedApiViews,
  judge(context) {
    const named = namedApis(context.repository).filter(({ api }) => addonApi(api) !== undefined);
    const alike = Map.groupBy(named, ({ api }) => `${api.apiVersion} ${api.kind}`);
    if (alike.size === 0) return [];
    const releases = addonReleases(context);
    const found = [...alike.values()].flatMap((uses) => judge(context, uses, releases));
    return eachPlaceOnce(found, [REMOVED.id, DEPRECATED.id]);
  },
};

/** Uses that are as certain, and of templates that ask the cluster or do not, are one cause. */
function judge(
  context: ManifestContext,
  uses: readonly ApiUse[],
  releases: ReturnType<typeof addonReleases>,
): readonly Finding[] {
  const api = uses[0] === undefined ? undefined : addonApi(uses[0].api);
  if (api === undefined) return [];
  const state = judgeAddonApi(api, releases.get(api.product) ?? [], minorSpan(context));
  const causes = Map.groupBy(uses, (use) => `${certaintyOf(use, state)} ${asksCluster(use)}`);
  return [...causes.values()].map((alike) => findingOf(context, { api, state, uses: alike }));
}

interface Judged {
  readonly api: AddonApi;
  readonly state: AddonApiState;
  readonly uses: readonly ApiUse[];
}

function findingOf(context: ManifestContext, { api, state, uses }: Judged): Finding {
  const isEnding = api.removedIn !== null && state.is !== "served";
  const finding = makeFinding(isEnding ? REMOVED : DEPRECATED, context, {
    severity: severityOf(uses, state),
    certainty: uses[0] === undefined ? "unknown" : certaintyOf(uses[0], state),
    hop: state.is === "outgrown" ? state.hop : undefined,
    places: placesOf(uses),
    why: addonApiWhy(api, state),
    fix: [addonApiFix(api, state), ...keeperAdvice(uses)].join(" "),
    sources: [api.source],
  });
  const { replacement } = api;
  return replacement === undefined ? finding : { ...finding, replacement: nameOf(replacement) };
}

function nameOf(
  replacement: Exclude<AddonApi["replacement"], undefined>,
): NonNullable<Finding["replacement"]> | null {
  return replacement === null ? null : { apiVersion: replacement.apiVersion, kind: replacement.kind };
}

/** The upgrade of Kubernetes itself goes through, so nothing of it blocks. */
function severityOf(uses: readonly ApiUse[], { is }: AddonApiState): Severity {
  const isRefused = is === "gone" || is === "outgrown";
  return isRefused && uses.some(breaks) ? "risk" : "notice";
}

/** Nothing of a sample runs, a template that asks the cluster writes what it serves, and who wrote last is history. */
function breaks(use: ApiUse): boolean {
  return use.role !== "last-written" && !asksCluster(use) && sampleFolder(use.place.path) === undefined;
}

function asksCluster({ api, alternatives = [], requires = [] }: ApiUse): boolean {
  const isAsked = requires.some((one) => one.asks === "api" && one.apiVersion === api.apiVersion);
  return isAsked || alternatives.some((apiVersion) => addonApi({ apiVersion, kind: api.kind }) === undefined);
}

/** A release that a file names may be installed elsewhere, and one that a project lists may not be the one that comes. */
function certaintyOf({ certainty }: ApiUse, state: AddonApiState): Certainty {
  if (state.is === "open") return "unknown";
  const isRead = (state.is === "gone" || state.is === "served") && state.release.namedBy === "cluster";
  return isRead ? certainty : "likely";
}

/** Each spot once. */
function placesOf(uses: readonly ApiUse[]): readonly Place[] {
  return [...new Map(uses.map(({ place }) => [spotOf(place), place])).values()];
}
