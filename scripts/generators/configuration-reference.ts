import { configurationSchemaText, keyTable } from "../configuration-schema.ts";
import type { GeneratedFile } from "../generate.ts";
import { replacePart } from "../replace-part.ts";

const PARTS = ["clusters", "environments", "policy", "plan", "commands"];

/** schemas/kubehop.schema.json and the tables of docs/reference/configuration.md, from the code's own schema. */
export const files: readonly GeneratedFile[] = [
  { path: "schemas/kubehop.schema.json", text: () => configurationSchemaText() },
  {
    path: "docs/reference/configuration.md",
    text: (current) =>
      PARTS.reduce(
        (page, key) => replacePart(page, key, keyTable(key)),
        replacePart(current, "keys", keyTable("")),
      ),
  },
];
