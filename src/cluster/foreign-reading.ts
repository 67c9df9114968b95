import type { Finding } from "../source/finding.ts";
import type { Origin } from "../source/origin.ts";
import type { ClusterNode, Distribution } from "./cluster.ts";
import { optional } from "./optional-member.ts";
import type { Observation } from "./reader.ts";
import type { VersionAnswer } from "./version-reading.ts";

/** What a file says about a cluster that kubeadm does not manage. */
export interface ForeignReading {
  readonly path: string;
  readonly name?: string;
  readonly distribution: Distribution;
  readonly version?: VersionAnswer;
  /** A version that the file asks for and that need not run yet. */
  readonly desired?: VersionAnswer;
  readonly nodes?: readonly ClusterNode[];
  readonly endpoint?: string;
  /** Where the file shows whose cluster it is. */
  readonly at: Origin;
}

/** The reading as an observation of its cluster. */
export function foreignObservation(reading: ForeignReading): Observation {
  const { path, name, distribution, version, desired, nodes, endpoint, at } = reading;
  return {
    reader: "foreign",
    path,
    ...optional("name", name),
    distribution,
    nature: "declaration",
    ...optional("kubernetesVersion", version?.reading),
    ...(desired?.reading === undefined ? {} : { desiredVersions: [desired.reading] }),
    ...(nodes === undefined || nodes.length === 0 ? {} : { nodes }),
    ...optional("endpoint", endpoint),
    origins: [at, ...[version, desired].flatMap((answer) => answer?.reading?.origin ?? [])],
  };
}

/** The findings that were made while a reading's versions were read. */
export function foreignFindings({ name, version, desired }: ForeignReading): readonly Finding[] {
  const findings = [version, desired].flatMap((answer) => answer?.findings ?? []);
  return name === undefined ? findings : findings.map((finding) => ({ ...finding, cluster: name }));
}
