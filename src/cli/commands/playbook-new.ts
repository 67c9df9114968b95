import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { coreValue } from "../../playbook/yaml/core-schema.ts";
import { KubehopError } from "../../source/kubehop-error.ts";
import { nearest } from "../../source/nearest.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { deliver, outputOf } from "../deliver.ts";
import { shippedNames, shippedText } from "../known-playbooks.ts";
import type { Terminal } from "../terminal.ts";

/** What is copied where no template is named. */
const DEFAULT_TEMPLATE = "kubernetes-manifests";

/** `kubehop playbook new NAME`: a copy of a shipped playbook, never over a file that is there. */
export function runPlaybookNew(invocation: Invocation, terminal: Terminal): ExitCode {
  const name = invocation.positional ?? "";
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) throw wrongName(name);
  const template = templateNamed(invocation.options.get("template") ?? DEFAULT_TEMPLATE);
  const text = template.replace(/^ {2}name: .*$/m, `  name: ${written(name)}`);
  const options = new Map(invocation.options);
  if (!options.has("output")) options.set("output", `playbooks/${name}.yaml`);
  const delivery = { ...invocation, options };
  const target = outputOf(delivery);
  if (target !== undefined && existsSync(resolve(terminal.workingDirectory, target))) throw isThere(target);
  deliver(text, delivery, terminal);
  return 0;
}

/** `123` and `null` are names too, and need quotes to be none of what they look like. */
function written(name: string): string {
  return typeof coreValue(name) === "string" ? name : JSON.stringify(name);
}

function templateNamed(name: string): string {
  const names = shippedNames();
  if (names.includes(name)) return shippedText(name);
  const near = nearest(name, names, 4);
  const problem = `There is no template ${JSON.stringify(name.slice(0, 60))}`;
  throw new KubehopError({
    code: "usage",
    message: near === undefined ? `${problem}.` : `${problem}: did you mean ${near}?`,
    remedy: `The templates are ${names.join(", ")}.`,
  });
}

function wrongName(name: string): KubehopError {
  return new KubehopError({
    code: "usage",
    message: `${JSON.stringify(name.slice(0, 70))} cannot be the name of a playbook.`,
    remedy: "Use lower-case letters, digits and dashes between them, at most 63.",
  });
}

function isThere(target: string): KubehopError {
  return new KubehopError({
    code: "usage",
    message: `${JSON.stringify(target)} is there already, and is left as it is.`,
    remedy: "Choose another name, or another file with --output.",
  });
}
