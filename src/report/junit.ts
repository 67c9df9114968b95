import type { Assessment } from "../assessment/assessment.ts";
import type { Finding, Place } from "../source/finding.ts";
import { sharedFindings } from "./shared-findings.ts";
import { xmlAttribute as xml } from "./xml-text.ts";

/**
 * The findings as JUnit XML, which CI servers show as tests: one suite a check's finding id, one failed case a
 * place; notices and what could not be read are cases that were skipped, with the reason. Without any finding one
 * case passes, so that nothing looks like nothing was run.
 */
export function renderJunit(assessment: Assessment): string {
  const findings = sharedFindings(assessment).map(({ finding }) => finding);
  const cases = [...findings.flatMap(casesOf), ...assessment.unread.map(unreadCase)];
  const all = cases.length === 0 ? [passed(assessment)] : cases;
  const failures = all.filter(({ outcome }) => outcome === "failure").length;
  const skipped = all.filter(({ outcome }) => outcome === "skipped").length;
  const counts = `tests="${all.length}" failures="${failures}" skipped="${skipped}" errors="0"`;
  const suites = [...Map.groupBy(all, ({ suite }) => suite)].map(([name, own]) => suiteXml(name, own));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kubehop ${assessment.subject}" ${counts}>\n${suites.join("")}</testsuites>\n`;
}

interface Case {
  readonly suite: string;
  readonly name: string;
  readonly outcome: "passed" | "failure" | "skipped";
  readonly message: string;
  readonly text: string;
  readonly file?: Place | { readonly path: string; readonly line?: number };
}

function casesOf(finding: Finding): readonly Case[] {
  const { id, title, severity, why, fix, runbook, places } = finding;
  const outcome = severity === "notice" ? "skipped" : "failure";
  const common = {
    suite: id,
    outcome,
    message: `${severity}: ${title}`,
    text: `${why}\n${fix.text}\n${runbook}`,
  } as const;
  if (places.length === 0) return [{ ...common, name: title }];
  return places.map((place) => ({ ...common, name: nameOf(place), file: place }));
}

function nameOf({ path, line, object }: Place): string {
  const at = `${path}:${line}`;
  return object === undefined ? at : `${at} ${object.kind} ${object.name ?? ""}`.trim();
}

function unreadCase({ path, line, reason }: Assessment["unread"][number]): Case {
  return {
    suite: "file-not-read",
    name: line === undefined ? path : `${path}:${line}`,
    outcome: "skipped",
    message: reason,
    text: reason,
    file: line === undefined ? { path } : { path, line },
  };
}

function passed({ subject, headline }: Assessment): Case {
  return { suite: subject, name: headline, outcome: "passed", message: "", text: "" };
}

function suiteXml(name: string, cases: readonly Case[]): string {
  const count = (outcome: Case["outcome"]) => cases.filter((one) => one.outcome === outcome).length;
  const counts = `tests="${cases.length}" failures="${count("failure")}" skipped="${count("skipped")}" errors="0"`;
  return `  <testsuite name="${xml(name)}" ${counts}>\n${cases.map(caseXml).join("")}  </testsuite>\n`;
}

function caseXml({ suite, name, outcome, message, text, file }: Case): string {
  const at =
    file === undefined
      ? ""
      : ` file="${xml(file.path)}"${file.line === undefined ? "" : ` line="${file.line}"`}`;
  const open = `    <testcase classname="kubehop.${xml(suite)}" name="${xml(name)}"${at}`;
  if (outcome === "passed") return `${open}/>\n`;
  const body =
    outcome === "failure"
      ? `<failure message="${xml(message)}">${xml(text)}</failure>`
      : `<skipped message="${xml(message)}"/>`;
  return `${open}>${body}</testcase>\n`;
}
