import type { Assessment, ClusterAssessment } from "../assessment/assessment.ts";
import { coverageSentence } from "./coverage-sentence.ts";
import { code, codeLink, type Phrase, say } from "./document.ts";
import type { ReportLinks } from "./links.ts";
import { counted, shorten } from "./shorten.ts";

const SHOWN_FILES = 5;

/** What the answer rests on: the commit, the facts' day, and each cluster's support dates. */
export function factsSentence({ sha, facts, clusters }: Assessment): Phrase {
  const commit = sha === undefined ? [] : say`Made for ${code(sha.slice(0, 7))}; `;
  const age = facts.stale
    ? `facts of ${facts.asOf}, ${counted(facts.ageDays, "day")} old: STALE, newer patches and dates may be missing.`
    : `facts of ${facts.asOf}.`;
  const support = [...new Set(clusters.filter(isUntold).map((entry) => entry.support.message))].slice(0, 3);
  return say`${commit}${sha === undefined ? capital(age) : age}${support.map((message) => ` ${message}`).join("")}`;
}

/** Which files the answer was read from. */
export function readSentence(assessment: Assessment, links: ReportLinks): Phrase {
  const { filesRead, unread } = assessment;
  const coverage = coverageSentence(assessment);
  if (filesRead.length === 0) return [coverage === "" ? "Kubehop read no file's values" : coverage];
  const shown = filesRead
    .slice(0, SHOWN_FILES)
    .map((path) => [codeLink(shorten(path, 120), links.fileUrl?.(path))]);
  const rest = filesRead.length - shown.length;
  const names: Phrase = shown.flatMap((phrase, index) => (index === 0 ? phrase : [", ", ...phrase]));
  const more = rest === 0 ? "" : ` and ${rest} more`;
  const left =
    unread.length === 0 ? "nothing skipped" : `${counted(unread.length, "part")} could not be read (above)`;
  const looked = coverage === "" ? "" : `. ${coverage}`;
  return say`Kubehop read ${counted(filesRead.length, "file")}: ${names}${more}; ${left}${looked}`;
}

/** A finding may say the same dates already. */
function isUntold({ support, findings }: ClusterAssessment): boolean {
  return !findings.some(({ why }) => why.includes(support.message));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
