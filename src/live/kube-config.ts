import type { KubeConfig } from "@kubernetes/client-node";
import { KubehopError } from "../source/kubehop-error.ts";

/** Which cluster: a kubeconfig file ($KUBECONFIG or ~/.kube/config without) and one of its contexts. */
export interface LiveCluster {
  readonly kubeconfig?: string;
  readonly context?: string;
}

/**
 * The kubeconfig with that context as its current one.
 *
 * @throws KubehopError `kubeconfig-not-readable`, `unknown-context`
 */
export async function kubeConfigOf({ kubeconfig, context }: LiveCluster): Promise<KubeConfig> {
  // 2 MB of generated code that only this needs.
  const client = await import("@kubernetes/client-node");
  const config = new client.KubeConfig();
  try {
    if (kubeconfig === undefined) config.loadFromDefault();
    else config.loadFromFile(kubeconfig);
  } catch (cause) {
    throw new KubehopError({
      code: "kubeconfig-not-readable",
      message: `The kubeconfig ${kubeconfig ?? ""} could not be read: ${reasonOf(cause)}.`,
      remedy: "Name a kubeconfig that `kubectl config view` can print.",
      cause,
    });
  }
  if (context !== undefined) config.setCurrentContext(context);
  if (config.getCurrentCluster() !== null) return config;
  throw noCluster(config, context);
}

/** The first line only: below it the parser shows the file, and tokens stand in there. */
function reasonOf(cause: unknown): string {
  if (cause instanceof TypeError) return "it is not built like a kubeconfig";
  const [first = ""] = String(cause instanceof Error ? cause.message : cause).split("\n");
  return first;
}

/** The client's own types leave out that a kubeconfig may name nothing. */
function noCluster(config: KubeConfig, context: string | undefined): KubehopError {
  const known = config.getContexts().map(({ name }) => name);
  const wanted: string | undefined = context ?? config.getCurrentContext();
  const problem =
    wanted === undefined || wanted === ""
      ? "The kubeconfig has no current context"
      : known.includes(wanted)
        ? `The kubeconfig's context ${JSON.stringify(wanted)} names a cluster that it does not hold`
        : `The kubeconfig has no context ${JSON.stringify(wanted)}`;
  return new KubehopError({
    code: "unknown-context",
    message: `${problem}; it has ${known.join(", ") || "none"}.`,
    remedy: known.length === 0 ? "Name another file with --kubeconfig." : "Name one of them with --context.",
  });
}
