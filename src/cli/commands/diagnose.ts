import { resolve } from "node:path";
import { collectSnapshot } from "../../diagnosis/collect-snapshot.ts";
import { diagnose } from "../../diagnosis/diagnose.ts";
import { snapshotOf } from "../../diagnosis/read-bundle.ts";
import type { ClusterSnapshot } from "../../diagnosis/snapshot.ts";
import { diagnosesText } from "../../report/diagnoses-text.ts";
import { decodeText } from "../../source/decode-text.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { deliver } from "../deliver.ts";
import { progress, twoSources } from "../gather.ts";
import { type Terminal, wantsColour } from "../terminal.ts";

/** `kubehop diagnose`: why what is unhealthy is so. Exit code 1 where something is. */
export async function runDiagnose(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const { options, lists, positional } = invocation;
  const namespaces = lists.get("namespace") ?? [];
  const isLive = positional === undefined;
  if (!isLive && (options.has("kubeconfig") || options.has("context"))) throw twoSources(positional);
  const snapshot = isLive
    ? await readCluster(invocation, terminal, namespaces)
    : await readSaved(positional, terminal);
  const kubectlOptions = isLive ? optionsOfKubectl(invocation) : [];
  const diagnoses = diagnose(snapshot, { namespaces, kubectlOptions });
  const color = options.has("output") ? false : wantsColour(terminal, terminal.out);
  const report =
    options.get("format") === "json"
      ? JSON.stringify({ schemaVersion: 1, diagnoses }, null, 2)
      : diagnosesText(diagnoses, { color });
  deliver(report, invocation, terminal);
  return diagnoses.length > 0 ? 1 : 0;
}

async function readCluster(
  { options }: Invocation,
  terminal: Terminal,
  namespaces: readonly string[],
): Promise<ClusterSnapshot> {
  const { clusterPort } = await import("../../live/cluster-port.ts");
  const [kubeconfig, context] = [options.get("kubeconfig"), options.get("context")];
  progress(terminal, "Reading the cluster (read-only) …");
  const port = await clusterPort({
    ...(kubeconfig === undefined ? {} : { kubeconfig: resolve(terminal.workingDirectory, kubeconfig) }),
    ...(context === undefined ? {} : { context }),
  });
  return collectSnapshot(port, { namespaces, takenAt: new Date().toISOString() });
}

async function readSaved(place: string, terminal: Terminal): Promise<ClusterSnapshot> {
  if (place !== "-") {
    const { readBundle } = await import("../../workspace/read-bundle.ts");
    return snapshotOf({ ...readBundle(resolve(terminal.workingDirectory, place)), place });
  }
  const decoded = decodeText(await terminal.readInput());
  const isText = "text" in decoded;
  return snapshotOf({
    place: "standard input",
    files: isText ? [{ path: "standard input", text: decoded.text }] : [],
    unread: isText ? [] : [`standard input was not read: ${decoded.reason}`],
    takenAt: new Date().toISOString(),
  });
}

/** So that the commands of the answer reach the cluster that was asked. */
function optionsOfKubectl({ options }: Invocation): readonly string[] {
  return ["kubeconfig", "context"].flatMap((name) => {
    const value = options.get(name);
    return value === undefined ? [] : [`--${name}`, value];
  });
}
