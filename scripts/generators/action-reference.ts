import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import type { GeneratedFile } from "../generate.ts";
import { replacePart } from "../replace-part.ts";

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

const action = load(readFileSync(new URL("../../action.yml", import.meta.url), "utf8")) as ActionFile;

/** docs/reference/action.md: the inputs and outputs of action.yml. */
export const files: readonly GeneratedFile[] = [
  {
    path: "docs/reference/action.md",
    text: (current) => replacePart(replacePart(current, "inputs", inputs()), "outputs", outputs()),
  },
];

function inputs(): string {
  const rows = Object.entries(action.inputs).map(
    ([name, input]) =>
      `| \`${name}\` | ${input.description} | ${input.default === "" || input.default === undefined ? "" : `\`${input.default}\``} |`,
  );
  return ["| input | what it says | default |", "|---|---|---|", ...rows].join("\n");
}

function outputs(): string {
  const rows = Object.entries(action.outputs).map(
    ([name, { description }]) => `| \`${name}\` | ${description} |`,
  );
  return ["| output | what it holds |", "|---|---|", ...rows].join("\n");
}
