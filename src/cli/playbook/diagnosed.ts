import { existsSync } from "node:fs";
import type { Diagnosis } from "../../diagnosis/diagnosis.ts";

/** The teardown must not wait for a cluster that hangs. */
const PATIENCE_MILLISECONDS = 30_000;

/**
 * Why objects are unhealthy in the cluster that a step's commands used: the one of their kubeconfig. Nothing where no
 * command has made one, or once the run is cancelled. The requests only read.
 */
export async function diagnosed(
  { KUBECONFIG }: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<readonly Diagnosis[]> {
  if (KUBECONFIG === undefined || !existsSync(KUBECONFIG) || signal.aborted) return [];
  const { promise: cancelled, resolve } = Promise.withResolvers<readonly Diagnosis[]>();
  const onAbort = () => resolve([]);
  signal.addEventListener("abort", onAbort, { once: true });
  const diagnoses = await Promise.race([cancelled, diagnosesOf(KUBECONFIG)]);
  signal.removeEventListener("abort", onAbort);
  return diagnoses;
}

async function diagnosesOf(kubeconfig: string): Promise<readonly Diagnosis[]> {
  const [{ clusterPort }, { collectDiagnoses }] = await Promise.all([
    import("../../live/cluster-port.ts"),
    import("../../diagnosis/collect-diagnoses.ts"),
  ]);
  const port = await clusterPort({ kubeconfig });
  const takenAt = new Date().toISOString();
  return collectDiagnoses(port, { takenAt, timeoutMilliseconds: PATIENCE_MILLISECONDS });
}
