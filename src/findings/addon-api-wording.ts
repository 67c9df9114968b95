import { type AddonApi, addonProduct } from "../kubernetes/addon-apis.ts";
import { compareReleases } from "../kubernetes/release-order.ts";
import type { AddonApiState } from "./addon-api-judgement.ts";
import { nameList } from "./name-list.ts";

/** What is the matter, with the add-on's releases, and where that was read. */
export function addonApiWhy(api: AddonApi, state: AddonApiState): string {
  return `${nameOf(api)} ${endOf(api)}${knownOf(api, state)} (${api.source}).`;
}

/** What to write instead, and until when; where nobody knows which release runs, how to see it. */
export function addonApiFix(api: AddonApi, state: AddonApiState): string {
  const note = api.note === undefined ? [] : [`Note: ${api.note}.`];
  return [instead(api), ...note, ...(state.is === "gone" ? [] : [howToSee(api)])].join(" ");
}

function nameOf({ apiVersion, kind }: AddonApi): string {
  return `${apiVersion} ${kind}`.trim();
}

function endOf({ product, deprecatedIn, removedIn }: AddonApi): string {
  if (removedIn !== null) return `is not served from ${product} ${removedIn} on`;
  return `is deprecated from ${product} ${deprecatedIn ?? ""} on`;
}

function knownOf({ removedIn }: AddonApi, state: AddonApiState): string {
  switch (state.is) {
    case "gone":
      return `, and the ${state.release.namedBy} names ${state.release.release}`;
    case "outgrown":
      return `, and for Kubernetes ${state.minor} its project lists only ${nameList(state.lines)}`;
    case "served":
      return `, and the ${state.release.namedBy} names ${state.release.release}${removedIn === null ? "" : ", which still serves it"}`;
    case "open":
      return removedIn === null ? "" : "; no file that was looked at tells which release runs";
    default:
      return state satisfies never;
  }
}

function instead(api: AddonApi): string {
  const { replacement, product, removedIn } = api;
  const before = removedIn === null ? "" : ` before ${product} ${removedIn}`;
  if (replacement === undefined)
    return `Move it to a version that the project's release notes name${before}.`;
  if (replacement === null) return `Nothing replaces it: take it out${before}.`;
  const { apiVersion, kind, servedFrom } = replacement;
  return [
    `Write ${`${apiVersion} ${kind}`.trim()} instead, which is served from ${product} ${servedFrom} on.`,
    overlapOf(api, replacement),
    "What changes in the fields is in the project's release notes.",
  ].join(" ");
}

/** Only versions of one kind in one group are forms of the same object. */
function overlapOf(
  { group, kind, product, removedIn }: AddonApi,
  replacement: NonNullable<AddonApi["replacement"]>,
): string {
  const isSameObject = replacement.apiVersion.startsWith(`${group}/`) && replacement.kind === kind;
  if (!isSameObject) return "It is another resource, so the objects have to be made anew.";
  if (removedIn === null) return "Both are served there.";
  return (compareReleases(replacement.servedFrom, removedIn) ?? 0) < 0
    ? `Releases from there up to ${removedIn} serve both, so move while one of them runs.`
    : `No release of ${product} serves both.`;
}

function howToSee({ group, version, product }: AddonApi): string {
  const images = addonProduct(product)?.images ?? [];
  const release =
    images.length === 0
      ? ""
      : `; which release runs: \`kubectl get pods -A -o jsonpath='{.items[*].spec.containers[*].image}' | tr ' ' '\\n' | grep -E '${images.join("|")}' | sort -u\``;
  return `See whether the cluster still serves it: \`kubectl get --raw /apis/${group}/${version}\` (NotFound where it is gone)${release}.`;
}
