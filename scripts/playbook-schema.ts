import * as z from "zod/mini";
import { playbookSchema } from "../src/playbook/playbook-schema.ts";

/** schemas/playbook.schema.json: playbooks as JSON Schema (2020-12), for editors. */
export function playbookSchemaText(): string {
  const { $schema, ...rest } = z.toJSONSchema(playbookSchema, {
    target: "draft-2020-12",
    io: "input",
    reused: "inline",
  });
  const head = { $schema, $id: "playbook.schema.json", title: "Validation playbook" };
  return `${JSON.stringify({ ...head, ...rest }, null, 2)}\n`;
}
