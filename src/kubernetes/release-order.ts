import { comparePrereleases } from "./prerelease-order.ts";

const SHAPE = /^v?(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

/**
 * Orders releases of add-ons (`0.17.0`, `v3.31`, `2.0.0-rc.1`), oldest first, as semantic versioning does; a missing
 * patch is taken for 0. Undefined where one of them is no release: `latest`, a digest, a range.
 */
export function compareReleases(left: string, right: string): number | undefined {
  const [one, other] = [SHAPE.exec(left), SHAPE.exec(right)];
  if (one === null || other === null) return undefined;
  for (const index of [1, 2, 3]) {
    const order = Number(one[index] ?? 0) - Number(other[index] ?? 0);
    if (order !== 0) return order;
  }
  return comparePrereleases(one[4], other[4]);
}

/** True where `release` is `other` or newer; false too where one of them is no release. */
export function isReleaseFrom(release: string, other: string): boolean {
  return (compareReleases(release, other) ?? -1) >= 0;
}
