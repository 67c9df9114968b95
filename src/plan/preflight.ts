import { quote } from "../source/shell.ts";
import { drainQuestions } from "./drain-questions.ts";
import { etcdctl } from "./etcd-commands.ts";
import { apiServerEndpoints, apiServerSteady, hasOwnEtcd } from "./health-commands.ts";
import type { HopContext } from "./hop-context.ts";
import { kubeletsBehindTarget } from "./kubelet-floor.ts";
import type { Command } from "./plan.ts";
import { judged, printsNothing } from "./steady.ts";
import { onNode, onWorkstation, type StepDraft } from "./step-draft.ts";
import { trailingKubelets } from "./trailing-kubelets.ts";

/** What has to hold before a hop starts; nothing here changes the cluster. */
export function preflightSteps(hop: HopContext): readonly StepDraft[] {
  const controlPlaneMoves = hop.leg.operations.length > 0;
  return [
    clusterHealth(hop),
    ...drainQuestions(hop),
    ...trailingKubelets(hop),
    ...(controlPlaneMoves ? [controlPlaneHosts(hop), etcdHealth(hop)] : []),
  ];
}

function clusterHealth(hop: HopContext): StepDraft {
  const within =
    hop.fromMinor === hop.toMinor ? `1.${hop.toMinor}` : `1.${hop.fromMinor} or 1.${hop.toMinor}`;
  return check({
    commands: [
      apiServerSteady(),
      apiServerEndpoints(hop),
      ...unlistedNodes(hop),
      onWorkstation(
        "kubectl version",
        `a client of ${within}, within one minor of every API server of this hop; else install kubectl ${hop.to} on this machine before you go on`,
      ),
      onWorkstation(
        "kubectl wait --for=condition=Ready --timeout=60s nodes --all",
        "condition met, for every node",
      ),
      onWorkstation(
        printsNothing(
          "kubectl get nodes --field-selector=spec.unschedulable=true -o name",
          "these nodes are cordoned; ask who did it, or uncordon what an earlier try of this plan left",
        ),
        "nothing: no node is cordoned by somebody else",
      ),
      onWorkstation(
        printsNothing(
          "kubectl -n kube-system get pods --field-selector=status.phase!=Running,status.phase!=Succeeded -o name",
          "these pods of kube-system do not run; repair them, or delete what is left of evicted ones",
        ),
        "nothing: every pod of kube-system runs",
      ),
    ],
    runbook: "docs/runbooks/node-not-ready.md",
    why: "kubeadm wants every control-plane node Ready, and a half-finished hop is worse than a late one. Critical alerts that fire now stop the hop.",
  });
}

/** Without a list of nodes nothing is known of kubelets: what kubeadm will refuse is asked here. */
function unlistedNodes({ terrain, toMinor }: HopContext): readonly Command[] {
  if (!terrain.nodesUnknown) return [];
  const oldest = `1.${toMinor - kubeletsBehindTarget(toMinor)}`;
  return [
    onWorkstation(
      "kubectl get nodes -o wide",
      `every kubelet at ${oldest} or newer and none above the API servers; no file lists the nodes, so pipe \`kubectl get nodes -o json\` into kubehop plan for a plan with each of them`,
    ),
  ];
}

function controlPlaneHosts(hop: HopContext): StepDraft {
  const stacked = hasOwnEtcd(hop.terrain);
  const places = ["/etc/kubernetes/tmp", "/var", ...(stacked ? [quote(hop.terrain.paths.etcdData)] : [])];
  const commands = hop.terrain.controlPlanes.flatMap((node) => [
    onNode(
      node,
      judged("sudo kubeadm certs check-expiration", { never: " (<invalid>|[0-9]+[hms]) " }),
      "no certificate that ends within a day, no CA under a year",
    ),
    onNode(
      node,
      `sudo mkdir -p /etc/kubernetes/tmp && { df -Pm ${places.join(" ")} || true; } | awk '{ print } NR > 1 && $4 < 5000 { few = 1 } END { exit (few || NR < 2) }'`,
      `5000 MB available at least on each: room for ${stacked ? "a second copy of etcd's data and for new images" : "new images"}`,
    ),
  ]);
  return check({
    commands,
    runbook: "docs/runbooks/certificates.md",
    why: `kubeadm renews the node's own certificates in this hop, unless they ended already; ${stacked ? "it copies etcd's data to /etc/kubernetes/tmp first" : "etcd's own are not among them"}.`,
  });
}

function etcdHealth(hop: HopContext): StepDraft {
  const [node] = hop.terrain.controlPlanes;
  return check({
    commands: [
      { ...etcdctl(hop.terrain, node, "endpoint health --cluster"), expect: "is healthy, for every member" },
      {
        ...etcdctl(hop.terrain, node, "endpoint status --cluster --write-out=table"),
        expect: "one leader, one version, no errors, the same revision on all",
      },
    ],
    runbook: "docs/runbooks/etcd-below-minimum.md",
    why: "kubeadm restarts one etcd member after the other: with one already ill the next one costs the quorum.",
  });
}

function check(parts: Pick<StepDraft, "commands" | "why" | "runbook">): StepDraft {
  return { id: "", phase: "preflight", action: "check", ...parts };
}
