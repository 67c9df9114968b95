import type { Certainty, Finding, Place, Severity } from "../source/finding.ts";

/** What a finding about reading says; the rest of a {@link Finding} is the same for all of them. */
export interface InspectionFinding {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly certainty: Certainty;
  readonly places: readonly Place[];
  readonly why: string;
  readonly fix: string;
  readonly sources?: readonly string[];
  readonly cluster?: string;
}

/** A finding that holds whatever the hop, with its runbook page `docs/runbooks/<id>.md`. */
export function inspectionFinding(parts: InspectionFinding): Finding {
  const { fix, sources, ...rest } = parts;
  return {
    ...rest,
    appliesTo: { from: null, to: null },
    fix: { text: fix },
    runbook: `docs/runbooks/${parts.id}.md`,
    sources: sources ?? [],
  };
}
