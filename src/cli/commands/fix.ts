import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { findingsOf } from "../../assessment/findings-of.ts";
import { startOf } from "../../assessment/start-of.ts";
import { type Fixes, planFixes, type Recipe } from "../../fixes/plan-fixes.ts";
import { renderPatch } from "../../report/patch.ts";
import { visibleLine } from "../../report/visible.ts";
import { counted } from "../../source/counted.ts";
import type { SourceFile } from "../../source/finding.ts";
import { KubehopError } from "../../source/kubehop-error.ts";
import { assess } from "../assess.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { deliver } from "../deliver.ts";
import type { Terminal } from "../terminal.ts";

/**
 * `kubehop fix`: what is mechanical and certain as a unified diff on standard output, or with `--write` into the
 * files; what a person has to mend on standard error.
 */
export async function runFix(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const { positional = ".", options } = invocation;
  if (positional === "-") throw noFiles();
  const directory = resolve(terminal.workingDirectory, positional);
  const first = await fixesNow(invocation, terminal, directory);
  if (options.has("write")) {
    terminal.error.write(summary(await written(first, invocation, { terminal, directory }), true));
    return 0;
  }
  deliver(renderPatch(first.files), invocation, terminal);
  terminal.error.write(summary(first, false));
  return 0;
}

async function fixesNow(invocation: Invocation, terminal: Terminal, directory: string): Promise<Fixes> {
  const assessment = await assess("check", invocation, terminal);
  return planFixes(findingsOf(assessment), {
    load: (path) => exactText(directory, path),
    from: startOf(assessment),
  });
}

/** Some edits touch the text of others and come in the next round; no file needs more than a few. */
const MOST_ROUNDS = 5;

async function written(
  first: Fixes,
  invocation: Invocation,
  { terminal, directory }: { readonly terminal: Terminal; readonly directory: string },
): Promise<Fixes> {
  const files = [...first.files];
  let round = first;
  for (let count = 0; round.files.length > 0 && count < MOST_ROUNDS; count += 1) {
    for (const { path, after } of round.files) writeFileSync(join(directory, path), after);
    round = await fixesNow(invocation, terminal, directory);
    files.push(...round.files);
  }
  return { files, recipes: round.recipes };
}

/** The file byte for byte; one that is not UTF-8 could not be written back as it is. */
function exactText(directory: string, path: string): SourceFile | undefined {
  const bytes = readFileSync(join(directory, path));
  const text = bytes.toString("utf8");
  return Buffer.from(text, "utf8").equals(bytes) ? { path, text } : undefined;
}

/** Places that the summary names; the check names them all. */
const SHOWN = 20;

function summary({ files, recipes }: Fixes, isWritten: boolean): string {
  const edits = files.reduce((sum, file) => sum + file.edits.length, 0);
  const count = new Set(files.map(({ path }) => path)).size;
  const done = `${counted(edits, "place")} in ${counted(count, "file")}`;
  const head = isWritten ? `Mended ${done}.` : `${done} can be mended mechanically (--write does it).`;
  const serious = recipes.filter(({ finding }) => finding.severity !== "notice");
  if (serious.length === 0) return `${head}\n`;
  const more =
    serious.length > SHOWN ? [`  and ${serious.length - SHOWN} more: kubehop check names them`] : [];
  return `${[head, "Left to a person:", ...serious.slice(0, SHOWN).map(line), ...more].join("\n")}\n`;
}

function line({ finding, place, reason }: Recipe): string {
  return visibleLine(`  ${place.path}:${place.line} ${finding.id}: ${reason}. ${finding.fix.text}`);
}

function noFiles(): KubehopError {
  return new KubehopError({
    code: "usage",
    message: "kubehop fix mends files, and standard input is none",
    remedy: "Name the directory that holds them.",
  });
}
