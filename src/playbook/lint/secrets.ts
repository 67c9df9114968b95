import { redaction } from "../../source/redaction.ts";
import type { Draft } from "../finding.ts";
import { draftAt } from "../reading/draft-at.ts";
import type { LintedVariant } from "./linted-variant.ts";

/** A secret that stands in a playbook is in the repository's history and in every report. */
export function secrets({ commands, teardown }: LintedVariant): readonly Draft[] {
  const message =
    "This looks like a secret: take it out, revoke it, and hand it to the run as an input or a file.";
  return [...commands, ...teardown]
    .filter(({ text }) => holdsSecret(text))
    .map(({ value }) => draftAt(value, "secret-in-command", message));
}

const redact = redaction();
const EXPANSION = /\$\{[^}]{0,200}\}|\$\w+|\$\([^)]{0,200}\)/g;

/** What every kind of secret has about it; most commands have nothing of it, and need no further look. */
const SIGN =
  /gh[pousr]|github_pat|eyJ|BEGIN|LS0t|:\/\/[^\s/]{0,600}@|auth|pass|token|key|secret|AKIA|ASIA|AIza|glpat|xox|npm_|_live_/i;

function holdsSecret(text: string): boolean {
  if (!SIGN.test(text)) return false;
  // What a variable holds is not written here.
  const written = text.replaceAll(EXPANSION, "");
  if (redact(written) !== written || KEYS.test(written)) return true;
  return [...written.matchAll(NAMED)].some(([, value = ""]) => !PLACEHOLDER.test(value));
}

/** Key ids of AWS and Google, tokens of GitLab, Slack, npm and Stripe, by their published prefixes. */
const KEYS =
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{35}\b|\bglpat-[\w-]{20,}|\bxox[abprs]-[\w-]{10,}|\bnpm_[A-Za-z0-9]{36}\b|\b[rs]k_live_\w{16,}/;

/** A password or token by its name, with a value of some length behind it. */
const NAMED =
  /(?:^|[\s;])(?:--(?:[\w-]*-)?(?:password|token|api-key|secret-key|client-secret)[= ]|(?:export\s+)?\w*(?:PASSWORD|PASSWD|TOKEN|API_KEY|SECRET_KEY|ACCESS_KEY)=)["']?([^\s"';&|<>{}-][^\s"';&|<>{}]{7,})/g;

/** What people write where no secret is meant. */
const PLACEHOLDER =
  /^(?:change-?me|example|dummy|test|fake|placeholder|password|secret|your|x{3,}|\*{3,}|\/|\.\/)/i;
