import type { ApiFacts } from "../kubernetes/api-facts.ts";
import { migrationMoves } from "../kubernetes/api-migration.ts";
import { bestOf, bestReplacement, type MigrationWindow, relativesOf } from "../kubernetes/api-replacement.ts";
import { apiStatus } from "../kubernetes/api-status.ts";
import { fieldsLost } from "../kubernetes/component-config-fields.ts";
import { configApiStatus } from "../kubernetes/kubeadm-config-api.ts";
import { hasSameShape } from "../kubernetes/same-shape.ts";
import { minorDistance } from "../kubernetes/version.ts";
import { apiText, type JudgedApi } from "./api-wording.ts";
import { holderAdvice, waitingAdvice } from "./holder-advice.ts";
import { nameList } from "./name-list.ts";
import type { ApiUse } from "./views/api-use.ts";

/** What to do about an API, field by field where the shape changes. */
export function apiFix(judged: JudgedApi, uses: readonly ApiUse[]): string {
  const { problem } = judged.judgement;
  switch (problem) {
    case "removed":
    case "deprecated":
      return [...instead(judged), ...fieldChanges(judged), ...holderAdvice(judged, uses)].join(" ");
    case "not-yet":
      return [tooEarly(judged), ...waitingAdvice(judged, uses)].join(" ");
    case "off-by-default":
      return switchOn(judged);
    default:
      return problem satisfies never;
  }
}

function instead(judged: JudgedApi): readonly string[] {
  const { facts, replacement, judgement } = judged;
  if (replacement === undefined) return [takeOut(judged)];
  const how = facts.component === "kubeadm" ? kubeadmMigration(facts, judgement.target) : whenToMove(judged);
  return [`Write ${apiText(replacement)} instead.`, how];
}

/** What comes only after the target cannot be written yet, but is worth waiting for. */
function takeOut({ facts, span }: JudgedApi): string {
  const later = relativesOf(facts).filter((one) => apiStatus(one, span.target).status === "not-yet");
  const best = bestOf(facts, later);
  return best === undefined || best.servedFrom === null
    ? "Nothing replaces it: take it out before the API goes."
    : `Nothing that ${span.target} serves replaces it (${apiText(best)} does from ${best.servedFrom} on): take it out before the API goes.`;
}

function whenToMove(judged: JudgedApi): string {
  const { window, span, facts } = judged;
  if (window === undefined) return byWayOf(judged);
  const { from, until } = window;
  if (until === null) return `Both are served from ${from} on.`;
  const minors = from === until ? `${from} alone serves` : `${from} to ${until} serve`;
  const isPast = span.start !== undefined && minorDistance(until, span.start) < 0;
  if (!isPast) return `${minors} both, so move while ${from === until ? "it" : "one of them"} runs.`;
  return facts.isConfiguration
    ? `The minors that read both (${spanText(window)}) have passed.`
    : `The minors that served both (${spanText(window)}) have passed: objects that were stored then are there under the new API, only the file has to change.`;
}

function spanText({ from, until }: MigrationWindow): string {
  return from === until ? from : `${from} to ${until ?? "now"}`;
}

/** Without a minor that serves both, others may lead from one to the other. */
function byWayOf({ facts, span }: JudgedApi): string {
  if (facts.servedFrom === null) return "The facts begin after its end.";
  const moves = migrationMoves(facts, facts.servedFrom, span.target);
  const stations = moves.flatMap(({ to, at }) =>
    to === undefined ? [] : [`${to.version} while ${at} runs`],
  );
  return stations.length > 1 && stations.length === moves.length
    ? `No minor serves both, so go step by step: ${nameList(stations)}.`
    : "No minor serves both: objects have to be made anew.";
}

function kubeadmMigration({ apiVersion }: ApiFacts, minor: string): string {
  const { lastMigrator } = configApiStatus(apiVersion, minor);
  const which = lastMigrator === undefined ? "" : ` with kubeadm ${lastMigrator} or older`;
  return `Run \`kubeadm config migrate --old-config FILE --new-config NEW\`${which}, and keep only the documents that the old file had.`;
}

function fieldChanges({ facts, replacement }: JudgedApi): readonly string[] {
  const [first, ...others] = facts.migrationNotes;
  if (first === undefined) return replacement === undefined ? [] : [comparedFields(facts, replacement)];
  if (hasSameShape(facts)) return replacement === undefined ? [] : ["Only the apiVersion changes."];
  return [`${replacement?.kind === facts.kind ? "What changes" : "Note"}: ${[first, ...others].join("; ")}.`];
}

/** Of configuration files the Go types of every version were compared; of other APIs what has no note was not. */
function comparedFields(facts: ApiFacts, replacement: ApiFacts): string {
  if (!facts.isConfiguration) return "What changes in its fields is not on record: compare the two types.";
  const lost = fieldsLost(facts, replacement);
  return lost.length === 0
    ? `${replacement.version} has every field of ${facts.version}; defaults may differ.`
    : `Take ${nameList(lost)} out, which ${replacement.version} does not have; defaults may differ too.`;
}

function tooEarly({ facts, judgement, span }: JudgedApi): string {
  const now = bestReplacement(facts, span.start ?? judgement.target);
  const until = now === undefined ? "" : `; until then write ${apiText(now)}`;
  if (facts.servedFrom === null) return `Keep it out until a release reads it by default${until}.`;
  return judgement.isRefusedAtTarget
    ? `Keep it out until the cluster is at ${facts.servedFrom}${until}.`
    : `Apply it only once every ${facts.component} is at ${facts.servedFrom} or newer${until}.`;
}

function switchOn({ facts, replacement }: JudgedApi): string {
  const other = replacement === undefined ? "" : `, or write ${apiText(replacement)}`;
  return `Switch it on (--runtime-config=${facts.apiVersion}=true on every API server, and its feature gate)${other}; else it is refused.`;
}
