import { readRepository } from "../../assessment/read-repository.ts";
import type { Cluster, ClusterNode, Inspection } from "../../cluster/cluster.ts";
import { visibleLine } from "../../report/visible.ts";
import type { Origin } from "../../source/origin.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { deliver } from "../deliver.ts";
import { isBrokenConfiguration } from "../exit-code.ts";
import { gather } from "../gather.ts";
import { inputWithoutCluster } from "../no-cluster.ts";
import type { Terminal } from "../terminal.ts";

/** `kubehop inspect`: what was read and from where. `--format json` prints the Inspection itself. */
export async function runInspect(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const snapshot = await gather(invocation, terminal);
  const { inspection: read, unread } = readRepository(snapshot, []);
  const { clusters, findings } = read;
  const inspection = { clusters, findings, unread };
  if (clusters.length === 0) terminal.error.write(`${absence(inspection, invocation)}\n`);
  const asJson = invocation.options.get("format") === "json";
  deliver(asJson ? JSON.stringify(inspection, null, 2) : inspectionText(inspection), invocation, terminal);
  const isUnusable = clusters.length === 0 && invocation.positional === "-";
  return isUnusable || findings.some(isBrokenConfiguration) ? 2 : 0;
}

function absence(inspection: Inspection, { positional }: Invocation): string {
  return positional === "-" ? inputWithoutCluster(inspection).message : "No cluster was found.";
}

function inspectionText({ clusters, findings, unread }: Inspection): string {
  const parts = [
    ...clusters.map(clusterText),
    section(
      "Findings",
      findings.map(
        ({ severity, id, why, fix, places }) =>
          `${severity} ${id}: ${why}${placeText(places[0])} ${fix.text}`,
      ),
    ),
    section(
      "Not read",
      unread.map(({ path, line, reason }) => `${path}${line === undefined ? "" : `:${line}`}: ${reason}`),
    ),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function clusterText(cluster: Cluster): string {
  const { controlPlane, nodes, origins } = cluster;
  const apiServers = new Map(controlPlane.apiServers.map(({ node, version }) => [node, version]));
  return [
    headline(cluster),
    ...nodes.map((node) => nodeText(node, apiServers.get(node.name))),
    "  read from",
    ...origins.map(originText),
  ]
    .map(visibleLine)
    .join("\n");
}

function headline({ name, environment, distribution, controlPlane, desiredVersion }: Cluster): string {
  const apiServers = [...new Set(controlPlane.apiServers.map(({ version }) => version))].join(", ");
  const { topology, version } = controlPlane.etcd;
  return [
    `${name}${environment === undefined ? "" : ` (${environment})`}`,
    distribution === "unknown" ? "distribution unknown" : distribution,
    `API servers ${apiServers === "" ? "unknown" : apiServers}`,
    `etcd ${topology}${version === undefined ? "" : ` ${version}`}`,
    ...(desiredVersion === undefined ? [] : [`${desiredVersion} is asked for`]),
  ].join(" · ");
}

function nodeText(node: ClusterNode, apiServer: string | undefined): string {
  const { name, count, role, pool, kubeletVersion, kubeProxyVersion, ready, cordoned } = node;
  const details = [
    role,
    ...(pool === undefined ? [] : [`pool ${pool}`]),
    ...(apiServer === undefined ? [] : [`API server ${apiServer}`]),
    `kubelet ${kubeletVersion}`,
    ...(kubeProxyVersion === undefined ? [] : [`kube-proxy ${kubeProxyVersion}`]),
    ...(ready === false ? ["not ready"] : []),
    ...(cordoned === true ? ["cordoned"] : []),
  ];
  return `  ${name}${count === undefined ? "" : ` ×${count}`}  ${details.join(", ")}`;
}

function originText({ path, line, column, field, value }: Origin): string {
  return `    ${path}:${line}:${column}  ${field}${value === "" ? "" : ` = ${value}`}`;
}

function placeText(
  place: { readonly path: string; readonly line: number; readonly column: number } | undefined,
) {
  return place === undefined ? "" : ` (${place.path}:${place.line}:${place.column})`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [title, ...lines.map((line) => `  ${visibleLine(line)}`)].join("\n");
}
