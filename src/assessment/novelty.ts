import type { Finding } from "../source/finding.ts";
import { identitiesOf, knownFindings, toldApart } from "./known-findings.ts";

/**
 * Tells the findings that a change brings apart from those that its base had: a finding with places of both
 * becomes two. `before` are the findings of the base commit for the same way.
 */
export function withNovelty(findings: readonly Finding[], before: readonly Finding[]): readonly Finding[] {
  const known = knownFindings(identitiesOf(before));
  return toldApart(findings, known).flatMap((apart) => {
    const { finding } = apart;
    if (finding.places.length === 0) return [marked(finding, apart.isKnown ? "existing" : "new")];
    return [
      ...(apart.brought.length === 0 ? [] : [marked({ ...finding, places: apart.brought }, "new")]),
      ...(apart.known.length === 0 ? [] : [marked({ ...finding, places: apart.known }, "existing")]),
    ];
  });
}

function marked(finding: Finding, novelty: NonNullable<Finding["novelty"]>): Finding {
  return { ...finding, novelty };
}
