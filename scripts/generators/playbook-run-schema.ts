import type { GeneratedFile } from "../generate.ts";
import { playbookRunSchemaText } from "../playbook-run-schema.ts";

/** schemas/playbook-run.schema.json, for whoever reads the report of a run. */
export const files: readonly GeneratedFile[] = [
  { path: "schemas/playbook-run.schema.json", text: () => playbookRunSchemaText() },
];
