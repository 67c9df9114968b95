import { findingCatalogue } from "../../src/findings/catalogue.ts";
import type { FindingDescription } from "../../src/findings/check.ts";
import { checkGroups } from "../../src/findings/registry.ts";
import type { TrapCoverage } from "../../src/findings/trap-coverage.ts";
import { trapsCoverage } from "../../src/findings/traps-coverage.ts";
import type { GeneratedFile } from "../generate.ts";

/** docs/reference/findings.md: every check, finding and trap, from the registry itself. */
export const files: readonly GeneratedFile[] = [
  { path: "docs/reference/findings.md", text: () => findingsReference() },
];

function findingsReference(): string {
  return [
    "# Findings",
    "<!-- Written by `npm run generate`: change the checks, not this page. -->",
    "## Checks",
    "`--only` and `--skip` of `kubehop check` take groups and checks by these names.",
    table(
      ["group", "check", "reads", "can find"],
      checkGroups.flatMap(({ name: group, checks }) =>
        checks.map(({ name, reads, findings }) => [
          `\`${group}\``,
          `\`${name}\``,
          reads.join("; "),
          findings.map(({ id }) => link(id)).join(", "),
        ]),
      ),
    ),
    "## Findings",
    table(
      ["id", "title", "what it means"],
      findingCatalogue.map((description) => [
        link(description.id),
        description.title,
        meaningOf(description),
      ]),
    ),
    "## Traps",
    "What is done about each row of `data/traps.json`.",
    table(
      ["trap", "how it is seen", "command"],
      Object.entries(trapsCoverage).map(([id, coverage]) => [
        `\`${id}\``,
        seenBy(coverage),
        `\`${coverage.command.replaceAll("|", "\\|")}\``,
      ]),
    ),
    "",
  ]
    .join("\n\n")
    .replace(/\n+$/, "\n");
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return lines.join("\n");
}

function link(id: string): string {
  return `[\`${id}\`](../runbooks/${id}.md)`;
}

function meaningOf({ meaning }: FindingDescription): string {
  return meaning.replaceAll("|", "\\|");
}

function seenBy(coverage: TrapCoverage): string {
  switch (coverage.kind) {
    case "detected":
      return `check \`${coverage.by}\`${coverage.needs === undefined ? "" : ` (by hand where ${coverage.needs === "repository" ? "no repository is read" : `no file tells about ${coverage.needs}`})`}`;
    case "by-hand":
      return "by hand";
    default:
      return coverage satisfies never;
  }
}
