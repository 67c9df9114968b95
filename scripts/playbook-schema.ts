import * as z from "zod/mini";
import { playbookSchema } from "../src/playbook/playbook-schema.ts";
import { type Described, schemaTable } from "./schema-table.ts";

/** schemas/playbook.schema.json: playbooks as JSON Schema (2020-12), for editors. */
export function playbookSchemaText(): string {
  const { $schema, ...rest } = jsonSchema();
  const head = { $schema, $id: "playbook.schema.json", title: "Validation playbook" };
  return `${JSON.stringify({ ...head, ...rest }, null, 2)}\n`;
}

/** The keys of a playbook as a Markdown table; the five variants of a step are told once. */
export function playbookKeyTable(): string {
  const playbook = (jsonSchema() as Described).properties?.playbook ?? {};
  return schemaTable(withOneVariant(playbook), "", 9);
}

function jsonSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(playbookSchema, { target: "draft-2020-12", io: "input", reused: "inline" });
}

function withOneVariant(schema: Described): Described {
  const { properties, items } = schema;
  if (items !== undefined) return { ...schema, items: withOneVariant(items) };
  if (properties === undefined) return schema;
  const { path_0: variant } = properties;
  const description = "How the step is done on path N, 0 to 4; at least one is there.";
  if (variant !== undefined) return { ...schema, properties: { path_N: { ...variant, description } } };
  const inner = Object.entries(properties).map(([key, value]) => [key, withOneVariant(value)] as const);
  return { ...schema, properties: Object.fromEntries(inner) };
}
