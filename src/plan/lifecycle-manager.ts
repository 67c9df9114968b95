import type { Distribution } from "../cluster/cluster.ts";
import { nameList } from "../findings/name-list.ts";
import type { Origin } from "../source/origin.ts";
import { quote, requiredVariable } from "../source/shell.ts";
import type { HopContext } from "./hop-context.ts";
import type { Command } from "./plan.ts";
import { onNode, onWorkstation } from "./step-draft.ts";
import type { PlanNode } from "./terrain.ts";

/** A tool that runs kubeadm for its users: they change a version in a file and let it work. */
export interface LifecycleManager {
  readonly name: string;
  /** What it does with a node, as a sentence's end: `the playbook does this …`. */
  readonly does: string;
  /** How it goes on after a failure, as a sentence's end. */
  readonly resumes: string;
  /** Shows that the tool can bring this version. */
  readonly offered: (hop: HopContext) => Command;
  /** Moves the control plane, its kubelets included. */
  readonly moveControlPlane: (hop: HopContext) => readonly Command[];
  /** Moves these workers. */
  readonly moveWorkers: (workers: readonly PlanNode[], hop: HopContext) => readonly Command[];
  readonly snapshot: (hop: HopContext, file: string) => readonly Command[];
}

/** The manager of a cluster; undefined where people run kubeadm themselves. */
export function lifecycleManager(distribution: Distribution): LifecycleManager | undefined {
  if (distribution === "kubespray") return KUBESPRAY;
  return distribution === "cluster-api" ? CLUSTER_API : undefined;
}

const KUBESPRAY_DIRECTORY = requiredVariable("KUBESPRAY", "set to the directory of your kubespray checkout");
const INVENTORY = requiredVariable("INVENTORY", "set to the path of the inventory file");

const KUBESPRAY: LifecycleManager = {
  name: "kubespray",
  does: "kubespray's upgrade-cluster.yml does this on the node",
  resumes: "the same playbook may be run again once the cause is gone",
  offered: (hop) =>
    onWorkstation(
      `grep -rlF '${hop.to}:' ${KUBESPRAY_DIRECTORY}/roles`,
      "a file of checksums: this kubespray release knows the version; else check out the release that does",
    ),
  moveControlPlane: (hop) => [
    ...edits([hop.terrain.cluster.controlPlane.apiServers[0]?.origin], hop),
    playbook(hop, "kube_control_plane:etcd"),
  ],
  moveWorkers: (_, hop) => [playbook(hop, "kube_node:!kube_control_plane")],
  snapshot: (hop, file) => [
    onNode(
      hop.terrain.controlPlanes[0],
      `sudo sh -c 'umask 077 && mkdir -p /var/backups/kubehop && set -a && . /etc/etcd.env && etcdctl snapshot save /var/backups/kubehop/${file}'`,
      "Snapshot saved; on a host of the etcd group",
    ),
  ],
};

function playbook(hop: HopContext, limit: string): Command {
  return onWorkstation(
    `cd ${KUBESPRAY_DIRECTORY} && ansible-playbook -i ${INVENTORY} -b upgrade-cluster.yml -e kube_version=${hop.to} --limit ${quote(limit)}`,
    "failed=0, unreachable=0 for every host",
  );
}

const MANAGEMENT = `--kubeconfig ${requiredVariable("MANAGEMENT_KUBECONFIG", "set to the kubeconfig of the management cluster")}`;

const CLUSTER_API: LifecycleManager = {
  name: "Cluster API",
  does: "Cluster API does this by replacing the machine with one of the new version, drained first",
  resumes: "it waits for a machine that is not well and goes on by itself once the cause is gone",
  offered: (hop) =>
    onWorkstation(
      `kubectl ${MANAGEMENT} get clusters,kubeadmcontrolplanes,machinedeployments,machinepools -A`,
      `every replica ready and up to date, and a machine image of v${hop.to} named in the infrastructure templates`,
    ),
  moveControlPlane: (hop) => [
    ...edits([hop.terrain.cluster.controlPlane.apiServers[0]?.origin], hop),
    rolledOut("kubeadmcontrolplanes", hop),
  ],
  moveWorkers: (workers, hop) => {
    const own = hop.terrain.cluster.controlPlane.apiServers[0]?.origin;
    const others = workers.map(({ source }) => source?.origin).filter((origin) => !isSamePlace(origin, own));
    return [...edits(others, hop), ...declaredElsewhere(workers, hop), rolledOut(POOLS, hop)];
  },
  snapshot: (_, file) => [
    onWorkstation(
      `etcdctl --endpoints=${requiredVariable("ETCD_ENDPOINTS", "set to the https address of an etcd member")} --cacert=${requiredVariable("ETCD_CACERT", "set to the CA certificate of etcd")} --cert=${requiredVariable("ETCD_CERT", "set to a client certificate of etcd")} --key=${requiredVariable("ETCD_KEY", "set to the key of that client certificate")} snapshot save ${file}`,
      "Snapshot saved; away from the machines, which are replaced",
    ),
  ],
};

const POOLS = "machinedeployments,machinepools";

/** Pools whose version stands in no file that was read: something else fills it in. */
function declaredElsewhere(workers: readonly PlanNode[], hop: HopContext): readonly Command[] {
  const hidden = workers.filter(({ source }) => source?.origin === undefined).map(({ name }) => name);
  if (hidden.length === 0) return [];
  return [
    onWorkstation(
      `kubectl ${MANAGEMENT} get ${POOLS} -A -o custom-columns=NAME:.metadata.name,VERSION:.spec.template.spec.version`,
      `v${hop.to} for ${nameList(hidden)} too: no file tells its version, so change it where it is filled in`,
    ),
  ];
}

function rolledOut(kinds: string, hop: HopContext): Command {
  return onWorkstation(
    `kubectl ${MANAGEMENT} get ${kinds} -A --watch`,
    `every replica of this cluster up to date, ready and at v${hop.to} (end it then)`,
  );
}

/** The version's line in each file, rewritten in place; the change is reviewed and merged like any other. */
function edits(origins: readonly (Origin | undefined)[], hop: HopContext): readonly Command[] {
  const places = new Map<string, Command>();
  for (const origin of origins) {
    if (origin === undefined || origin.path === "-") continue;
    const path = quote(origin.path.startsWith("-") ? `./${origin.path}` : origin.path);
    const run = `sed -i '${origin.line}s/1\\.[0-9][0-9]*\\.[0-9][0-9]*/${hop.to}/' ${path}`;
    places.set(run, onWorkstation(run, `${origin.field} names ${hop.to}; commit, review and merge it`));
  }
  return [...places.values()];
}

function isSamePlace(one: Origin | undefined, other: Origin | undefined): boolean {
  return one?.path === other?.path && one?.line === other?.line;
}
