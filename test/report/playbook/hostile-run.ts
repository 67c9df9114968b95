import * as fc from "fast-check";
import type { PlaybookRun, StepRun } from "../../../src/playbook/playbook-run.ts";
import { hostileText } from "../hostile-text.ts";
import { playbookRun } from "./sample-run.ts";

const level = fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const, 4 as const);

const diagnosis = fc.record({
  class: fc.constant("crash-loop-back-off"),
  object: hostileText,
  cause: hostileText,
  evidence: fc.array(hostileText, { maxLength: 3 }),
  next: hostileText,
  runbook: fc.constant("docs/runbooks/crash-loop-back-off.md"),
});

const step: fc.Arbitrary<StepRun> = fc.record({
  name: hostileText,
  status: fc.constantFrom("passed", "failed", "timed_out", "cancelled", "not_run", "no_variant"),
  path: fc.option(level),
  exitCode: fc.option(fc.nat(255)),
  validates: fc.option(hostileText),
  durationMs: fc.nat(10_000_000),
  outputExcerpt: hostileText,
  reason: hostileText,
  diagnosis: fc.array(diagnosis, { maxLength: 2 }),
});

/** A run in which every text comes from somebody who means harm. */
export const hostileRun: fc.Arbitrary<PlaybookRun> = fc
  .record({
    playbook: hostileText,
    result: fc.constantFrom("passed", "failed", "cancelled", "error"),
    path: fc.option(level),
    degraded: fc.boolean(),
    reason: hostileText,
    steps: fc.array(step, { maxLength: 4 }),
    notValidated: fc.array(hostileText, { maxLength: 2 }),
    recommended: fc.record({ path: level, needs: fc.array(hostileText, { maxLength: 2 }) }),
    teardown: fc.array(
      fc.record({
        step: hostileText,
        command: hostileText,
        status: fc.constantFrom("passed", "failed", "timed_out"),
        outputExcerpt: hostileText,
      }),
      { maxLength: 2 },
    ),
    missing: fc.record({
      tools: fc.array(hostileText, { maxLength: 2 }),
      files: fc.array(hostileText, { maxLength: 2 }),
    }),
    warnings: fc.array(hostileText, { maxLength: 2 }),
    artifacts: fc.array(hostileText, { maxLength: 2 }),
  })
  .map((members) => playbookRun(members as Partial<PlaybookRun>));
