import type { Finding } from "../../source/finding.ts";
import type { Origin } from "../../source/origin.ts";
import type { Check, CheckContext, FindingDescription } from "../check.ts";
import { hopEntering } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";
import { settingAt, settingOrigin } from "../setting.ts";
import { trapSource } from "../trap-source.ts";

const LABEL: FindingDescription = {
  id: "master-label-removed",
  title: "Nodes lose the label node-role.kubernetes.io/master",
  meaning: "kubeadm 1.24 takes the label away: workloads that select on it find no node any more.",
};
const TAINT: FindingDescription = {
  id: "master-taint-removed",
  title: "Nodes lose the taint node-role.kubernetes.io/master",
  meaning:
    "kubeadm 1.25 leaves the control-plane taint only: DaemonSets that tolerate the old one alone leave those nodes.",
};
const MASTER = "node-role.kubernetes.io/master";

/** The old role name on control-plane nodes and in kubeadm files. */
export const controlPlaneRoleCheck: Check = {
  name: "control-plane-role",
  reads: ["the nodes' labels and taints", "kubeadm nodeRegistration.taints"],
  findings: [LABEL, TAINT],
  run: (context) => [...label(context), ...taint(context)],
};

function label(context: CheckContext): readonly Finding[] {
  const hop = hopEntering(context, "1.24");
  const nodes = context.cluster.nodes.filter(({ labels }) => labels !== undefined && MASTER in labels);
  if (hop === undefined || nodes.length === 0) return [];
  return [
    makeFinding(LABEL, context, {
      severity: "risk",
      certainty: "likely",
      hop,
      origins: nodes.map(({ origin }) => origin),
      why: `${nameList(nodes.map(({ name }) => name))} ${nodes.length === 1 ? "carries" : "carry"} the label ${MASTER}, which kubeadm upgrade apply of 1.24 removes.`,
      fix: "Before the hop, change every nodeSelector and node affinity to node-role.kubernetes.io/control-plane, and tolerate both taints: kubectl get pods -A -o json | grep -c node-role.kubernetes.io/master",
      sources: [trapSource("control-plane-label")],
    }),
  ];
}

function taint(context: CheckContext): readonly Finding[] {
  const hop = hopEntering(context, "1.25");
  const nodes = context.cluster.nodes.filter(({ taints }) => taints?.some(({ key }) => key === MASTER));
  const written = writtenTaints(context);
  if (hop === undefined || nodes.length + written.length === 0) return [];
  const carriers = nodes.length === 0 ? "The kubeadm configuration" : nameList(nodes.map(({ name }) => name));
  return [
    makeFinding(TAINT, context, {
      severity: "risk",
      certainty: "likely",
      hop,
      origins: [...nodes.map(({ origin }) => origin), ...written],
      why: `${carriers} has the taint ${MASTER}, which kubeadm upgrade apply of 1.25 removes.`,
      fix: "Before the hop, let every DaemonSet that must run on control-plane nodes tolerate node-role.kubernetes.io/control-plane, and write that key into nodeRegistration.taints.",
      sources: [trapSource("master-taint-removed")],
    }),
  ];
}

function writtenTaints({ cluster }: CheckContext): readonly Origin[] {
  return (cluster.kubeadm?.documents ?? []).flatMap((document) => {
    const taints = settingAt(document.content, "nodeRegistration", "taints");
    if (!Array.isArray(taints)) return [];
    return taints.flatMap((item, index) =>
      settingAt(item, "key") === MASTER
        ? [settingOrigin(document, `nodeRegistration.taints[${index}].key`)]
        : [],
    );
  });
}
