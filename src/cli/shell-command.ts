import type { ShellCommand } from "../report/report-options.ts";
import { quote } from "../source/shell.ts";
import type { Invocation } from "./command.ts";

/** What was typed, as a line for the shell; the version is asked of a command that takes one. */
export function shellCommand({ command, options, positional }: Invocation): ShellCommand {
  const takesVersion = command.options.some(({ name }) => name === "to");
  const place = positional === undefined ? [] : [word(positional)];
  const given = [...options].filter(([name]) => name !== "to").map(optionText);
  const version = options.get("to");
  const asTyped = version === undefined ? given : [optionText(["to", version]), ...given];
  return {
    asTyped: ["kubehop", command.name, ...asTyped, ...place].join(" "),
    withVersion: takesVersion
      ? ["kubehop", command.name, "--to VERSION", ...given, ...place].join(" ")
      : ["kubehop plan --to VERSION", ...place].join(" "),
  };
}

function optionText([name, value]: readonly [name: string, value: string]): string {
  if (value === "") return `--${name}`;
  const isTakenForOption = value.startsWith("-") && value !== "-";
  return `--${name}${isTakenForOption ? "=" : " "}${word(value)}`;
}

/** Standard input and output stay the dash that they are. */
function word(text: string): string {
  return text === "-" ? text : quote(text);
}
