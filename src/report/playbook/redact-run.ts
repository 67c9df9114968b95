import type { Diagnosis } from "../../diagnosis/diagnosis.ts";
import type { PlaybookRun, StepRun, TeardownRun } from "../../playbook/playbook-run.ts";
import { outputRedaction } from "../../source/redaction.ts";

/** A text without what must not be seen. */
type Redact = (text: string) => string;

/**
 * The run without secrets, in every text that it holds: what each report is made of. Registered values, whatever has
 * the shape of a token or of a private key, and what stands where secrets stand (`data` of a Secret, a kubeconfig's
 * keys, `password=…`).
 *
 * @param knownSecrets values that must not be seen, as they are: `secretValues` finds those of variables
 */
export function redactRun(run: PlaybookRun, knownSecrets: readonly string[]): PlaybookRun {
  const redact = outputRedaction(knownSecrets);
  const { reason, recommended, missing } = run;
  return {
    ...run,
    playbook: redact(run.playbook),
    ...(reason === undefined ? {} : { reason: redact(reason) }),
    steps: run.steps.map((step) => redactedStep(step, redact)),
    notValidated: run.notValidated.map(redact),
    ...(recommended === undefined
      ? {}
      : { recommended: { ...recommended, needs: recommended.needs.map(redact) } }),
    teardown: run.teardown.map((teardown) => redactedTeardown(teardown, redact)),
    missing: { tools: missing.tools.map(redact), files: missing.files.map(redact) },
    warnings: run.warnings.map(redact),
    artifacts: run.artifacts.map(redact),
  };
}

function redactedStep(step: StepRun, redact: Redact): StepRun {
  const { validates, reason, diagnosis } = step;
  return {
    ...step,
    name: redact(step.name),
    validates: validates === null ? null : redact(validates),
    outputExcerpt: redact(step.outputExcerpt),
    ...(reason === undefined ? {} : { reason: redact(reason) }),
    ...(diagnosis === undefined ? {} : { diagnosis: diagnosis.map((one) => redactedDiagnosis(one, redact)) }),
  };
}

function redactedDiagnosis(diagnosis: Diagnosis, redact: Redact): Diagnosis {
  const { object, cause, evidence, next } = diagnosis;
  return {
    ...diagnosis,
    object: redact(object),
    cause: redact(cause),
    // A key may go over several lines of evidence.
    evidence: redact(evidence.join("\n")).split("\n"),
    next: redact(next),
  };
}

function redactedTeardown(teardown: TeardownRun, redact: Redact): TeardownRun {
  const { step, command, outputExcerpt } = teardown;
  return {
    ...teardown,
    step: redact(step),
    command: redact(command),
    outputExcerpt: redact(outputExcerpt),
  };
}
