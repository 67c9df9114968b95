import { errorWords } from "../source/error-words.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { type ClusterPort, type CollectOptions, collectSnapshot } from "./collect-snapshot.ts";
import { type DiagnoseOptions, diagnose } from "./diagnose.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { incomplete } from "./to-diagnoses.ts";

/**
 * Reads a cluster and says why what is unhealthy in it is so. It never rejects: where the cluster cannot be read, or
 * not in time, that is the diagnosis (`diagnosis-incomplete`), with what could be told all the same.
 */
export async function collectDiagnoses(
  port: ClusterPort,
  options: CollectOptions & DiagnoseOptions = {},
): Promise<readonly Diagnosis[]> {
  try {
    return diagnose(await collectSnapshot(port, options), options);
  } catch (error) {
    return incomplete([reasonOf(error)]);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof KubehopError) return error.message.replace(/\.$/, "");
  return errorWords(error);
}
