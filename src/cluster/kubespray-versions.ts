import type { Finding, Place } from "../source/finding.ts";
import type { Origin } from "../source/origin.ts";
import { inspectionFinding } from "./inspection-finding.ts";
import type { KubesprayCluster } from "./kubespray-clusters.ts";
import { hostVersions } from "./kubespray-host-versions.ts";
import { hostsOf, type KubesprayGroup } from "./kubespray-inventory.ts";
import { effective } from "./kubespray-variables.ts";
import type { VersionReading } from "./reader.ts";
import { isSameVersion, oldest } from "./same-version.ts";
import { readVersionAt, withoutPrefix } from "./version-reading.ts";

/** What kubespray's `kube_version` says of a cluster. */
export interface KubesprayVersions {
  /** The oldest that a control-plane host has. */
  readonly controlPlane: VersionReading | undefined;
  readonly of: (host: string) => VersionReading | undefined;
  /** Every place that counts for a host. */
  readonly origins: readonly Origin[];
  readonly findings: readonly Finding[];
}

/** Reads `kube_version` for every host; what cannot be read, and what contradicts it, becomes a finding. */
export function kubesprayVersions(cluster: KubesprayCluster): KubesprayVersions {
  const originOf = hostVersions(cluster);
  const used = placesFor(cluster, ["control-plane", "node", "cluster"], originOf);
  const answers = new Map(used.map((origin) => [origin, readVersionAt(origin)]));
  const readingAt = (origin: Origin) => answers.get(origin)?.reading;
  const leading = placesFor(cluster, ["control-plane"], originOf).flatMap(
    (origin) => readingAt(origin) ?? [],
  );
  const controlPlane = oldest(leading);
  return {
    controlPlane,
    of: (host) => {
      const origin = originOf(host);
      return origin === undefined ? undefined : readingAt(origin);
    },
    origins: used.filter((origin) => readingAt(origin) !== undefined),
    findings: [
      ...(used.length === 0 ? [defaultVersion(cluster)] : []),
      ...[...answers.values()].flatMap(({ findings }) => findings),
      ...overridden(cluster, used, controlPlane?.origin ?? used[0]),
      ...controlPlanesDiffer(controlPlane, leading),
    ],
  };
}

/** The places that count for the hosts of these groups; without hosts, the one that counts for the whole cluster. */
function placesFor(
  { inventories, variables }: KubesprayCluster,
  groups: readonly KubesprayGroup[],
  originOf: (host: string) => Origin | undefined,
): readonly Origin[] {
  const hosts = inventories.flatMap((inventory) => groups.flatMap((group) => hostsOf(inventory, group)));
  const origins =
    hosts.length === 0
      ? [effective("kube_version", variables)?.origin]
      : hosts.map(({ name }) => originOf(name));
  return [...new Set(origins)].flatMap((origin) => origin ?? []);
}

/** Settings for the whole cluster that say something else and count for no host. */
function overridden(
  { variables, extras }: KubesprayCluster,
  used: readonly Origin[],
  counting: Origin | undefined,
): readonly Finding[] {
  const others = variables.filter(
    ({ key, origin }) =>
      key === "kube_version" &&
      !used.includes(origin) &&
      withoutPrefix(origin.value) !== withoutPrefix(counting?.value ?? ""),
  );
  if (counting === undefined || others.length === 0) return [];
  const all = [counting, ...others.map(({ origin }) => origin)];
  const why = `kube_version is ${all.map(told).join(", and ")}; the first counts, because Ansible lets the more specific group win, and of one group the later file.`;
  const isExtra = extras.some(({ origin }) => all.includes(origin));
  const unless = isExtra
    ? " A file beside the inventory would count most where it is given with -e @FILE."
    : "";
  return [disagreement(all, why + unless)];
}

function controlPlanesDiffer(
  controlPlane: VersionReading | undefined,
  leading: readonly VersionReading[],
): readonly Finding[] {
  const others = leading.filter(({ version }) => !isSameVersion(version, controlPlane?.version ?? version));
  if (controlPlane === undefined || others.length === 0) return [];
  const all = [controlPlane, ...others].map(({ origin }) => origin);
  const why = `The control-plane hosts differ: kube_version is ${all.map(told).join(", and ")}. The first is believed: a plan that starts at the older version never skips a minor.`;
  return [disagreement(all, why)];
}

function told({ value, path, line }: Origin): string {
  return `${value} (${path}:${line})`;
}

function disagreement(origins: readonly Origin[], why: string): Finding {
  return inspectionFinding({
    id: "sources-disagree",
    title: "Two sources disagree about a version",
    severity: "risk",
    certainty: "proven",
    places: origins.map(placeOf),
    why,
    fix: "Keep kube_version in one place.",
  });
}

function placeOf({ path, line, column }: Origin): Place {
  return { path, line, column };
}

function defaultVersion({ path, inventories, variables }: KubesprayCluster): Finding {
  const origin = inventories.flatMap((inventory) => hostsOf(inventory, "control-plane"))[0]?.origin;
  const at = origin ?? variables[0]?.origin;
  return inspectionFinding({
    id: "kubespray-default-version",
    title: "kubespray's own default decides the version",
    severity: "risk",
    certainty: "unknown",
    places: [{ path: at?.path ?? path, line: at?.line ?? 1, column: at?.column ?? 1 }],
    why: "No file sets kube_version, so the cluster runs whatever the installed release of kubespray brings.",
    fix: "Set kube_version in group_vars/k8s_cluster/k8s-cluster.yml, or add a snapshot: kubectl get nodes -o json > nodes.json.",
    sources: ["kubespray roles/kubespray_defaults/defaults/main.yml"],
  });
}
