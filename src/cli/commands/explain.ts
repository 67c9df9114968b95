import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { KubehopError } from "../../source/kubehop-error.ts";
import { nearest } from "../../source/nearest.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { packageFile } from "../package-file.ts";
import type { Terminal } from "../terminal.ts";

/** `kubehop explain ID`: the runbook page of that id; without one, every id with its page's title. */
export function runExplain(invocation: Invocation, terminal: Terminal): ExitCode {
  const pages = packageFile("docs/runbooks");
  const ids = runbookIds();
  const wanted = invocation.positional;
  if (wanted === undefined) terminal.out.write(list(pages, ids));
  else if (ids.includes(wanted)) terminal.out.write(pageText(join(pages, `${wanted}.md`)));
  else throw unknownId(wanted, ids);
  return 0;
}

/** Every id that has a page. */
export function runbookIds(): readonly string[] {
  return readdirSync(packageFile("docs/runbooks"))
    .filter((file) => file.endsWith(".md") && file !== "README.md")
    .map((file) => file.slice(0, -".md".length))
    .toSorted();
}

/** The page without the front matter, which is for those who keep the pages. */
function pageText(path: string): string {
  return readFileSync(path, "utf8").replace(/^---\n.*?\n---\n+/s, "");
}

function list(pages: string, ids: readonly string[]): string {
  const width = Math.max(...ids.map((id) => id.length));
  const lines = ids.map((id) => `${id.padEnd(width)}  ${titleOf(join(pages, `${id}.md`))}`);
  return `${lines.join("\n")}\n`;
}

function titleOf(path: string): string {
  const text = readFileSync(path, "utf8");
  return /^# (.+)$/m.exec(text)?.[1] ?? "";
}

function unknownId(wanted: string, ids: readonly string[]): KubehopError {
  const near = nearest(wanted, ids, 4);
  return new KubehopError({
    code: "unknown-id",
    message: `There is no page for ${JSON.stringify(wanted.slice(0, 80))}${near === undefined ? "" : `: did you mean ${near}?`}`,
    remedy: "`kubehop explain` lists every id.",
  });
}
