import type { Cluster } from "../cluster/cluster.ts";
import type { Certainty, Finding, Place, Severity } from "../source/finding.ts";
import type { Origin } from "../source/origin.ts";
import type { FindingDescription, HopRange } from "./check.ts";

/** What a check says about one cause, beside the finding's description. */
export interface FindingParts {
  readonly severity: Severity;
  readonly certainty: Certainty;
  /** The hop that it belongs to; left out where it holds whatever the hop. */
  readonly hop?: HopRange | undefined;
  /** Where it was read; missing origins are left out and equal places are told once. */
  readonly origins?: readonly (Origin | undefined)[];
  /** Places that say more than an origin does: in which object they lie. */
  readonly places?: readonly Place[];
  /** Which gate, option or field it is about, where one file may have several. */
  readonly subject?: string;
  readonly why: string;
  readonly fix: string;
  readonly sources: readonly string[];
}

/** A finding, about the context's cluster where there is one, in the form that every door prints. */
export function makeFinding(
  description: FindingDescription,
  { cluster }: { readonly cluster?: Cluster },
  parts: FindingParts,
): Finding {
  return {
    id: description.id,
    title: description.title,
    severity: parts.severity,
    certainty: parts.certainty,
    appliesTo: { from: parts.hop?.from ?? null, to: parts.hop?.to ?? null },
    places: [...placesOf(parts.origins ?? []), ...(parts.places ?? [])],
    why: parts.why,
    fix: { text: parts.fix },
    runbook: `docs/runbooks/${description.id}.md`,
    sources: parts.sources,
    ...(parts.subject === undefined ? {} : { subject: parts.subject }),
    ...(cluster === undefined ? {} : { cluster: cluster.name }),
  };
}

function placesOf(origins: readonly (Origin | undefined)[]): readonly Place[] {
  const places = new Map<string, Place>();
  for (const origin of origins) {
    if (origin === undefined) continue;
    const { path, line, column } = origin;
    places.set(`${line}:${column}:${path}`, { path, line, column });
  }
  return [...places.values()];
}
