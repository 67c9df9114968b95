import type { Command, Option, Positional } from "./command.ts";
import { COMMANDS, commandsOfGroup } from "./commands.ts";

const EXIT_CODES = `Exit codes:
  0    fine
  1    a finding at or above --fail-on, an unsupported skew, a blocked plan, or a failed playbook
  2    input or configuration that could not be used
  3    could not run
  130  cancelled by a signal`;

/** What `kubehop --help`, `kubehop COMMAND --help` or, of commands of two words, `kubehop GROUP --help` prints. */
export function helpText({ command, group }: { command?: Command; group?: string } = {}): string {
  if (group !== undefined) return groupHelp(group);
  return command === undefined ? overview() : commandHelp(command);
}

/** `kubehop plan [OPTIONS] [DIR]` */
export function usageLine(command: Command): string {
  const { name, positional } = command;
  const options = command.options.length === 0 ? "" : " [OPTIONS]";
  return `kubehop ${name}${options}${positional === undefined ? "" : ` ${positionalUsage(positional)}`}`;
}

function positionalUsage({ name, required, repeats }: Positional): string {
  return `${required ? name : `[${name}]`}${repeats === true ? "…" : ""}`;
}

/** What an option says, with the values it accepts. */
export function optionSays(option: Option): string {
  const { says, choices, otherwise = choices?.[0] } = option;
  if (choices === undefined) return says;
  return `${says}: ${choices.join(", ")} (default ${otherwise})`;
}

/** `--to VERSION`, or a switch alone. */
export function optionUsage({ name, value }: Option): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}

function overview(): string {
  const examples = COMMANDS.slice(0, 3).flatMap((command) => command.examples.slice(0, 2));
  return `Kubehop makes upgrading a self-managed (kubeadm) Kubernetes cluster safe and boring.

Usage: kubehop COMMAND [OPTIONS] [DIR]

Commands:
${columns(COMMANDS.map(({ name, summary }) => [name, summary]))}

Examples:
${examples.map(({ line, says }) => `  $ ${line}\n      ${says}`).join("\n")}

${EXIT_CODES}

\`kubehop COMMAND --help\` says more; \`kubehop --version\` prints the version.
`;
}

function groupHelp(group: string): string {
  const commands = commandsOfGroup(group);
  return `kubehop ${group} COMMAND

Commands:
${columns(commands.map(({ name, summary }) => [name, summary]))}

Examples:
${commands
  .flatMap(({ examples }) => examples.slice(0, 1))
  .map(({ line, says }) => `  $ ${line}\n      ${says}`)
  .join("\n")}

\`kubehop ${group} COMMAND --help\` says more.
`;
}

function commandHelp(command: Command): string {
  const { summary, positional, options, examples } = command;
  const rows = [
    ...(positional === undefined ? [] : [[positional.name, positional.says] as const]),
    ...options.map((option) => [optionUsage(option), optionSays(option)] as const),
  ];
  return `${usageLine(command)}

${summary[0]?.toUpperCase()}${summary.slice(1)}.
${rows.length === 0 ? "" : `\n${columns(rows)}\n`}
Examples:
${examples.map(({ line, says }) => `  $ ${line}\n      ${says}`).join("\n")}

${EXIT_CODES}
`;
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`).join("\n");
}
