import { tryParseVersion } from "../kubernetes/version.ts";
import { nearest } from "../source/nearest.ts";
import type { Command } from "./command.ts";
import { COMMANDS, commandsOfGroup } from "./commands.ts";

/** What was probably meant by a word that is no command; empty where nobody can tell. */
export function instead(word: string): string {
  const option = COMMANDS.find(({ options }) => options.some(({ name }) => isNamed(name, word)));
  if (option !== undefined) return `an option comes behind its command, as in kubehop ${option.name} ${word}`;
  if (word === "version") return didYouMean("--version");
  const names = [...new Set(COMMANDS.map(({ name }) => name.replace(/ .*/, "")))];
  // `upgrade-plan` and `skew-check` are what the commands are called in comments.
  return didYouMean(nearest(word, names) ?? word.split("-").find((part) => names.includes(part)));
}

/** What can stand behind the first word of commands of two, and what was probably meant. */
export function insteadInGroup(group: string, word: string): string {
  const names = commandsOfGroup(group).map(({ name }) => name.slice(group.length + 1));
  const meant = didYouMean(nearest(word, names));
  return meant === "" ? `it is one of ${names.join(", ")}` : meant;
}

/** What was probably meant by an option that the command does not have: `--fomat`, `-o`, `--json`. */
export function insteadOfOption({ options }: Command, rawName: string): string {
  const names = options.map(({ name }) => `--${name}`);
  if (/^-\w$/.test(rawName)) {
    const [only, ...others] = names.filter((name) => name.startsWith(`-${rawName}`));
    return didYouMean(others.length === 0 ? only : undefined);
  }
  const value = rawName.slice("--".length);
  const taker = options.find(({ choices }) => choices?.includes(value));
  return didYouMean(taker === undefined ? nearest(rawName, names) : `--${taker.name} ${value}`);
}

/** What to do with an argument too many, or one that is no directory. */
export function insteadOfArgument({ name, options }: Command, argument: string): string {
  const takesTarget = options.some((option) => option.name === "to");
  if (!takesTarget || tryParseVersion(argument) === undefined) return "";
  return `a version goes behind --to, as in kubehop ${name} --to ${argument}`;
}

function isNamed(name: string, word: string): boolean {
  return word === `--${name}` || word.startsWith(`--${name}=`);
}

function didYouMean(meant: string | undefined): string {
  return meant === undefined ? "" : `did you mean ${meant}?`;
}
