import type { ClusterNode } from "../../cluster/cluster.ts";
import type { Check, FindingDescription } from "../check.ts";
import { makeFinding } from "../make-finding.ts";
import { namesThat } from "../name-list.ts";

const NOT_READY: FindingDescription = {
  id: "node-not-ready",
  title: "A node is not Ready",
  meaning: "kubeadm wants every control-plane node Ready, and a drain needs somewhere for the pods to go.",
};
const CORDONED: FindingDescription = {
  id: "node-cordoned",
  title: "A node is cordoned already",
  meaning: "Somebody is at work on the node, or forgot it: the upgrade would uncordon it.",
};
const WINDOWS: FindingDescription = {
  id: "windows-node",
  title: "A node runs Windows",
  meaning: "The commands of the plan are for Linux hosts; Windows nodes are upgraded by their own procedure.",
};

/** Nodes that are not in the state that an upgrade starts from. */
export const nodeStateCheck: Check = {
  name: "node-state",
  reads: ["the nodes' conditions, spec.unschedulable and operating system"],
  findings: [NOT_READY, CORDONED, WINDOWS],
  run(context) {
    const { nodes } = context.cluster;
    const found = (description: FindingDescription, concerned: readonly ClusterNode[], words: Words) =>
      concerned.length === 0
        ? []
        : [
            makeFinding(description, context, {
              severity: "risk",
              certainty: "proven",
              hop: context.hops[0],
              origins: concerned.map(({ origin }) => origin),
              why: `${namesThat(
                concerned.map(({ name }) => name),
                words.one,
                words.many,
              )}.`,
              fix: words.fix,
              sources: [words.source],
            }),
          ];
    return [
      ...found(
        NOT_READY,
        nodes.filter(({ ready }) => ready === false),
        NOT_READY_WORDS,
      ),
      ...found(
        CORDONED,
        nodes.filter(({ cordoned }) => cordoned === true),
        CORDONED_WORDS,
      ),
      ...found(
        WINDOWS,
        nodes.filter(({ os }) => os?.family === "windows"),
        WINDOWS_WORDS,
      ),
    ];
  },
};

interface Words {
  readonly one: string;
  readonly many: string;
  readonly fix: string;
  readonly source: string;
}

const NOT_READY_WORDS: Words = {
  one: "was not Ready when the snapshot was taken",
  many: "were not Ready when the snapshot was taken",
  fix: "Bring the node back to Ready, or take it out of the cluster, before the upgrade starts.",
  source: "kubeadm preflight check ControlPlaneNodesReady",
};
const CORDONED_WORDS: Words = {
  one: "was cordoned when the snapshot was taken",
  many: "were cordoned when the snapshot was taken",
  fix: "Find out who cordoned the node and why; uncordon it, or leave it out of this upgrade on purpose.",
  source: "node.spec.unschedulable",
};
const WINDOWS_WORDS: Words = {
  one: "runs Windows, and the plan's commands for nodes are for Linux",
  many: "run Windows, and the plan's commands for nodes are for Linux",
  fix: "Upgrade Windows nodes by https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/upgrading-windows-nodes/ in the place that the plan gives them.",
  source: "https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/upgrading-windows-nodes/",
};
