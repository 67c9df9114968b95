import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Assessment } from "../../assessment/assessment.ts";
import { findingsOf } from "../../assessment/findings-of.ts";
import { startOf } from "../../assessment/start-of.ts";
import type { FixedFile } from "../../fixes/fixed-file.ts";
import {
  type Fixes,
  type FixGround,
  planFixes,
  type RecipeGroup,
  recipeGroups,
} from "../../fixes/plan-fixes.ts";
import { oldestSupported } from "../../kubernetes/support.ts";
import { renderPatch } from "../../report/patch.ts";
import { visibleLine } from "../../report/visible.ts";
import { counted } from "../../source/counted.ts";
import { errorWords } from "../../source/error-words.ts";
import { KubehopError } from "../../source/kubehop-error.ts";
import { othersFiles } from "../../workspace/others-files.ts";
import { readDirectory } from "../../workspace/read-directory.ts";
import { assess } from "../assess.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { deliver, outputOf } from "../deliver.ts";
import type { Terminal } from "../terminal.ts";

/**
 * `kubehop fix`: what is mechanical and certain as a unified diff on standard output, or with `--write` into the
 * files; what a person has to mend on standard error. Both make the same of a file.
 *
 * @throws KubehopError `output-not-written` where a file may not be written, after all others were
 */
export async function runFix(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const { positional = ".", options } = invocation;
  if (positional === "-") throw noFiles();
  const directory = resolve(terminal.workingDirectory, positional);
  const assessment = await assess("check", invocation, terminal);
  const fixes = fixesOf(assessment, directory, terminal);
  const unread = unreadLine(assessment);
  if (options.has("write")) {
    const failures = fixes.files.flatMap((file) => failureToWrite(file, directory));
    const failed = new Set(failures.map(({ path }) => path));
    const files = fixes.files.filter(({ path }) => !failed.has(path));
    terminal.error.write(`${summary({ ...fixes, files }, true)}${unread}`);
    if (failures.length > 0) throw notWritten(failures);
    return 0;
  }
  // Nothing is no patch: not even an empty line, so that whoever looks at the size can tell.
  if (fixes.files.length > 0 || outputOf(invocation) !== undefined)
    deliver(renderPatch(fixes.files), invocation, terminal);
  terminal.error.write(`${summary(fixes, false)}${unread}`);
  return 0;
}

function fixesOf(assessment: Assessment, directory: string, { environment, today }: Terminal): Fixes {
  const findings = findingsOf(assessment);
  const named = new Set(findings.flatMap(({ places }) => places.map(({ path }) => path)));
  const others = othersFiles(directory, [...named], environment);
  return planFixes(findings, {
    paths: () => readDirectory(directory).files.map(({ path }) => path),
    load: (path) => {
      const reason = others.get(path);
      return reason === undefined ? exactText(directory, path) : { reason };
    },
    from: startOf(assessment),
    oldestSupported: oldestSupported(today),
  });
}

/** The file byte for byte; one that is not UTF-8 could not be written back as it is. */
function exactText(directory: string, path: string): ReturnType<FixGround["load"]> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(directory, path));
  } catch (error) {
    return { reason: `the file cannot be read again (${errorWords(error)})` };
  }
  const text = bytes.toString("utf8");
  return Buffer.from(text, "utf8").equals(bytes)
    ? { path, text }
    : { reason: "the file is not UTF-8, and could not be written back as it is" };
}

interface Failure {
  readonly path: string;
  readonly reason: string;
}

function failureToWrite({ path, after }: FixedFile, directory: string): readonly Failure[] {
  try {
    writeFileSync(join(directory, path), after);
    return [];
  } catch (error) {
    return [{ path, reason: errorWords(error) }];
  }
}

function notWritten(failures: readonly Failure[]): KubehopError {
  const named = failures.slice(0, SHOWN).map(({ path, reason }) => `${path} (${reason})`);
  return new KubehopError({
    code: "output-not-written",
    message: `${counted(failures.length, "file")} could not be written: ${named.join(", ")}.`,
    remedy: "Let this user write them, and run kubehop fix --write once more.",
  });
}

/** Causes that the summary names; the check names them all. */
const SHOWN = 20;

function summary({ files, recipes }: Fixes, isWritten: boolean): string {
  const places = files.reduce((sum, file) => sum + file.mends.length, 0);
  const done = `${counted(places, "place")} in ${counted(files.length, "file")}`;
  const head = isWritten ? `Mended ${done}.` : `${done} can be mended mechanically (--write does it).`;
  const serious = recipeGroups(recipes.filter(({ finding }) => finding.severity !== "notice"));
  if (serious.length === 0) return `${head}\n`;
  const more =
    serious.length > SHOWN ? [`  and ${serious.length - SHOWN} more: kubehop check names them`] : [];
  return `${[head, "Left to a person:", ...serious.slice(0, SHOWN).map(line), ...more].join("\n")}\n`;
}

function line({ finding, places: [first, ...others], reason }: RecipeGroup): string {
  const more = others.length === 0 ? "" : ` and ${counted(others.length, "more place")}`;
  return visibleLine(`  ${first.path}:${first.line}${more} ${finding.id}: ${reason}. ${finding.fix.text}`);
}

/** What nobody could read, nobody could mend either. */
function unreadLine({ unread }: Assessment): string {
  return unread.length === 0
    ? ""
    : `${counted(unread.length, "part")} of files could not be read: kubehop check names them.\n`;
}

function noFiles(): KubehopError {
  return new KubehopError({
    code: "usage",
    message: "kubehop fix mends files, and standard input is none",
    remedy: "Name the directory that holds them.",
  });
}
