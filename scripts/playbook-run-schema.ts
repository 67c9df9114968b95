import { z } from "zod";

const level = z.int().min(0).max(4);

const diagnosis = z.strictObject({
  class: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .describe("Stable id in kebab-case, also the name of its runbook page."),
  object: z.string().describe("Pod shop/web-7c9f, Node worker-2."),
  count: z.int().min(1).optional().describe("How many objects have this root; absent where it is one."),
  cause: z.string().describe("One sentence."),
  evidence: z.array(z.string()),
  next: z.string().describe("The next command to type."),
  runbook: z.string().describe("Path of the page in the Kubehop repository."),
});

const step = z.strictObject({
  name: z.string(),
  status: z.enum(["passed", "failed", "timed_out", "cancelled", "not_run", "no_variant"]),
  path: level.nullable().describe("The variant that ran, or would have."),
  exitCode: z.int().nullable().describe("Of the command that decided; null where none ended by itself."),
  validates: z.string().nullable().describe("The claim of its variant."),
  durationMs: z.number().min(0),
  outputExcerpt: z
    .string()
    .describe("Head and tail of what its commands wrote, without secrets and terminal codes."),
  reason: z.string().optional().describe("One sentence on why it is not passed."),
  diagnosis: z.array(diagnosis).optional(),
});

const teardown = z.strictObject({
  step: z.string(),
  command: z.string(),
  status: z.enum(["passed", "failed", "timed_out"]),
  outputExcerpt: z.string(),
});

/** The run of a playbook: `report.json`, and what `kubehop playbook run --format json` prints. */
export const playbookRunSchema = z.strictObject({
  schemaVersion: z.literal(1),
  playbook: z.string(),
  digest: z.string().optional().describe("SHA-256 of the document, in hexadecimal digits."),
  result: z.enum(["passed", "failed", "cancelled", "error"]).describe("error: it could not run."),
  reason: z.string().optional().describe("Why it could not run, or not on the recommended path."),
  path: level.nullable().describe("Null where no path could be taken."),
  degraded: z.boolean(),
  steps: z.array(step),
  notValidated: z.array(z.string()).describe("Claims of the recommended path that were not checked."),
  recommended: z
    .strictObject({ path: level, needs: z.array(z.string()) })
    .optional()
    .describe("The path that would check them, and what keeps it from being taken here."),
  teardown: z.array(teardown).describe("Every command, in the order in which they ran."),
  missing: z.strictObject({ tools: z.array(z.string()), files: z.array(z.string()) }),
  warnings: z.array(z.string()),
  artifacts: z
    .array(z.string())
    .describe("Whole outputs and logs, relative to the directory of the reports."),
});

/** The schema as JSON Schema (2020-12), ready to be written. */
export function playbookRunSchemaText(): string {
  const { $schema, ...rest } = z.toJSONSchema(playbookRunSchema, { target: "draft-2020-12" });
  const head = { $schema, $id: "playbook-run.schema.json", title: "Run of a Kubehop playbook" };
  return `${JSON.stringify({ ...head, ...rest }, null, 2)}\n`;
}
