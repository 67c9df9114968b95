import { tryParseVersion } from "../kubernetes/version.ts";
import type { Unread } from "../source/finding.ts";
import type { ClusterNode } from "./cluster.ts";
import { type KubernetesObject, nameOf, objectsOf } from "./kubernetes-objects.ts";
import { distributionOfNode } from "./node-distribution.ts";
import { nodeFrom } from "./node-object.ts";
import { optional } from "./optional-member.ts";
import type { Observation, Reader, ReaderResult, RepositoryFile } from "./reader.ts";

/** `kubectl get nodes -o json|yaml`: Lists, single objects, several documents. */
export const nodeListReader: Reader = {
  name: "node-list",
  wantsObjects: ({ text }) => /\bkind["']?\s*:\s*["']?Node(?:List)?\b/.test(text),
  read: (files) => {
    const results = files.map(readFile);
    return {
      observations: results.flatMap((result) => result.observations),
      findings: [],
      unread: results.flatMap((result) => result.unread),
    };
  },
};

function readFile(file: RepositoryFile): ReaderResult {
  const objects = objectsOf(file).filter(({ apiVersion, kind }) => apiVersion === "v1" && kind === "Node");
  const lists = Map.groupBy(objects, ({ list }) => list);
  const read = [...lists.values()].map((list) => readList(file.path, list));
  return {
    observations: read.flatMap(({ observation }) => (observation === undefined ? [] : [observation])),
    findings: [],
    unread: read.flatMap(({ unread }) => unread),
  };
}

interface ListReading {
  readonly observation: Observation | undefined;
  readonly unread: readonly Unread[];
}

/** The nodes of one List are one cluster's; single objects of one file are taken for one List. */
function readList(path: string, objects: readonly KubernetesObject[]): ListReading {
  const unread: Unread[] = [];
  const nodes: ClusterNode[] = [];
  objects.forEach((object) => {
    const reason = whyNotReadable(object);
    if (reason === undefined) nodes.push(nodeFrom(object));
    else unread.push({ path, line: object.value.position().line, reason });
  });
  return { observation: nodes.length === 0 ? undefined : observationOf({ path, objects, nodes }), unread };
}

interface NodeReading {
  readonly path: string;
  readonly objects: readonly KubernetesObject[];
  readonly nodes: readonly ClusterNode[];
}

function observationOf({ path, objects, nodes }: NodeReading): Observation {
  const isList = objects[0]?.list !== undefined;
  return {
    reader: "node-list",
    path,
    ...optional("name", nameGivenBy(objects)),
    distribution: distributionOfNode(objects[0]),
    nature: "snapshot",
    nodes,
    completeNodeList: isList,
    origins: nodes.flatMap(({ origin }) => (origin === undefined ? [] : [origin])),
  };
}

/** Cluster API writes the cluster's name onto each node. */
function nameGivenBy(objects: readonly KubernetesObject[]): string | undefined {
  return objects[0]?.value.textAt("metadata", "annotations", "cluster.x-k8s.io/cluster-name");
}

function whyNotReadable(object: KubernetesObject): string | undefined {
  if (nameOf(object) === undefined) return "a Node without metadata.name";
  const version = object.value.textAt("status", "nodeInfo", "kubeletVersion");
  if (version === undefined) {
    return `the Node ${nameOf(object)} has no status.nodeInfo.kubeletVersion: take it with kubectl get nodes -o json`;
  }
  return tryParseVersion(version) === undefined
    ? `the Node ${nameOf(object)} has the kubeletVersion ${JSON.stringify(version.slice(0, 60))}, which is no Kubernetes version`
    : undefined;
}
