import type { Finding, Severity, Unread } from "../source/finding.ts";

const WEIGHT: Readonly<Record<Severity, number>> = { blocker: 0, risk: 1, notice: 2 };

/** Findings without repeats, the most severe first, then by id and place: the same whatever the files' order was. */
export function findingsInOrder(findings: readonly Finding[]): readonly Finding[] {
  const unique = new Map(
    findings.map((finding) => [`${finding.cluster} ${key(finding)} ${finding.why}`, finding]),
  );
  return [...unique.values()].toSorted(
    (left, right) => WEIGHT[left.severity] - WEIGHT[right.severity] || byText(key(left), key(right)),
  );
}

/** What could not be read, each spot and reason once, by path and line. */
export function unreadInOrder(unread: readonly Unread[]): readonly Unread[] {
  const unique = new Map(unread.map((one) => [`${one.path}:${one.line}:${one.reason}`, one]));
  return [...unique.values()].toSorted(
    (left, right) =>
      byText(left.path, right.path) ||
      (left.line ?? 0) - (right.line ?? 0) ||
      byText(left.reason, right.reason),
  );
}

function key({ id, places }: Finding): string {
  const [place] = places;
  if (place === undefined) return id;
  return `${id} ${place.path} ${String(place.line).padStart(9, "0")}:${String(place.column).padStart(9, "0")}`;
}

/** Orders texts by code units, the same on every machine and in every language. */
export function byText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
