/**
 * Whether a path lies under one of `patterns`: a file, a directory (with or without a trailing slash, then
 * everything below it), or a glob in which `*` and `?` stay within a name and `**` crosses directories.
 */
export function matchesPath(path: string, patterns: readonly string[]): boolean {
  const names = path.split("/");
  return patterns.some((pattern) => matchesNames(namesOf(pattern), names));
}

function namesOf(pattern: string): readonly string[] {
  return pattern.split("/").filter((name) => name !== "" && name !== ".");
}

/**
 * Walks the path once and keeps the set of positions in the pattern that it can stand at, so that the time
 * is the product of both lengths for every pattern; a pattern that is used up covers all that follows.
 */
function matchesNames(pattern: readonly string[], names: readonly string[]): boolean {
  let open = afterStars(pattern, [0]);
  for (const name of names) {
    if (open.has(pattern.length)) return true;
    const next = [...open].flatMap((at) => {
      const part = pattern[at];
      if (part === "**") return [at];
      return part !== undefined && matchesName(part, name) ? [at + 1] : [];
    });
    open = afterStars(pattern, next);
  }
  return open.has(pattern.length);
}

/** A `**` may stand for no directory at all. */
function afterStars(pattern: readonly string[], positions: readonly number[]): ReadonlySet<number> {
  const all = new Set(positions);
  for (const at of all) if (pattern[at] === "**") all.add(at + 1);
  return all;
}

/** `*` and `?` within one name; on a mismatch only the last `*` is tried again, which is enough. */
function matchesName(pattern: string, name: string): boolean {
  let [at, star, resumed] = [0, -1, 0];
  for (let index = 0; index < name.length; ) {
    if (pattern[at] === "*") {
      star = at++;
      resumed = index;
    } else if (pattern[at] === "?" || pattern[at] === name[index]) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++resumed;
    } else {
      return false;
    }
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}
