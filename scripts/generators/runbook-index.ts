import { readdirSync, readFileSync } from "node:fs";
import { DIAGNOSIS_CLASSES } from "../../src/diagnosis/diagnosis-classes.ts";
import { findingCatalogue } from "../../src/findings/catalogue.ts";
import type { GeneratedFile } from "../generate.ts";
import { replacePart } from "../replace-part.ts";

const FOLDER = new URL("../../docs/runbooks/", import.meta.url);

/** docs/runbooks/README.md: the tables of the pages of findings and diagnoses, from the pages themselves. */
export const files: readonly GeneratedFile[] = [
  { path: "docs/runbooks/README.md", text: (current) => withDiagnoses(withFindings(current)) },
];

function withFindings(page: string): string {
  return replacePart(page, "findings", table("finding", new Set(findingCatalogue.map(({ id }) => id))));
}

function withDiagnoses(page: string): string {
  return replacePart(page, "diagnoses", table("diagnosis", new Set<string>(DIAGNOSIS_CLASSES)));
}

function table(what: string, ids: ReadonlySet<string>): string {
  const rows = readdirSync(FOLDER)
    .toSorted()
    .map((name) => name.replace(/\.md$/, ""))
    .filter((id) => ids.has(id))
    .map(row);
  return [`| ${what} | severity | page |`, "|---|---|---|", ...rows].join("\n");
}

function row(id: string): string {
  const page = readFileSync(new URL(`${id}.md`, FOLDER), "utf8");
  const severity = /^severity: (\w+)$/m.exec(page)?.[1] ?? "";
  const title = /^# (.+)$/m.exec(page)?.[1] ?? id;
  return `| \`${id}\` | ${severity} | [${title}](${id}.md) |`;
}
