import type { Cluster } from "../cluster/cluster.ts";
import { newestPatch } from "../kubernetes/releases.ts";
import { parseVersion } from "../kubernetes/version.ts";
import type { Finding, Place } from "../source/finding.ts";
import type { VersionChange } from "./assessment.ts";

const POLICY = "kubeadm phases/upgrade/policy.go: kubeadm upgrade moves one minor at a time";

/** What is wrong with the step that a pull request proposes, at the line that proposes it. */
export function changeFindings(change: VersionChange, head: Cluster): readonly Finding[] {
  switch (change.kind) {
    case "upgrade":
    case "unknown-version":
      return [];
    case "downgrade":
      return [downgrade(change, head)];
    case "skips-minor":
      return [skipsMinor(change, head)];
    default:
      return change.kind satisfies never;
  }
}

function downgrade(change: VersionChange, head: Cluster): Finding {
  return {
    ...finding(change, head),
    id: "version-goes-down",
    title: "The change lowers the cluster's version",
    why: `The change takes ${head.name} from ${change.from} down to ${change.to}; kubeadm cannot downgrade a control plane, etcd and stored objects are not converted back.`,
    fix: {
      text: `Keep ${change.from}. To go back for good, restore etcd and /etc/kubernetes from the backup that was made before the upgrade.`,
    },
    runbook: "docs/runbooks/version-goes-down.md",
  };
}

function skipsMinor(change: VersionChange, head: Cluster): Finding {
  const next = nextMinor(change.from);
  const patch = newestPatch(next) ?? next;
  return {
    ...finding(change, head),
    id: "skips-minor",
    title: "The change skips a minor",
    why: `The change takes ${head.name} from ${change.from} to ${change.to}, and kubeadm moves one minor at a time: the next one is ${next} (newest patch ${patch}).`,
    fix: {
      text: `Propose ${patch} first. With Renovate, set "separateMultipleMinor": true for this dependency (or "allowedVersions": "<=${next}" until it is done), so that each minor gets its own pull request.`,
    },
    runbook: "docs/runbooks/skips-minor.md",
  };
}

function finding(
  change: VersionChange,
  head: Cluster,
): Omit<Finding, "id" | "title" | "why" | "fix" | "runbook"> {
  return {
    severity: "blocker",
    certainty: "proven",
    appliesTo: { from: change.from, to: change.to },
    places: places(head),
    sources: [POLICY],
    cluster: head.name,
  };
}

function places(head: Cluster): readonly Place[] {
  const origin = head.declaredVersion?.origin;
  return origin === undefined ? [] : [{ path: origin.path, line: origin.line, column: origin.column }];
}

function nextMinor(from: string): string {
  const { major, minor } = parseVersion(from);
  return `${major}.${minor + 1}`;
}
