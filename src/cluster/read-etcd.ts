import type { Etcd } from "./cluster.ts";
import { optional } from "./optional-member.ts";
import type { Observation } from "./reader.ts";

/**
 * The etcd behind the API servers: its topology as a configuration has it, its version as the oldest member's
 * pod shows it, else as a file states or pins it.
 */
export function readEtcd(observations: readonly Observation[]): Etcd {
  const read = observations.flatMap(({ etcd }) => etcd ?? []);
  const configured = read.find(({ topology, members }) => topology === "external" || members === undefined);
  const members = read.flatMap((etcd) => etcd.members ?? []);
  const endpoints = read.flatMap((etcd) => etcd.endpoints ?? []);
  const pinned = read.find(({ pinnedImageTag }) => pinnedImageTag !== undefined)?.pinnedImageTag;
  const version =
    members.map((member) => member.version).toSorted(byNumbers)[0] ??
    read.find((etcd) => etcd.version !== undefined)?.version;
  return {
    topology: configured?.topology ?? read[0]?.topology ?? "unknown",
    ...optional("version", version ?? configured?.version ?? pinned?.value),
    ...(members.length === 0 ? {} : { members }),
    ...optional("pinnedImageTag", pinned),
    ...(endpoints.length === 0 ? {} : { endpoints }),
  };
}

function byNumbers(left: string, right: string): number {
  return left.localeCompare(right, "en", { numeric: true });
}
