import type { KubeConfig } from "@kubernetes/client-node";
import type { RepositorySnapshot } from "../assessment/assessment.ts";
import type { Unread } from "../source/finding.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { apiServer, type Get } from "./api-server.ts";

/** Which cluster: a kubeconfig file ($KUBECONFIG or ~/.kube/config without) and one of its contexts. */
export interface LiveCluster {
  readonly kubeconfig?: string;
  readonly context?: string;
}

/**
 * Asks a running cluster for its nodes, the pods of kube-system and kubeadm's configuration, and gives the
 * answers as files, so that the same readers read them. Three kinds of GET; nothing is written. Pods or
 * configuration that this user may not read are in `unread`.
 *
 * @throws KubehopError `kubeconfig-not-readable`, `unknown-context`, `cluster-unreachable`, `cluster-forbidden`
 */
export async function readLiveCluster(live: LiveCluster): Promise<RepositorySnapshot> {
  const get = apiServer(await kubeConfigOf(live));
  const nodes = await list(get, "/api/v1/nodes");
  const unread: Unread[] = [];
  const pods = await orUnread("live/kube-system-pods.json", unread, () =>
    list(get, "/api/v1/namespaces/kube-system/pods"),
  );
  const configuration = await orUnread("live/kubeadm-config.json", unread, () =>
    get("/api/v1/namespaces/kube-system/configmaps/kubeadm-config"),
  );
  const answers = [
    {
      path: "live/nodes.json",
      content: { apiVersion: "v1", kind: "NodeList", items: nodes.map(withoutImages) },
    },
    ...(pods === undefined
      ? []
      : [
          { path: "live/kube-system-pods.json", content: { apiVersion: "v1", kind: "PodList", items: pods } },
        ]),
    ...(configuration === undefined ? [] : [{ path: "live/kubeadm-config.json", content: configuration }]),
  ];
  const files = answers.map(({ path, content }) => ({ path, text: JSON.stringify(content, null, 2) }));
  return { files, unread };
}

/** What this user may not read is said, and the rest is judged; only nodes are needed for any answer. */
async function orUnread<Answer>(
  path: string,
  unread: Unread[],
  ask: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof KubehopError) || error.code !== "cluster-forbidden") throw error;
    unread.push({ path, reason: `${error.message} ${error.remedy}` });
    return undefined;
  }
}

async function kubeConfigOf({ kubeconfig, context }: LiveCluster) {
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

/** All pages of a list. Items come without apiVersion and kind, as every Kubernetes list has them. */
async function list(get: Get, path: string): Promise<readonly object[]> {
  const items: object[] = [];
  let next = "";
  do {
    const page = asPage(
      await get(`${path}?limit=500${next === "" ? "" : `&continue=${encodeURIComponent(next)}`}`),
    );
    items.push(...page.items);
    next = page.next;
  } while (next !== "");
  const kind = path.endsWith("/nodes") ? "Node" : "Pod";
  return items.map((item) => ({ apiVersion: "v1", kind, ...item }));
}

function asPage(answer: unknown): { readonly items: readonly object[]; readonly next: string } {
  const { items, metadata } = (answer ?? {}) as {
    readonly items?: readonly object[];
    readonly metadata?: { readonly continue?: string };
  };
  return { items: items ?? [], next: metadata?.continue ?? "" };
}

/** The images of a node are most of its text and say nothing that is used. */
function withoutImages(node: object): object {
  const { status, ...rest } = node as { readonly status?: { readonly images?: unknown } };
  const { images: _, ...kept } = status ?? {};
  return { ...rest, status: kept };
}
