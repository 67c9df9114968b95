import { compareEtcdVersions } from "../kubernetes/etcd-minimum.ts";
import { quote } from "../source/shell.ts";
import { etcdctl, insideEtcd } from "./etcd-commands.ts";
import { etcdBefore } from "./etcd-state.ts";
import { hasOwnEtcd } from "./health-commands.ts";
import type { HopContext } from "./hop-context.ts";
import type { Command } from "./plan.ts";
import { onNode, onWorkstation, type StepDraft } from "./step-draft.ts";

const DIRECTORY = "/var/backups/kubehop";
/** `etcdutl` came with etcd 3.5, whose first images lack it; with 3.6 etcdctl lost this command. */
const [FIRST_WITH_ETCDUTL, LAST_WITH_ETCDCTL_STATUS] = ["3.5.0", "3.5.999"];

/** The backup gate of a hop whose control plane moves: nothing goes on without both copies. */
export function backupSteps(hop: HopContext): readonly StepDraft[] {
  return [backupFiles(hop), snapshotEtcd(hop)];
}

/** Without `tmp`: kubeadm leaves a whole copy of etcd's data there after each upgrade. */
function backupFiles(hop: HopContext): StepDraft {
  const archive = `${DIRECTORY}/hop-${hop.number}-etc-kubernetes-${hop.from}.tgz`;
  const run = `sudo sh -c 'umask 077 && mkdir -p ${DIRECTORY} && tar -czf ${archive} -C / --exclude=etc/kubernetes/tmp etc/kubernetes var/lib/kubelet/config.yaml var/lib/kubelet/kubeadm-flags.env && tar -tzf ${archive} | grep -c .'`;
  return {
    id: "",
    phase: "backup",
    action: "backup",
    version: hop.from,
    commands: [
      ...hop.terrain.controlPlanes.map((node) =>
        onNode(node, run, "a number above 0: the files in the archive"),
      ),
      ...velero(hop),
    ],
    why: "A control plane is never moved back a minor: this copy and the etcd snapshot are the only way back.",
    undo: "Nothing to undo.",
  };
}

/** Velero keeps objects and volumes; it does not replace the etcd snapshot. */
function velero(hop: HopContext): readonly Command[] {
  const present = hop.terrain.cluster.addons.some(({ name }) => name.toLowerCase().includes("velero"));
  if (!present) return [];
  const name = `kubehop-${hop.from}-to-${hop.to}`.replaceAll(".", "-").toLowerCase();
  return [
    onWorkstation("velero backup-location get", "Available"),
    onWorkstation(
      `velero backup create ${name} --include-cluster-resources=true --wait`,
      "status `Completed`",
    ),
  ];
}

function snapshotEtcd(hop: HopContext): StepDraft {
  const [node] = hop.terrain.controlPlanes;
  const stacked = hasOwnEtcd(hop.terrain);
  return {
    id: "",
    phase: "backup",
    action: "snapshot-etcd",
    node: node.name,
    role: node.role,
    commands: stacked ? stackedSnapshot(hop) : externalSnapshot(hop),
    why: stacked
      ? "kubeadm moves etcd together with each control-plane node; a snapshot of before is the only way back."
      : "The API server writes objects in its new form; the snapshot holds them as they were.",
    undo: "Nothing to undo.",
  };
}

/** Saved into etcd's own data directory, the one place that pod and host share, and moved away from there. */
function stackedSnapshot(hop: HopContext): readonly Command[] {
  const [node] = hop.terrain.controlPlanes;
  const data = hop.terrain.paths.etcdData;
  const name = snapshotName(hop);
  const inside = quote(`${data}/${name}`);
  return [
    { ...etcdctl(hop.terrain, node, `snapshot save ${inside}`), expect: "Snapshot saved" },
    onWorkstation(
      snapshotStatus(hop, `${insideEtcd(node)} `, inside),
      "a table with hash, revision and keys; without etcdutl in the image, run it wherever it is on a copy of the file",
    ),
    onNode(
      node,
      `sudo mkdir -p ${DIRECTORY} && sudo chmod 700 ${DIRECTORY} && sudo mv ${inside} ${DIRECTORY}/`,
    ),
  ];
}

function externalSnapshot(hop: HopContext): readonly Command[] {
  const [node] = hop.terrain.controlPlanes;
  const path = `${DIRECTORY}/${snapshotName(hop)}`;
  return [
    onNode(node, `sudo mkdir -p ${DIRECTORY} && sudo chmod 700 ${DIRECTORY}`),
    { ...etcdctl(hop.terrain, node, `snapshot save ${path}`), expect: "Snapshot saved" },
    onNode(node, snapshotStatus(hop, "sudo ETCDCTL_API=3 ", path), "a table with hash, revision and keys"),
  ];
}

/** What tells whether a snapshot is whole: by etcd's version where it is known, else whichever tool is there. */
function snapshotStatus(hop: HopContext, prefix: string, path: string): string {
  const version = hasOwnEtcd(hop.terrain) ? etcdBefore(hop) : undefined;
  const [old, present] = ["etcdctl", "etcdutl"].map(
    (tool) => `${prefix}${tool} snapshot status ${path} --write-out=table`,
  );
  if (version !== undefined && compareEtcdVersions(version, FIRST_WITH_ETCDUTL) < 0) return `${old}`;
  if (version !== undefined && compareEtcdVersions(version, LAST_WITH_ETCDCTL_STATUS) > 0)
    return `${present}`;
  return `${present} || ${old}`;
}

function snapshotName(hop: HopContext): string {
  return `hop-${hop.number}-etcd-${hop.from}.db`;
}
