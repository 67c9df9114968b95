import { readdirSync, readFileSync } from "node:fs";
import { findingCatalogue } from "../../src/findings/catalogue.ts";
import type { GeneratedFile } from "../generate.ts";
import { replacePart } from "../replace-part.ts";

const FOLDER = new URL("../../docs/runbooks/", import.meta.url);

/** docs/runbooks/README.md: the table of the findings' pages, from the pages themselves. */
export const files: readonly GeneratedFile[] = [
  { path: "docs/runbooks/README.md", text: (current) => replacePart(current, "findings", table()) },
];

function table(): string {
  const ids = new Set(findingCatalogue.map(({ id }) => id));
  const rows = readdirSync(FOLDER)
    .toSorted()
    .map((name) => name.replace(/\.md$/, ""))
    .filter((id) => ids.has(id))
    .map(row);
  return ["| finding | severity | page |", "|---|---|---|", ...rows].join("\n");
}

function row(id: string): string {
  const page = readFileSync(new URL(`${id}.md`, FOLDER), "utf8");
  const severity = /^severity: (\w+)$/m.exec(page)?.[1] ?? "";
  const title = /^# (.+)$/m.exec(page)?.[1] ?? id;
  return `| \`${id}\` | ${severity} | [${title}](${id}.md) |`;
}
