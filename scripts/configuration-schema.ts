import * as z from "zod/mini";
import { configurationSchema } from "../src/config/configuration-schema.ts";
import { type Described, schemaTable } from "./schema-table.ts";

/** schemas/kubehop.schema.json: `.github/kubehop.yml` as JSON Schema (2020-12), for editors. */
export function configurationSchemaText(): string {
  const { $schema, ...rest } = jsonSchema();
  const head = { $schema, $id: "kubehop.schema.json", title: ".github/kubehop.yml" };
  return `${JSON.stringify({ ...head, ...rest }, null, 2)}\n`;
}

/** The keys of one top-level key, or all top-level keys where `key` is empty, as a Markdown table. */
export function keyTable(key: string): string {
  const root = jsonSchema() as Described;
  return key === "" ? schemaTable(root, "", 1) : schemaTable(root.properties?.[key] ?? {}, key, 9);
}

/** Pages show each shared part once, so schemas are written out in full here. */
function jsonSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(configurationSchema, { target: "draft-2020-12", io: "input", reused: "inline" });
}
