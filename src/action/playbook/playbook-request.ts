import { KubehopError } from "../../source/kubehop-error.ts";

/** What the Action's inputs say about a playbook, as it was written. */
export interface PlaybookRequest {
  /** Its name, or its file relative to `directory`. */
  readonly playbook: string;
  /** Whose playbooks count, relative to the workspace; empty: those of the directory that they run in. */
  readonly playbookDirectory: string;
  /** `NAME=VALUE` each. */
  readonly values: readonly string[];
  /** Options of `kubehop playbook run` that were given. */
  readonly options: ReadonlyMap<string, string>;
  readonly capabilities: readonly string[];
  /** Relative to the workspace; empty: a directory of the job's temporary files. */
  readonly reportDirectory: string;
}

/** Reads one input of the step; empty where it is not given. */
export type InputText = (name: string) => string;

/** @throws {KubehopError} `invalid-input` */
export function readPlaybookRequest(text: InputText): PlaybookRequest {
  const options = [
    ["path", level(text, "path")],
    ["max-path", level(text, "max-path")],
    ["executor", text("executor")],
  ] as const;
  return {
    playbook: text("playbook"),
    playbookDirectory: text("playbook-directory"),
    values: playbookInputs(text("playbook-inputs")),
    options: new Map(options.filter(([, value]) => value !== "")),
    capabilities: lines(text("capabilities")),
    reportDirectory: text("report-directory"),
  };
}

function level(text: InputText, name: string): string {
  const value = text(name);
  if (/^[0-4]?$/.test(value)) return value;
  throw new KubehopError({
    code: "invalid-input",
    message: `The input ${name} cannot be ${JSON.stringify(value.slice(0, 60))}.`,
    remedy: "Use a number from 0 to 4, or leave it out.",
  });
}

function lines(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** One `NAME=VALUE` a line; or a JSON object of texts, which can hold line breaks too. */
function playbookInputs(text: string): readonly string[] {
  if (!text.startsWith("{")) return lines(text);
  const value = parsed(text);
  if (typeof value !== "object" || value === null) throw noInputs();
  return Object.entries(value).map(([name, given]) => {
    if (typeof given !== "string") throw noInputs();
    return `${name}=${given}`;
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function noInputs(): KubehopError {
  return new KubehopError({
    code: "invalid-input",
    message: "The input playbook-inputs begins as JSON does, and is no JSON object of texts.",
    remedy: "Give one NAME=VALUE a line, or a JSON object whose values are texts.",
  });
}
