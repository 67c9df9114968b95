import type { Unread } from "../source/finding.ts";

/** So many entries of one sort are told one by one; a file that has more of it is told once. */
const MOST_ALIKE = 10;

/**
 * What could not be read, each place once. Where a file has the same complaint again and again (25,000 keys that
 * stand twice), the first is told, with the number of the others.
 */
export function unreadOnce(unread: readonly Unread[]): readonly Unread[] {
  const places = new Map(unread.map((item) => [JSON.stringify([item.path, item.line, item.reason]), item]));
  const alike = Map.groupBy(places.values(), ({ path, reason }) => `${sortOf(reason)} ${path}`);
  const shown = new Set([...alike.values()].flatMap(shownOf));
  const counts = new Map([...alike.values()].map((items) => [items[0], items.length - 1]));
  return [...places.values()]
    .filter((item) => shown.has(item))
    .map((item) => {
      const others = counts.get(item) ?? 0;
      return others < MOST_ALIKE
        ? item
        : { ...item, reason: `${item.reason} (and ${others} more like it in this file)` };
    });
}

function shownOf(items: readonly Unread[]): readonly Unread[] {
  return items.length > MOST_ALIKE ? items.slice(0, 1) : items;
}

/** The reason without what differs from place to place: names in quotes, and numbers. */
function sortOf(reason: string): string {
  return reason.replaceAll(/"(?:[^"\\]|\\.)*"|\d+/g, "…");
}
