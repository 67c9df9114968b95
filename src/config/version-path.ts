import type { PathPart } from "./configuration-data.ts";

const PART = /(?:^|\.)([^.[\]"]+)|(?:^|\.)"([^"]+)"|\[(\d{1,6})\]/y;

/**
 * The steps of a dotted path: `spec.versions[0]."node.version"`; undefined where it is none. A leading dot
 * or `$.`, as yq and JSONPath write it, is allowed.
 */
export function parseVersionPath(path: string): readonly PathPart[] | undefined {
  const text = path.replace(/^\$?\.(?=.)/, "");
  const parts: PathPart[] = [];
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const match = PART.exec(text);
    if (match === null) return undefined;
    const [, name, quoted, index] = match;
    parts.push(index === undefined ? (name ?? quoted ?? "") : Number(index));
  }
  return parts.length === 0 ? undefined : parts;
}
