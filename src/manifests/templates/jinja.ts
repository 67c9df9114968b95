const LITERAL = /^(?:"([^"]*)"|'([^']*)')$/;
const CHOICE = /^(?:"([^"]*)"|'([^']*)')\s+if\s.*\selse\s+(?:"([^"]*)"|'([^']*)')$/;
const VARIABLE = /^(\w+)$/;
const WITH_DEFAULT = /^(\w+)\s*\|\s*(?:d|default)\(\s*(?:"([^"]*)"|'([^']*)')\s*(?:,[^)]*)?\)$/;

/** The expressions of Jinja that may hold an API's name, as Go templates say the same; others as they are. */
export function goExpressionOf(jinja: string): string {
  const literal = LITERAL.exec(jinja);
  if (literal !== null) return quoted(literal[1] ?? literal[2]);
  const choice = CHOICE.exec(jinja);
  if (choice !== null) {
    const [, one, oneToo, other, otherToo] = choice;
    return `ternary ${quoted(one ?? oneToo)} ${quoted(other ?? otherToo)} .`;
  }
  const variable = VARIABLE.exec(jinja);
  if (variable !== null) return `$${variable[1]}`;
  const fallback = WITH_DEFAULT.exec(jinja);
  return fallback === null ? jinja : `$${fallback[1]} | default ${quoted(fallback[2] ?? fallback[3])}`;
}

function quoted(text: string | undefined): string {
  return JSON.stringify(text ?? "");
}
