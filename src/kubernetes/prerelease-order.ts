/**
 * Orders what stands behind a version's dash (`alpha.1`, `rc.0`; undefined for a release), as semantic
 * versioning 2.0.0 §11 does: a pre-release stands before its release, numbers before words.
 *
 * @returns negative, 0 or positive
 */
export function comparePrereleases(left: string | undefined, right: string | undefined): number {
  if (left === right) return 0;
  if (left === undefined) return 1;
  if (right === undefined) return -1;
  const [ones, others] = [left.split("."), right.split(".")];
  for (let index = 0; index < Math.max(ones.length, others.length); index += 1) {
    const order = compareIdentifiers(ones[index], others[index]);
    if (order !== 0) return order;
  }
  return 0;
}

function compareIdentifiers(left: string | undefined, right: string | undefined): number {
  if (left === right) return 0;
  if (left === undefined) return -1;
  if (right === undefined) return 1;
  const [one, other] = [Number(left), Number(right)];
  if (!Number.isNaN(one) && !Number.isNaN(other)) return one - other;
  if (Number.isNaN(one) !== Number.isNaN(other)) return Number.isNaN(one) ? 1 : -1;
  return left < right ? -1 : 1;
}
