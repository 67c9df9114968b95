import { nearest } from "../source/nearest.ts";
import type { Arguments, Ask, CommandGrammar, Misunderstanding } from "./command.ts";
import { readableLines } from "./readable-lines.ts";
import { commands } from "./registry.ts";
import { typed } from "./typed-text.ts";

/** A line that is nothing but a slash command: ASCII only, so that look-alike letters are no command. */
const COMMAND_LINE = /^ {0,3}\/([a-z][a-z-]{0,40})(?:[ \t]+(\S.*))?$/i;
const MOST_ARGUMENTS = 50;
/** Within two letters of a short name lie other bots' commands: `/wip` is no `/fix`. */
const GUESSABLE = commands
  .filter(({ name, isBare }) => name.length > 5 && isBare !== true)
  .map(({ name }) => name);

/**
 * The first of our commands in a comment, or a word within two letters of one where no real command
 * follows. Everything else, other bots' commands included, is undefined: not for us.
 */
export function parseComment(body: string): Ask | Misunderstanding | undefined {
  const lines = readableLines(body)
    .map((line) => COMMAND_LINE.exec(line.trimEnd()))
    .filter((found) => found !== null);
  const found = lines.flatMap(([, word = "", rest = ""]) => {
    const command = commands.find(({ name }) => name === word.toLowerCase());
    return command === undefined ? [] : [{ command, rest }];
  });
  const own = found.find(({ command }) => command.isBare !== true);
  const bare = found.find(({ command, rest }) => command.isBare === true && rest === "");
  const first = own ?? bare;
  if (first !== undefined) return understand(first.command, first.rest);
  for (const [, word = ""] of lines) {
    const meant = nearest(word, GUESSABLE);
    if (meant !== undefined) return didYouMean(word, meant);
  }
  return undefined;
}

function understand(command: CommandGrammar, rest: string): Ask | Misunderstanding {
  const given = argumentsOf(command, rest);
  const problem = given === undefined ? "There are too many arguments." : problemOf(command, given);
  if (given !== undefined && problem === undefined) return command.understand(given);
  return {
    command: "misunderstood",
    meant: meantBy(command.name),
    problem: problem ?? "",
    remedy: `Write it as \`${command.usage}\`.`,
  };
}

function argumentsOf({ keys }: CommandGrammar, rest: string): Arguments | undefined {
  const tokens = rest.match(/(?:[^\s"]|"[^"]*")+|"/g) ?? [];
  if (tokens.length > MOST_ARGUMENTS) return undefined;
  const words: string[] = [];
  const pairs = new Map<string, string>();
  let repeated: string | undefined;
  for (const token of tokens) {
    const plain = token.replaceAll(/["`]/g, "");
    const equals = plain.indexOf("=");
    if (equals < 0) {
      words.push(plain);
      continue;
    }
    const typedKey = plain.slice(0, equals);
    const key = keys.includes(typedKey.toLowerCase()) ? typedKey.toLowerCase() : typedKey;
    if (pairs.has(key)) repeated ??= key;
    pairs.set(key, plain.slice(equals + 1));
  }
  return { words, pairs, ...(repeated === undefined ? {} : { repeated }) };
}

function problemOf(command: CommandGrammar, { words, pairs, repeated }: Arguments): string | undefined {
  for (const [key, value] of pairs) {
    if (!command.keys.includes(key)) {
      if (command.takesOtherKeys === true) continue;
      return unknownKey(command, key);
    }
    if (value === "") return `\`${key}=\` needs a value.`;
  }
  // Which of the two was meant nobody can know.
  if (repeated !== undefined) return `\`${repeated}=\` is given twice.`;
  const extra = words[command.words];
  return extra === undefined ? undefined : `\`/${command.name}\` does not take ${typed(extra)}.`;
}

function unknownKey(command: CommandGrammar, key: string): string {
  const meant = nearest(key, command.keys);
  const hint = meant === undefined ? "" : ` Did you mean \`${meant}=\`?`;
  return `\`/${command.name}\` knows no ${typed(`${key}=`)}.${hint}`;
}

function didYouMean(word: string, meant: string): Misunderstanding {
  return {
    command: "misunderstood",
    meant: meantBy(meant),
    problem: `There is no command ${typed(`/${word}`)}.`,
    remedy: `Did you mean \`/${meant}\`?`,
  };
}

function meantBy(name: string): Ask["command"] {
  const isTopic = name === "upgrade-plan" || name === "skew-check" || name === "fix" || name === "playbook";
  return isTopic ? name : "help";
}
