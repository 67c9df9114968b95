import type { GeneratedFile } from "../generate.ts";
import { planSchemaText } from "../plan-schema.ts";

/** schemas/plan.schema.json, for editors and for whoever replays a plan. */
export const files: readonly GeneratedFile[] = [
  { path: "schemas/plan.schema.json", text: () => planSchemaText() },
];
