import type { Position } from "../../source/line-index.ts";
import type { SourceValue } from "../../source/value.ts";
import { keySpot } from "../trap-sighting.ts";

const MASTER = "node-role.kubernetes.io/master";
const CONTROL_PLANE = "node-role.kubernetes.io/control-plane";

/** Where pods ask for nodes with the old label, and nothing else would do. */
export function masterSelections(template: SourceValue): readonly Position[] {
  const spec = template.get("spec");
  if (spec === undefined) return [];
  const affinity = spec.get("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution");
  const terms = (affinity?.get("nodeSelectorTerms")?.items() ?? []).map(masterExpressions);
  const isAsked = terms.length > 0 && terms.every((expressions) => expressions.length > 0);
  return [...keySpot(spec, "nodeSelector", MASTER), ...(isAsked ? terms.flat() : [])];
}

function masterExpressions(term: SourceValue): readonly Position[] {
  return (term.get("matchExpressions")?.items() ?? []).flatMap((expression) => {
    const isPositive = ["In", "Exists"].includes(expression.textAt("operator") ?? "");
    return isPositive && expression.textAt("key") === MASTER ? keySpot(expression, "key") : [];
  });
}

/** Where pods tolerate the old taint and not the new one. */
export function masterTolerations(template: SourceValue): readonly Position[] {
  const tolerations = template.get("spec", "tolerations")?.items() ?? [];
  const toleratesNew = tolerations.some((one) => {
    const key = one.textAt("key") ?? "";
    return key === CONTROL_PLANE || (key === "" && one.textAt("operator") === "Exists");
  });
  if (toleratesNew) return [];
  return tolerations.flatMap((one) => (one.textAt("key") === MASTER ? keySpot(one, "key") : []));
}
