import { CODES } from "../../src/playbook/codes.ts";
import type { GeneratedFile } from "../generate.ts";
import { playbookKeyTable } from "../playbook-schema.ts";
import { replacePart } from "../replace-part.ts";

/** The tables of docs/playbooks.md: keys from the reader's own schema, and the codes of its findings. */
export const files: readonly GeneratedFile[] = [
  {
    path: "docs/playbooks.md",
    text: (current) => replacePart(replacePart(current, "keys", playbookKeyTable()), "codes", codeTable()),
  },
];

function codeTable(): string {
  const rows = Object.entries(CODES).map(
    ([code, [severity, says]]) => `| \`${code}\` | ${severity} | ${says} |`,
  );
  return ["| code | severity | what it says |", "|---|---|---|", ...rows].join("\n");
}
