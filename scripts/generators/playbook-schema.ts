import type { GeneratedFile } from "../generate.ts";
import { playbookSchemaText } from "../playbook-schema.ts";

/** schemas/playbook.schema.json, from the schema that the reader itself uses. */
export const files: readonly GeneratedFile[] = [
  { path: "schemas/playbook.schema.json", text: () => playbookSchemaText() },
];
