import type { Command } from "../../src/cli/command.ts";
import { COMMANDS } from "../../src/cli/commands.ts";
import { optionSays, optionUsage, usageLine } from "../../src/cli/help.ts";
import type { GeneratedFile } from "../generate.ts";
import { replacePart } from "../replace-part.ts";

/** docs/reference/cli.md: one section a command, from the registry that the CLI itself uses. */
export const files: readonly GeneratedFile[] = [
  {
    path: "docs/reference/cli.md",
    text: (current) => replacePart(current, "commands", COMMANDS.map(section).join("\n\n")),
  },
];

function section(command: Command): string {
  const { name, summary, positional, options, examples } = command;
  const rows = [
    ...(positional === undefined ? [] : [row(positional.name, positional.says)]),
    ...options.map((option) => row(optionUsage(option), optionSays(option))),
  ];
  const table = rows.length === 0 ? [] : ["| | |\n|---|---|", ...rows];
  const shown = examples.map(({ line, says }) => `# ${says}\n${line}`).join("\n");
  return [
    `### \`kubehop ${name}\``,
    `${summary[0]?.toUpperCase()}${summary.slice(1)}.`,
    `\`${usageLine(command)}\``,
    ...(table.length === 0 ? [] : [table.join("\n")]),
    `\`\`\`sh\n${shown}\n\`\`\``,
  ].join("\n\n");
}

function row(name: string, says: string): string {
  return `| \`${name}\` | ${says.replaceAll("|", "\\|")} |`;
}
