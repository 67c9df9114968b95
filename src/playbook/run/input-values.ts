import { KubehopError } from "../../source/kubehop-error.ts";
import type { Playbook, PlaybookInput } from "../playbook.ts";
import { matchesPattern } from "../reading/input-pattern.ts";
import type { RunPlan } from "./run-plan.ts";

/**
 * What commands see of a playbook's inputs: `INPUT_` and the name in capitals. An input without value and default is
 * not set at all.
 *
 * @param given `NAME=VALUE` each; a value may hold `=` and be empty
 * @throws {KubehopError} `invalid-playbook-input` for one that is not declared, is missing, or does not match
 */
export function inputValues(playbook: Playbook, given: readonly string[]): Readonly<Record<string, string>> {
  const values = givenValues(playbook, given);
  return Object.fromEntries(
    playbook.inputs.flatMap((input) => {
      const value = checkedValue(input, values.get(input.name));
      return value === undefined ? [] : [[inputVariable(input.name), value]];
    }),
  );
}

/** The variable in which commands see an input: `image_tag` is `INPUT_IMAGE_TAG`. */
export function inputVariable(name: string): string {
  return `INPUT_${name.toUpperCase()}`;
}

/** The inputs that have a value, by the names that the playbook gives them. */
export function inputsByName({
  playbook,
  inputs,
}: Pick<RunPlan, "playbook" | "inputs">): ReadonlyMap<string, string> {
  const values = playbook.inputs.flatMap(({ name }) => {
    const value = inputs[inputVariable(name)];
    return value === undefined ? [] : [[name, value] as const];
  });
  return new Map(values);
}

/**
 * The values that were given, by the names of their inputs; of the others nothing is said.
 *
 * @throws {KubehopError} `invalid-playbook-input` for one that is not declared or does not match
 */
export function givenInputs(playbook: Playbook, given: readonly string[]): ReadonlyMap<string, string> {
  const values = givenValues(playbook, given);
  for (const input of playbook.inputs) {
    const value = values.get(input.name);
    if (value !== undefined) checkedValue(input, value);
  }
  return values;
}

function givenValues({ inputs }: Playbook, given: readonly string[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const text of given) {
    const [name = ""] = text.split("=", 1);
    if (!text.includes("=")) throw flaw(`--input ${quoted(text)} has no value`, "Write --input NAME=VALUE.");
    if (values.has(name)) throw flaw(`the input ${quoted(name)} is given twice`, "Give it once.");
    if (!inputs.some((input) => input.name === name)) {
      const declared = inputs.map((input) => input.name).join(", ");
      const remedy = declared === "" ? "The playbook has no inputs." : `It declares ${declared}.`;
      throw flaw(`the playbook declares no input ${quoted(name)}`, remedy);
    }
    values.set(name, text.slice(name.length + 1));
  }
  return values;
}

function checkedValue(input: PlaybookInput, given: string | undefined): string | undefined {
  const { name, required, pattern } = input;
  const value = given ?? input.default;
  if (required && (value === undefined || value === "")) {
    throw flaw(`the input ${quoted(name)} is required and has no value`, `Add --input ${name}=VALUE.`);
  }
  // Inputs may be secrets: the value itself is not said.
  if (value !== undefined && pattern !== undefined && !matchesPattern(pattern, value)) {
    throw flaw(
      `the value of the input ${quoted(name)} does not match its pattern ${quoted(pattern)}`,
      "The pattern must match the whole value.",
    );
  }
  return value;
}

function flaw(message: string, remedy: string): KubehopError {
  return new KubehopError({ code: "invalid-playbook-input", message: `${message}.`, remedy });
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
