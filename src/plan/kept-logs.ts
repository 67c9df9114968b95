import type { HopContext } from "./hop-context.ts";
import type { Command } from "./plan.ts";
import { onNode } from "./step-draft.ts";
import type { ControlPlaneNode } from "./terrain.ts";

const UNIT = "kubehop-logs";
/** Not there at the first try, and gone half an hour later. */
const STOP = `sudo systemctl stop ${UNIT} 2>/dev/null || true`;
const LOGS = "/var/log/pods/kube-system_kube-* /var/log/pods/kube-system_etcd-*";

/**
 * The command with a copy of the control plane's container logs made while it runs: when kubeadm rolls a
 * component back, the log with the reason goes with it, and kubeadm's own text tells of a time-out only.
 * The copy ends by itself after half an hour, and a second run begins it anew.
 */
export function withLogsKept(node: ControlPlaneNode, hop: HopContext, command: Command): readonly Command[] {
  const directory = `/var/backups/kubehop/hop-${hop.number}-logs`;
  const copy = `umask 077; mkdir -p ${directory}; while sleep 2; do cp -ru ${LOGS} ${directory}/ 2>/dev/null; done`;
  const start = `sudo systemd-run --quiet --collect --unit=${UNIT} --property=RuntimeMaxSec=30min sh -c '${copy}'`;
  return [
    onNode(node, `{ ${STOP}; } && ${start}`),
    command,
    onNode(node, `{ ${STOP}; } && sudo ls ${directory}`, "the logs that were kept"),
  ];
}
