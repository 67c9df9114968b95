import type { ApiName } from "./api-facts.ts";
import { apiFacts, isKnownGroup, isKnownVersion, versionsOfKind } from "./api-table.ts";
import { scannedMinors } from "./lifecycle-facts.ts";
import { mayNameNotableApi } from "./notable-apis.ts";

/** Judged by kubeadm's own reader, which knows what to say. */
const KUBEADM = "kubeadm.k8s.io";

/**
 * True for an API that only Kubernetes could serve and that no scanned minor does: a version of a known kind that
 * its group never had (`networking.k8s.io/v1beta2 Ingress`), or a kind of a group without a dot, which no custom
 * resource may have (`policy/v1 PodSecurityPolicy`). It is misspelt, gone before the facts begin, or newer.
 */
export function isUnknownApi({ apiVersion, kind }: ApiName): boolean {
  const group = groupOf(apiVersion);
  if (
    group === undefined ||
    kind === "" ||
    kind.endsWith("List") ||
    apiFacts({ apiVersion, kind }) !== undefined
  )
    return false;
  return !group.includes(".") || versionsOfKind({ group, kind }).length > 0;
}

/** Whether a document with this word may name such an API; other words are not worth parsing it for. */
export function mayNameUnknownApi(word: string): boolean {
  return groupOf(word) !== undefined && (!isKnownVersion(word) || mayNameNotableApi(word));
}

/** Whether a document with these words may name such an API: a version that is unknown, or one with a kind that it never had. */
export function mayNameUnknownPair(words: readonly string[]): boolean {
  return words.some(
    (apiVersion) =>
      mayNameUnknownApi(apiVersion) &&
      (!isKnownVersion(apiVersion) ||
        words.some((kind) => isKind(kind) && isUnknownApi({ apiVersion, kind }))),
  );
}

function isKind(word: string): boolean {
  return !word.includes("/") && !/^v\d/.test(word);
}

/** The oldest and the newest minor that the facts speak of. */
export function scannedRange(): readonly [oldest: string, newest: string] {
  return [scannedMinors[0] ?? "", scannedMinors.at(-1) ?? ""];
}

/** The group of an `apiVersion` that Kubernetes serves or reads itself. */
function groupOf(apiVersion: string): string | undefined {
  const [group = "", version, ...more] = apiVersion.split("/");
  if (version === undefined || more.length > 0 || group === "" || group === KUBEADM) return undefined;
  return isKnownGroup(group) ? group : undefined;
}
