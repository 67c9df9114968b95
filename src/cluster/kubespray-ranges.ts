const RANGE = /\[(?:(\d+):(\d+)|([A-Za-z]):([A-Za-z]))(?::(\d+))?\]/;
const NAME = /^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?$/;
const MOST_HOSTS = 10_000;
/** A name has at most 253 characters, and a pattern some ranges more. */
const LONGEST_PATTERN = 1000;

/**
 * The hosts that a pattern of an Ansible inventory names: `node[01:10]` with leading zeros kept, `db-[a:f]`,
 * `n[1:10:2]` with a step, several ranges in one name. Undefined where the text is no host name, such as a
 * placeholder, or names too many.
 */
export function expandHosts(pattern: string): readonly string[] | undefined {
  if (pattern.length > LONGEST_PATTERN) return undefined;
  let names = [pattern];
  for (let match = RANGE.exec(pattern); match !== null; match = RANGE.exec(names[0] ?? "")) {
    const values = valuesOf(match);
    const [range] = match;
    if (values === undefined || names.length * values.length > MOST_HOSTS) return undefined;
    names = names.flatMap((name) => values.map((value) => name.replace(range, () => value)));
  }
  return names.every((name) => name.length < 254 && NAME.test(name)) ? names : undefined;
}

function valuesOf([, from, to, first, last, step]: RegExpExecArray): readonly string[] | undefined {
  const by = Number(step ?? 1);
  if (by < 1) return undefined;
  if (from !== undefined && to !== undefined) {
    return counted(Number(from), Number(to), by)?.map((value) => String(value).padStart(padded(from), "0"));
  }
  const [start, end] = [first?.charCodeAt(0) ?? 0, last?.charCodeAt(0) ?? 0];
  return counted(start, end, by)?.map((code) => String.fromCharCode(code));
}

/** Leading zeros make a range fixed in width: `[01:10]`, and not `[1:10]`. */
function padded(from: string): number {
  return from.startsWith("0") ? from.length : 0;
}

function counted(start: number, end: number, by: number): readonly number[] | undefined {
  const count = Math.floor((end - start) / by) + 1;
  if (!(count >= 1 && count <= MOST_HOSTS)) return undefined;
  return Array.from({ length: count }, (_, index) => start + index * by);
}
