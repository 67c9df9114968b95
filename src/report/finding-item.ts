import type { ClusterAssessment } from "../assessment/assessment.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { SkewViolation } from "../kubernetes/skew.ts";
import type { Finding, Place } from "../source/finding.ts";
import { code, codeLink, joinPhrases, link, type Phrase, prose, say } from "./document.ts";
import type { ReportLinks } from "./links.ts";
import { counted, shorten } from "./shorten.ts";
import { severitySign } from "./verdict-words.ts";

const SENTENCE = 1_500;
const PATH = 200;

/** One finding as one item: where, what was read, what to do, and its runbook. */
export function findingItem(finding: Finding, links: ReportLinks): Phrase {
  const [first, ...others] = finding.places;
  const where = first === undefined ? [] : say`${placeLink(first, links)} `;
  const more = others.length === 0 ? [] : [say`and ${counted(others.length, "other place")}`];
  const tail = [
    [link("runbook", links.runbookUrl(finding.runbook))],
    ...more,
    ...certaintyNote(finding),
    ...noveltyNote(finding),
  ];
  const why = sentence(finding.why);
  const fix = fixLines(finding).length === 0 ? say` ${sentence(finding.fix.text)}` : [];
  return say`${severitySign(finding.severity)} ${where}${why}${fix} · ${joinPhrases(tail, " · ")}`;
}

/** The single things to do of a finding whose fix is a list, one a line; empty where it is a sentence. */
export function fixLines({ fix }: Finding): readonly Phrase[] {
  const lines = fix.text.split("\n").filter((line) => line.trim() !== "");
  return lines.length < 2 ? [] : lines.map((line) => sentence(line));
}

/** One broken skew rule as one item, with the line that the node's version was read from. */
export function violationItem(violation: SkewViolation, cluster: Cluster, links: ReportLinks): Phrase {
  const place = violationPlace(violation, cluster);
  const where = place === undefined ? [] : say`${placeLink(place, links)} `;
  return say`⛔ ${where}${sentence(violation.message)} · rule ${violation.rule}: ${shorten(violation.source, PATH)}`;
}

/** `path:line`, opened at the commit where the links know it. */
export function placeLink(
  place: { readonly path: string; readonly line?: number },
  links: ReportLinks,
): Phrase {
  const line = place.line === undefined ? "" : `:${place.line}`;
  const url = links.fileUrl?.(place.path, place.line);
  return [codeLink(shorten(place.path, PATH) + line, url)];
}

/** The broken skew rules that no finding of the cluster tells already. */
export function untoldViolations({ skew, findings }: ClusterAssessment): readonly SkewViolation[] {
  return (skew?.violations ?? []).filter(({ message }) => !findings.some(({ why }) => why.includes(message)));
}

/** Where the version that breaks a rule was read, if the files name its node. */
export function violationPlace(violation: SkewViolation, cluster: Cluster): Place | undefined {
  const { controlPlane, nodes } = cluster;
  const instances = {
    "kube-apiserver": controlPlane.apiServers,
    "kube-controller-manager": controlPlane.controllerManagers,
    "kube-scheduler": controlPlane.schedulers,
    "cloud-controller-manager": controlPlane.cloudControllerManagers,
    kubelet: nodes.map(({ name, origin }) => ({ node: name, origin })),
    "kube-proxy": nodes.map(({ name, origin }) => ({ node: name, origin })),
    kubectl: [],
  }[violation.component];
  const origin = instances.find((instance) => instance.node === violation.node)?.origin;
  return origin === undefined ? undefined : { path: origin.path, line: origin.line, column: origin.column };
}

/** A whole sentence, without a full stop after a command; one that is cut says where the rest is. */
function sentence(text: string): Phrase {
  const whole = text.trim();
  if (whole.length > SENTENCE) {
    return say`${prose(shorten(whole, SENTENCE))} (cut here, ${code("--format json")} has all of it)`;
  }
  return prose(/[.!?…:`]$/.test(whole) ? whole : `${whole}.`);
}

function noveltyNote({ novelty }: Finding): readonly Phrase[] {
  if (novelty === undefined) return [];
  return [[novelty === "new" ? "this change brings it" : "it was there before this change"]];
}

function certaintyNote({ certainty }: Finding): readonly Phrase[] {
  switch (certainty) {
    case "proven":
      return [];
    case "likely":
      return [["likely, not proven by the files"]];
    case "unknown":
      return [["not settled by the files: check it on the host"]];
    default:
      return certainty satisfies never;
  }
}
