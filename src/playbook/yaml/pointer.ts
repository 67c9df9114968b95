/** A JSON Pointer (RFC 6901) of these keys and indexes. */
export function pointerOf(parts: readonly (string | number)[]): string {
  return parts.map((part) => `/${escaped(part)}`).join("");
}

function escaped(part: string | number): string {
  return typeof part === "number" ? String(part) : part.replaceAll("~", "~0").replaceAll("/", "~1");
}
