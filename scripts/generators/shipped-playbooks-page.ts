import { readdirSync, readFileSync } from "node:fs";
import type { Playbook, PlaybookInput } from "../../src/playbook/playbook.ts";
import { readPlaybook } from "../../src/playbook/reading/read-playbook.ts";
import type { GeneratedFile } from "../generate.ts";
import { replacePart } from "../replace-part.ts";

/** What each shipped playbook proves, and with which inputs, from the playbooks themselves. */
export const files: readonly GeneratedFile[] = [
  {
    path: "docs/playbooks-shipped.md",
    text: (current) => replacePart(current, "playbooks", shipped().map(section).join("\n\n")),
  },
];

const FOLDER = new URL("../../playbooks/", import.meta.url);

function shipped(): readonly Playbook[] {
  return readdirSync(FOLDER)
    .toSorted()
    .map((name) => {
      const { playbook } = readPlaybook({ path: name, text: readFileSync(new URL(name, FOLDER), "utf8") });
      if (playbook === undefined) throw new Error(`${name} is invalid`);
      return playbook;
    });
}

function section(playbook: Playbook): string {
  return [
    `### ${playbook.name}`,
    "",
    playbook.description,
    "",
    `Recommended: path ${playbook.recommendedPath}. ${toolsOf(playbook)}`,
    "",
    ...claimTable(playbook),
    "",
    ...inputTable(playbook.inputs),
  ].join("\n");
}

function toolsOf({ tools }: Playbook): string {
  const listed = tools.map(({ name, requiredForPaths }) => `\`${name}\` (${requiredForPaths.join(", ")})`);
  return `Tools, and the paths that need them: ${listed.join(", ")}.`;
}

function claimTable({ steps }: Playbook): readonly string[] {
  const rows = steps.flatMap(({ name, variants }) =>
    [...Map.groupBy(variants, ([, { validates }]) => validates)].map(([claim, of]) => {
      const paths = of.map(([path]) => path);
      return `| \`${name}\` | ${paths.join(", ")} | ${cell(claim)} |`;
    }),
  );
  return ["| step | path | what it proves |", "|---|---|---|", ...rows];
}

function inputTable(inputs: readonly PlaybookInput[]): readonly string[] {
  const rows = inputs.map(
    ({ name, default: value = "", description = "" }) =>
      `| \`${name}\` | ${value === "" ? "" : `\`${cell(value)}\``} | ${cell(description)} |`,
  );
  return ["| input | default | what it is for |", "|---|---|---|", ...rows];
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").trim();
}
