import { quotedText } from "../kubernetes/quoted-text.ts";
import { tryParseVersion } from "../kubernetes/version.ts";
import type { Finding } from "../source/finding.ts";
import type { SourceValue } from "../source/value.ts";
import type { ClusterNode } from "./cluster.ts";
import { parseImage } from "./image-version.ts";
import { inspectionFinding } from "./inspection-finding.ts";
import { kindPatches } from "./kind-patches.ts";
import { objectsOf } from "./kubernetes-objects.ts";
import { mergedResults } from "./merged-results.ts";
import { optional } from "./optional-member.ts";
import type { Observation, Reader, ReaderResult, RepositoryFile, VersionReading } from "./reader.ts";
import { withoutPrefix } from "./version-reading.ts";

/** kind's cluster configurations (`kind: Cluster`, `kind.x-k8s.io/v1alpha4`). */
export const kindConfigReader: Reader = {
  name: "kind",
  wantsObjects: ({ text }) => /\bkind\.(?:x-k8s\.io|sigs\.k8s\.io)\//.test(text),
  read: (files) => mergedResults(files.map(readFile)),
};

function readFile(file: RepositoryFile): ReaderResult {
  const configs = objectsOf(file).filter(
    ({ apiVersion, kind }) => /^kind\.(?:x-k8s\.io|sigs\.k8s\.io)\//.test(apiVersion) && kind === "Cluster",
  );
  return mergedResults(configs.map(({ value }) => readConfig(file.path, value)));
}

function readConfig(path: string, config: SourceValue): ReaderResult {
  const name = config.textAt("name");
  const nodes = config.get("nodes")?.items() ?? [];
  const images = (nodes.length === 0 ? [config] : nodes).map(readImage);
  const silent = images.filter(({ reading }) => reading === undefined);
  const read = namedNodes(nodes, images, name ?? "kind");
  const controlPlane = read.filter(({ role }) => role === "control-plane");
  const patches = kindPatches(config);
  const observation: Observation = {
    reader: "kind",
    path,
    // `kind` is kind's own default and names nothing.
    ...optional("name", name === "kind" ? undefined : name),
    distribution: "kind",
    nature: "declaration",
    apiServers: controlPlane.flatMap(instanceOf),
    controllerManagers: controlPlane.flatMap(instanceOf),
    schedulers: controlPlane.flatMap(instanceOf),
    nodes: read,
    etcd: { topology: "stacked" },
    ...optional("kubeadm", patches.settings),
    origins: [
      (config.get("apiVersion") ?? config).origin(),
      ...read.flatMap(({ origin }) => origin ?? []),
      ...(patches.settings?.documents ?? []).map(({ origin }) => origin),
    ],
  };
  return {
    observations: [observation],
    findings: [...Map.groupBy(silent, ({ image }) => image?.text()).values()].map(withoutVersion),
    unread: patches.unread,
  };
}

/** A node's image, and the version that it names if it does. */
interface ImageReading {
  readonly node: SourceValue;
  readonly image: SourceValue | undefined;
  readonly reading?: VersionReading;
}

function readImage(node: SourceValue): ImageReading {
  const image = node.get("image");
  const tag = parseImage(image?.text() ?? "").tag;
  if (image === undefined || tag === undefined || tryParseVersion(tag) === undefined) return { node, image };
  return { node, image, reading: { version: withoutPrefix(tag), origin: image.origin() } };
}

/** kind names its nodes `<cluster>-control-plane`, `<cluster>-control-plane2`, `<cluster>-worker` … */
function namedNodes(
  nodes: readonly SourceValue[],
  images: readonly ImageReading[],
  cluster: string,
): readonly ClusterNode[] {
  const counts = { "control-plane": 0, worker: 0 };
  return images.map(({ reading }, index) => {
    const role = nodes[index]?.textAt("role") === "worker" ? "worker" : "control-plane";
    counts[role] += 1;
    return {
      name: `${cluster}-${role}${counts[role] === 1 ? "" : counts[role]}`,
      role,
      kubeletVersion: reading?.version ?? "unknown",
      ...optional("kubeProxyVersion", reading?.version),
      ...optional("origin", reading?.origin),
    };
  });
}

function instanceOf({ name, kubeletVersion, origin }: ClusterNode) {
  return origin === undefined ? [] : [{ node: name, version: kubeletVersion, origin }];
}

/** One finding for all the nodes of a configuration that say the same. */
function withoutVersion(nodes: readonly ImageReading[]): Finding {
  const image = nodes[0]?.image?.text();
  const [count, isOne] = [nodes.length, nodes.length === 1];
  const why =
    image === undefined
      ? `${isOne ? "A kind node names" : `${count} kind nodes name`} no image, so ${isOne ? "it runs" : "they run"} whatever version the installed kind brings.`
      : `${isOne ? "A kind node runs" : `${count} kind nodes run`} ${quotedText(image)}, which names no Kubernetes version.`;
  return inspectionFinding({
    id: "image-without-version",
    title: "An image does not tell its version",
    severity: "notice",
    certainty: "unknown",
    places: nodes.map((one) => (one.image ?? one.node).place()),
    why,
    fix: "Name the image with its tag: kindest/node:v1.34.0@sha256:….",
  });
}
