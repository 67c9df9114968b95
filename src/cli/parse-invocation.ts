import { parseArgs } from "node:util";
import { KubehopError } from "../source/kubehop-error.ts";
import type { Command, Invocation, Option } from "./command.ts";
import { findCommand, isGroup } from "./commands.ts";
import { instead, insteadInGroup, insteadOfArgument, insteadOfOption } from "./suggestions.ts";

/** What a command line asks for. */
export type Request =
  | { readonly kind: "run"; readonly invocation: Invocation }
  /** Of one command, of the commands that begin with one word, or of all. */
  | { readonly kind: "help"; readonly command?: Command; readonly group?: string }
  | { readonly kind: "version" };

/** Reads the arguments after `kubehop`. Anything that is not understood throws and names the nearest thing. */
export function parseInvocation(words: readonly string[]): Request {
  const [first, ...rest] = words;
  if (first === undefined || first === "--help" || first === "-h") return { kind: "help" };
  if (first === "--version" || first === "-V") return { kind: "version" };
  if (first === "help") return helpRequest(rest);
  const asksForHelp = rest.includes("--help") || rest.includes("-h");
  if (asksForHelp && isGroup(first)) return helpRequest(words.filter((word) => !word.startsWith("-")));
  const { command, rest: after } = commandOf(words);
  if (asksForHelp) return { kind: "help", command };
  return { kind: "run", invocation: invocationOf(command, after) };
}

/** `kubehop help`, `kubehop help plan`, `kubehop help playbook`, `kubehop help playbook lint`. */
function helpRequest(words: readonly string[]): Request {
  const [first, second] = words;
  if (first === undefined) return { kind: "help" };
  if (isGroup(first) && second === undefined) return { kind: "help", group: first };
  return { kind: "help", command: commandOf(words).command };
}

/** The command that the words begin with, which may be two of them. */
function commandOf(words: readonly string[]): { command: Command; rest: readonly string[] } {
  const [first = "", second = "", ...others] = words;
  if (!isGroup(first)) return { command: commandNamed(first), rest: words.slice(1) };
  const command = findCommand(`${first} ${second}`);
  if (command !== undefined) return { command, rest: others };
  const problem =
    second === "" || second.startsWith("-")
      ? `kubehop ${first} needs a word after it`
      : `${quoted(second)} is no command of kubehop ${first}`;
  throw usageError(problem, insteadInGroup(first, second), `kubehop ${first} --help`);
}

function commandNamed(name: string): Command {
  const command = findCommand(name);
  if (command !== undefined) return command;
  throw usageError(`${quoted(name)} is no command of kubehop`, instead(name), "kubehop --help");
}

function invocationOf(command: Command, words: readonly string[]): Invocation {
  const options = new Map<string, string>();
  const lists = new Map<string, readonly string[]>();
  const positionals: string[] = [];
  for (const token of tokensOf(command, words)) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind === "option") {
      const option = optionNamed(command, token.rawName);
      const value = optionValue(command, option, token);
      if (option.repeats) lists.set(option.name, [...(lists.get(option.name) ?? []), value]);
      else if (options.has(option.name)) throw givenTwice(command, option);
      else options.set(option.name, value);
    }
  }
  return { command, options, lists, ...positionalOf(command, positionals) };
}

function tokensOf(command: Command, words: readonly string[]) {
  const options = Object.fromEntries(
    command.options.map(({ name, value }) => [
      name,
      { type: value === undefined ? ("boolean" as const) : ("string" as const) },
    ]),
  );
  return parseArgs({ args: [...words], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

function optionNamed(command: Command, rawName: string): Option {
  const option = command.options.find((known) => `--${known.name}` === rawName);
  if (option !== undefined) return option;
  throw usageError(
    `${quoted(rawName)} is no option of kubehop ${command.name}`,
    insteadOfOption(command, rawName),
    `kubehop ${command.name} --help`,
  );
}

/** Which of the two was meant nobody can know. */
function givenTwice(command: Command, option: Option): KubehopError {
  return usageError(`--${option.name} is given twice`, "", `kubehop ${command.name} --help`);
}

interface GivenValue {
  readonly value?: string | undefined;
  /** `--to=1.36` in one word. */
  readonly inlineValue?: boolean | undefined;
}

function optionValue(command: Command, option: Option, { value, inlineValue }: GivenValue): string {
  const help = `kubehop ${command.name} --help`;
  if (option.value === undefined) {
    if (value === undefined) return "";
    throw usageError(`--${option.name} takes no value`, "", help);
  }
  // In `--to --format json` the value was forgotten; `-` alone is standard input or output.
  const isForgotten = inlineValue !== true && value?.startsWith("-") === true && value !== "-";
  if (value === undefined || value === "" || isForgotten) {
    throw usageError(`--${option.name} needs a value (${option.value})`, choiceList(option.choices), help);
  }
  if (option.choices !== undefined && !option.choices.includes(value)) {
    throw usageError(`--${option.name} cannot be ${quoted(value)}`, choiceList(option.choices), help);
  }
  return value;
}

type Positionals = Pick<Invocation, "positional" | "positionals">;

function positionalOf(command: Command, given: readonly string[]): Positionals {
  const [first] = given;
  const help = `kubehop ${command.name} --help`;
  const surplus = surplusOf(command, given);
  if (surplus !== undefined) {
    const problem = `kubehop ${command.name} does not take the argument ${quoted(surplus)}`;
    throw usageError(problem, insteadOfArgument(command, surplus), help);
  }
  if (command.positional === undefined) return { positionals: [] };
  const { name, required, choices } = command.positional;
  if (first === undefined) {
    if (required) throw usageError(`kubehop ${command.name} needs ${name}`, choiceList(choices), help);
    return { positionals: [] };
  }
  if (choices !== undefined && !choices.includes(first)) {
    throw usageError(`${name} cannot be ${quoted(first)}`, choiceList(choices), help);
  }
  return { positional: first, positionals: given };
}

/** The argument that the command has no place for. */
function surplusOf({ positional }: Command, [first, second]: readonly string[]): string | undefined {
  if (positional === undefined) return first;
  return positional.repeats === true ? undefined : second;
}

function choiceList(choices: readonly string[] | undefined): string {
  return choices === undefined ? "" : `it is one of ${choices.join(", ")}`;
}

function quoted(word: string): string {
  return JSON.stringify(word.length > 60 ? `${word.slice(0, 60)}…` : word);
}

function usageError(problem: string, hint: string, help: string): KubehopError {
  return new KubehopError({
    code: "usage",
    message: hint === "" ? problem : `${problem}: ${hint}`,
    remedy: `See \`${help}\`.`,
  });
}
