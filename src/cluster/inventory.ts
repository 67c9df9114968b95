import type { ConfiguredCluster, ConfiguredNode, VersionFrom } from "../config/configuration.ts";
import type { ConfigurationReading } from "../config/read-configuration.ts";
import type { Finding, SourceFile } from "../source/finding.ts";
import type { SourceValue } from "../source/value.ts";
import type { ClusterNode, Etcd } from "./cluster.ts";
import { inspectionFinding } from "./inspection-finding.ts";
import { optional } from "./optional-member.ts";
import { packageManagerOf } from "./package-manager.ts";
import type { Observation, ReaderResult, VersionReading } from "./reader.ts";
import { readVersionFrom } from "./version-from.ts";
import { withoutPrefix } from "./version-reading.ts";

/**
 * The clusters that `.github/kubehop.yml` describes itself (`clusters[].inventory`). Where a version is kept
 * in another file and cannot be read there, the cluster stays with what is known, and a blocker says why:
 * a configured cluster must not go unnoticed.
 *
 * @param files all files of the repository: `versionFrom` may point at any of them
 */
export function readInventories(reading: ConfigurationReading, files: readonly SourceFile[]): ReaderResult {
  const listed = reading.root?.get("clusters")?.items() ?? [];
  const read = (reading.configuration?.clusters ?? []).flatMap((cluster, index) => {
    const at = listed[index];
    return at === undefined ? [] : [new InventoryReading(cluster, at, files)];
  });
  return {
    observations: read.flatMap((one) => one.observations()),
    findings: read.flatMap(({ findings }) => findings),
    unread: [],
  };
}

interface Versioned {
  readonly version?: string;
  readonly versionFrom?: VersionFrom;
}

/** One inventory while it is read; what cannot be read gathers in `findings`. */
class InventoryReading {
  readonly findings: Finding[] = [];
  private readonly cluster: ConfiguredCluster;
  private readonly value: SourceValue;
  private readonly files: readonly SourceFile[];

  constructor(cluster: ConfiguredCluster, value: SourceValue, files: readonly SourceFile[]) {
    this.cluster = cluster;
    this.value = value;
    this.files = files;
  }

  observations(): readonly Observation[] {
    const inventory = this.value.get("inventory");
    return [...(inventory === undefined ? [] : [this.inventory(inventory)]), ...this.kubectl()];
  }

  private inventory(at: SourceValue): Observation {
    const { name, environment, inventory } = this.cluster;
    const controlPlane = this.version(inventory?.controlPlane ?? {}, at.get("controlPlane"));
    const listed = at.get("nodes")?.items() ?? [];
    const nodes = (inventory?.nodes ?? []).map((node, index) => this.node(node, listed[index], controlPlane));
    return {
      reader: "inventory",
      path: this.value.source.path,
      name,
      ...optional("environment", environment),
      distribution: this.cluster.distribution ?? "kubeadm",
      nature: "declaration",
      ...optional("kubernetesVersion", controlPlane),
      ...(nodes.length === 0 ? {} : { nodes }),
      ...optional("etcd", inventory?.etcd === undefined ? undefined : etcdFrom(inventory.etcd)),
      ...optional("endpoint", inventory?.controlPlane.endpoint),
      origins: [
        ...(controlPlane === undefined ? [at.origin()] : [controlPlane.origin]),
        ...nodes.flatMap(({ origin }) => origin ?? []),
      ],
    };
  }

  /** It says nothing about whether the cluster is there, so it makes none. */
  private kubectl(): readonly Observation[] {
    const kubectl = this.version(this.cluster.kubectl ?? {}, this.value.get("kubectl"));
    if (kubectl === undefined) return [];
    return [
      {
        reader: "inventory",
        path: this.value.source.path,
        name: this.cluster.name,
        distribution: "unknown",
        nature: "declaration",
        kubectl,
        origins: [kubectl.origin],
      },
    ];
  }

  private node(
    node: ConfiguredNode,
    at: SourceValue | undefined,
    controlPlane: VersionReading | undefined,
  ): ClusterNode {
    const isOwn = node.version !== undefined || node.versionFrom !== undefined;
    const version = isOwn ? this.version(node, at) : controlPlane;
    return {
      name: node.name,
      ...optional("count", node.count),
      role: node.role ?? "worker",
      ...optional("pool", node.pool ?? (node.count === undefined ? undefined : node.name)),
      kubeletVersion: version?.version ?? "unknown",
      ...optional("containerRuntime", node.runtime),
      ...optional("os", node.os === undefined ? undefined : osFrom(node.os)),
      ...optional("origin", version?.origin),
    };
  }

  private version(
    { version, versionFrom }: Versioned,
    at: SourceValue | undefined,
  ): VersionReading | undefined {
    const written = at?.get("version");
    if (version !== undefined && written !== undefined) {
      return { version: withoutPrefix(version), origin: written.origin() };
    }
    if (versionFrom === undefined) return undefined;
    const answer = readVersionFrom(versionFrom, this.files);
    if ("reading" in answer) return answer.reading;
    const { reason, places, remedy } = answer.flaw;
    const said = (at?.get("versionFrom") ?? this.value).place();
    this.findings.push(
      inspectionFinding({
        id: "version-source-unreadable",
        title: "A configured version cannot be read",
        severity: "blocker",
        certainty: "proven",
        places: [...places, said],
        why: `${versionFrom.file} ${reason}; ${said.path}:${said.line} expects the version of ${this.cluster.name} there.`,
        fix: remedy,
        cluster: this.cluster.name,
      }),
    );
    return undefined;
  }
}

function etcdFrom({
  topology,
  version,
  endpoints,
}: NonNullable<NonNullable<ConfiguredCluster["inventory"]>["etcd"]>): Partial<Etcd> {
  return {
    topology,
    ...optional("version", version === undefined ? undefined : withoutPrefix(version)),
    ...optional("endpoints", endpoints),
  };
}

function osFrom(image: string): NonNullable<ClusterNode["os"]> {
  return { image, ...optional("packageManager", packageManagerOf(image)) };
}
