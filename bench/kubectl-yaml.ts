/** YAML as kubectl writes it: lists are not indented under their key, and texts are quoted only where they must be. */
export function kubectlYaml(value: unknown, indent = ""): string {
  if (Array.isArray(value)) {
    return value.map((item) => `${indent}- ${kubectlYaml(item, `${indent}  `).trimStart()}`).join("");
  }
  if (typeof value !== "object" || value === null) return `${indent}${scalar(value)}\n`;
  return Object.entries(value)
    .map(([key, inner]) => `${indent}${key}:${below(inner, indent)}`)
    .join("");
}

function below(value: unknown, indent: string): string {
  if (typeof value !== "object" || value === null) return ` ${scalar(value)}\n`;
  if (Object.keys(value).length === 0) return Array.isArray(value) ? " []\n" : " {}\n";
  return `\n${kubectlYaml(value, Array.isArray(value) ? indent : `${indent}  `)}`;
}

/** What would be a number, a boolean, a time or something else than the text that it is. */
const NEEDS_QUOTES =
  /^$|^[-+]?\d*\.?\d*$|^(?:true|false|yes|no|on|off|y|n|null|~)$|^\d{4}-|: | #|^[-?:,[\]{}#&*!|>'"%@` ]/i;

function scalar(value: unknown): string {
  if (typeof value !== "string" || !NEEDS_QUOTES.test(value)) return String(value);
  return value.includes('"') ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value);
}
