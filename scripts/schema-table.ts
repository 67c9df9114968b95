/** What of JSON Schema the reference tells. */
export interface Described {
  readonly description?: string;
  readonly default?: string | number | boolean;
  readonly examples?: readonly unknown[];
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly const?: string | number | boolean;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Described | boolean;
  readonly items?: Described;
}

/** The keys below `at` as a Markdown table, `depth` levels deep. */
export function schemaTable(schema: Described, at: string, depth: number): string {
  const rows = rowsOf(schema, at, depth);
  return ["| key | value | default | what it says |", "|---|---|---|---|", ...rows].join("\n");
}

function rowsOf(schema: Described, at: string, depth: number): readonly string[] {
  if (depth === 0) return [];
  if (schema.type === "array") return rowsOf(schema.items ?? {}, `${at}[]`, depth);
  if (typeof schema.additionalProperties === "object" && schema.properties === undefined) {
    const inner = `${at}.NAME`;
    return [
      row(inner, schema.additionalProperties, false),
      ...rowsOf(schema.additionalProperties, inner, depth - 1),
    ];
  }
  return Object.entries(schema.properties ?? {}).flatMap(([name, child]) => {
    const path = at === "" ? name : `${at}.${name}`;
    return [row(path, child, schema.required?.includes(name) === true), ...rowsOf(child, path, depth - 1)];
  });
}

function row(path: string, schema: Described, isRequired: boolean): string {
  const fallback = schema.default === undefined ? "" : `\`${String(schema.default)}\``;
  const example = schema.examples?.[0];
  const shown =
    example === undefined ? "" : ` Example: \`${JSON.stringify(example).replaceAll("|", "\\|")}\``;
  const says = `${(schema.description ?? "").replaceAll("|", "\\|")}${shown}`;
  return `| \`${path}\` | ${typeOf(schema)}${isRequired ? ", required" : ""} | ${fallback} | ${says} |`;
}

function typeOf(schema: Described): string {
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${value}\``).join(", ");
  if (schema.type === "array") return `list of ${typeOf(schema.items ?? {})}`;
  const words: Readonly<Record<string, string>> = {
    object: "mapping",
    string: "text",
    integer: "whole number",
  };
  return typeof schema.type === "string" ? (words[schema.type] ?? schema.type) : "version";
}
