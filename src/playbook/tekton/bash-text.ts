/**
 * One word of bash that is exactly this text, whatever Tekton does to scripts: Tekton puts values in place of
 * `$(params.NAME)` and the like wherever they stand in a script, also where bash was to see them. So `$` and `(`
 * are never written side by side.
 */
export function bashWord(text: string): string {
  const quoted = text.replaceAll("'", () => "'\\''").replaceAll("$(", () => "$''(");
  return `'${quoted}'`;
}

/** `name=(…)`, one word a line. */
export function bashArray(name: string, texts: readonly string[]): string {
  if (texts.length === 0) return `${name}=()`;
  return [`${name}=(`, ...texts.map((text) => `  ${bashWord(text)}`), ")"].join("\n");
}
