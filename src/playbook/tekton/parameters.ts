import type { PlaybookInput } from "../playbook.ts";
import { inputVariable } from "../run/input-values.ts";
import type { EnvironmentVariable, Parameter, ParameterValue } from "./objects.ts";

/** The container image of every task; a dash keeps it apart from inputs, whose names have none. */
export const IMAGE = "playbook-image";
export const REPOSITORY = "source-repository";
export const REVISION = "source-revision";

/** An input as a parameter of a Pipeline or a Task. */
export function parameterOf({
  name,
  description,
  default: value,
  required,
  pattern,
}: PlaybookInput): Parameter {
  const sentences = [
    description,
    pattern === undefined ? undefined : `Must match ${pattern} as a whole; Tekton does not look at that.`,
    "A dollar sign is written $$: Kubernetes reads one of two in variables of a container.",
  ].filter((sentence) => sentence !== undefined);
  const fallback = value ?? (required ? undefined : "");
  return {
    name,
    type: "string",
    description: sentences.join(" "),
    ...(fallback === undefined ? {} : { default: escapedValue(fallback) }),
  };
}

/** Hands a parameter of the Pipeline on to a Task. */
export function handedOn(name: string): ParameterValue {
  return { name, value: `$(params.${name})` };
}

/** The only place where an input's value goes: a variable of the container, never the text of a script. */
export function variableOf({ name }: PlaybookInput): EnvironmentVariable {
  return { name: inputVariable(name), value: `$(params.${name})` };
}

/** Kubernetes reads `$$` as `$`, and `$(NAME)` as the value of a variable, in what a container's variables are given. */
export function escapedValue(value: string): string {
  return value.replaceAll("$", "$$$$");
}

/** Tekton would put something of its own in place of it, and knows no way to write it otherwise. */
export function isReplacedByTekton(value: string): boolean {
  return /\$\((?:params|tasks|finally|context|workspaces|steps|results|inputs|outputs|artifacts|credentials)\b/.test(
    value,
  );
}
