import type { HopContext } from "./hop-context.ts";
import { isAlone } from "./kubelet-steps.ts";
import { printsNothing } from "./steady.ts";
import { onWorkstation, type StepDraft } from "./step-draft.ts";

const ALIVE = "--field-selector=status.phase!=Succeeded,status.phase!=Failed";
const OWNERS = "NAMESPACE:.metadata.namespace,POD:.metadata.name,OWNER:.metadata.ownerReferences[*].kind";
const BUDGETS =
  "NAMESPACE:.metadata.namespace,BUDGET:.metadata.name,ALLOWED:.status.disruptionsAllowed,PODS:.status.expectedPods";

/** What every drain of the hop would refuse or wait for in vain, asked before the hop changes anything. */
export function drainQuestions(hop: HopContext): readonly StepDraft[] {
  if (hop.moves.length === 0 || isAlone(hop.terrain)) return [];
  return [
    {
      id: "",
      phase: "preflight",
      action: "check",
      commands: [barePods(), exhaustedBudgets()],
      why: "A drain refuses pods that no controller owns, and waits in vain for a budget that allows no eviction. Their owners can mend that now; in the middle of the hop it costs a cordoned node. One that lies on no node of this hop may stay.",
      runbook: "docs/runbooks/drain-blocked.md",
    },
  ];
}

function barePods() {
  return onWorkstation(
    printsNothing(
      `kubectl get pods --all-namespaces ${ALIVE} --no-headers -o 'custom-columns=${OWNERS}' | awk '$3 == "<none>"'`,
      "a drain refuses these pods, no controller owns them; have their owners delete or re-create them",
    ),
    "nothing: every pod has a controller",
  );
}

function exhaustedBudgets() {
  return onWorkstation(
    printsNothing(
      `kubectl get poddisruptionbudgets --all-namespaces --no-headers -o 'custom-columns=${BUDGETS}' | awk '$3 == 0 && $4 > 0'`,
      "these budgets allow no eviction; repair or scale up what they protect",
    ),
    "nothing: every budget with pods allows an eviction",
  );
}
