import type { GeneratedFile } from "../generate.ts";
import { planSchemaText } from "../plan-schema.ts";

export const files: readonly GeneratedFile[] = [
  { path: "schemas/plan.schema.json", text: () => planSchemaText() },
];
