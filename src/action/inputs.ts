import type { Strategy } from "../plan/plan.ts";
import type { Severity } from "../source/finding.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { type PlaybookRequest, readPlaybookRequest } from "./playbook/playbook-request.ts";
import { type ReportRequest, readReportRequest } from "./playbook/report-request.ts";

/** Commands whose answer is an assessment. */
export type AssessedCommand = "check" | "plan" | "skew";

/** The Action's inputs as `action.yml` names them, checked. */
export interface Inputs {
  readonly command: AssessedCommand | "playbook" | "playbook-report";
  readonly to?: string;
  readonly cluster?: string;
  readonly strategy?: Strategy;
  readonly failOn?: Severity;
  /** Where the repository is checked out, relative to the workspace: read instead of asking GitHub. */
  readonly directory?: string;
  readonly comment: boolean;
  readonly token: string;
  /** Login that the token writes as, where it is neither a person's nor the workflow's own. */
  readonly commentAuthor?: string;
  /** Of the commands `playbook` and `playbook-report`. */
  readonly playbook: PlaybookRequest;
  /** Of `playbook-report`. */
  readonly report: ReportRequest;
}

/** The environment of a step. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the inputs as the runner hands them over (`INPUT_FAIL-ON`).
 *
 * @throws KubehopError `invalid-input`
 */
export function readInputs(environment: Environment): Inputs {
  const text = (name: string) => environment[`INPUT_${name.toUpperCase()}`]?.trim() ?? "";
  const [to, cluster, directory] = [text("to"), text("cluster"), text("directory")];
  const commentAuthor = text("comment-author");
  const strategy = oneOf("strategy", text("strategy"), ["fewest-drains", "node-by-node"] as const);
  const failOn = oneOf("fail-on", text("fail-on"), ["blocker", "risk", "notice"] as const);
  return {
    command: oneOf("command", text("command"), COMMANDS) ?? "check",
    ...(to === "" ? {} : { to }),
    ...(cluster === "" ? {} : { cluster }),
    ...(directory === "" ? {} : { directory }),
    ...(commentAuthor === "" ? {} : { commentAuthor }),
    ...(strategy === undefined ? {} : { strategy }),
    ...(failOn === undefined ? {} : { failOn }),
    comment: (oneOf("comment", text("comment"), ["true", "false"] as const) ?? "true") === "true",
    token: text("github-token"),
    playbook: readPlaybookRequest(text),
    report: readReportRequest(text),
  };
}

const COMMANDS = ["check", "plan", "skew", "playbook", "playbook-report"] as const;

function oneOf<Choice extends string>(
  name: string,
  given: string,
  choices: readonly Choice[],
): Choice | undefined {
  if (given === "") return undefined;
  const found = choices.find((choice) => choice === given);
  if (found !== undefined) return found;
  throw new KubehopError({
    code: "invalid-input",
    message: `The input ${name} cannot be ${JSON.stringify(given.slice(0, 60))}.`,
    remedy: `Use one of ${choices.join(", ")}, or leave it out.`,
  });
}
