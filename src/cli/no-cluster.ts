import type { RepositorySnapshot } from "../assessment/assessment.ts";
import { configurationFiles, readRepository } from "../assessment/read-repository.ts";
import type { Inspection } from "../cluster/cluster.ts";
import { readConfiguration } from "../config/read-configuration.ts";
import { type ErrorLocation, KubehopError } from "../source/kubehop-error.ts";

/**
 * The better answer to "no cluster was found", where the input itself says why: a configuration that cannot
 * be used, or a standard input that is empty, binary, too large or broken.
 */
export function whyNoCluster(error: unknown, head: RepositorySnapshot, isInput: boolean): unknown {
  if (!(error instanceof KubehopError) || error.code !== "no-cluster") return error;
  const [wrong] = readConfiguration(configurationFiles(head)).errors;
  if (wrong !== undefined) {
    const { path, line, column, message, remedy } = wrong;
    const where = { path, line, column };
    return unusable("invalid-configuration", { message, remedy, where });
  }
  return isInput ? inputWithoutCluster(readRepository(head, [])) : error;
}

/** What to answer where standard input gave no cluster: whoever pipes something in expects it to be judged. */
export function inputWithoutCluster({ unread }: Pick<Inspection, "unread">): KubehopError {
  const [flaw] = unread;
  if (flaw === undefined) {
    return unusable("no-cluster", {
      message: "No cluster was found in standard input.",
      remedy: "Pipe in what `kubectl get nodes -o json` prints, or a kubeadm configuration.",
    });
  }
  const where = flaw.line === undefined ? undefined : { path: flaw.path, line: flaw.line };
  return unusable("unreadable-input", {
    message: `Standard input cannot be read: ${flaw.reason.replace(/^the file /, "it ")}.`,
    remedy: "Pipe in what `kubectl get nodes -o json` prints, whole.",
    ...(where === undefined ? {} : { where }),
  });
}

interface Explanation {
  readonly message: string;
  readonly remedy: string;
  readonly where?: ErrorLocation;
}

function unusable(code: string, explanation: Explanation): KubehopError {
  return new KubehopError({ code, ...explanation });
}
