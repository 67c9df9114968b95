import * as z from "zod/mini";
import type { PlaybookRun } from "./playbook-run.ts";

/** Bytes of a `report.json`; its outputs are excerpts, and 5,000 steps have room. */
export const LARGEST_REPORT = 64 * 1024 * 1024;

const text = z.string();
const texts = z.array(text);
const level = z.literal([0, 1, 2, 3, 4]);

const diagnosis = z.strictObject({
  class: z.string().check(z.regex(/^[a-z0-9-]{1,80}$/)),
  object: text,
  count: z.exactOptional(z.int()),
  cause: text,
  evidence: texts,
  next: text,
  runbook: z.string().check(z.regex(/^[\w-]+(?:\/[\w-]+)*\.md(?:#[\w-]+)?$/)),
});

const step = z.strictObject({
  name: text,
  status: z.enum(["passed", "failed", "timed_out", "cancelled", "not_run", "no_variant"]),
  path: z.nullable(level),
  exitCode: z.nullable(z.int()),
  validates: z.nullable(text),
  durationMs: z.number().check(z.gte(0)),
  outputExcerpt: text,
  reason: z.exactOptional(text),
  diagnosis: z.exactOptional(z.array(diagnosis)),
});

const teardown = z.strictObject({
  step: text,
  command: text,
  status: z.enum(["passed", "failed", "timed_out"]),
  outputExcerpt: text,
});

const run = z.strictObject({
  schemaVersion: z.literal(1),
  playbook: text,
  digest: z.exactOptional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
  result: z.enum(["passed", "failed", "cancelled", "error"]),
  reason: z.exactOptional(text),
  path: z.nullable(level),
  degraded: z.boolean(),
  steps: z.array(step),
  notValidated: texts,
  recommended: z.exactOptional(z.strictObject({ path: level, needs: texts })),
  teardown: z.array(teardown),
  missing: z.strictObject({ tools: texts, files: texts }),
  warnings: texts,
  artifacts: texts,
});

/**
 * Reads a `report.json` that somebody else may have written: the commands of the playbook run beside it. Whatever is
 * not exactly a run is none; what its texts say is still only what was said.
 */
export function readRun(json: string): PlaybookRun | undefined {
  try {
    const result = run.safeParse(JSON.parse(json));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}
