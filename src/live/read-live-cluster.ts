import type { RepositorySnapshot } from "../assessment/assessment.ts";
import type { Unread } from "../source/finding.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { apiServer, type Get } from "./api-server.ts";
import { kubeConfigOf, type LiveCluster } from "./kube-config.ts";
import { listPages } from "./list-pages.ts";
import { writtenObjects, writtenResources } from "./written-objects.ts";

/**
 * Asks a running cluster for its nodes, the pods of kube-system, kubeadm's configuration, Helm's stored releases
 * and the objects that were written in API versions which go away, and gives the answers as files, so that the
 * same readers and checks read them. Only GET; nothing is written. What this user may not read is in `unread`.
 *
 * @throws KubehopError `kubeconfig-not-readable`, `unknown-context`, `cluster-unreachable`, `cluster-forbidden`
 */
export async function readLiveCluster(live: LiveCluster): Promise<RepositorySnapshot> {
  const get = apiServer(await kubeConfigOf(live));
  const nodes = ofKind("Node", await listPages(get, "/api/v1/nodes"));
  const unread: Unread[] = [];
  const pods = await orUnread("live/kube-system-pods.json", unread, () =>
    listPages(get, "/api/v1/namespaces/kube-system/pods"),
  );
  const configuration = await orUnread("live/kubeadm-config.json", unread, () =>
    get("/api/v1/namespaces/kube-system/configmaps/kubeadm-config"),
  );
  const releases = await orUnread("live/helm-releases.json", unread, () =>
    listPages(get, "/api/v1/secrets", HELM_RELEASES),
  );
  const answers = [
    listFile("live/nodes.json", "NodeList", nodes.map(withoutImages)),
    ...(pods === undefined ? [] : [listFile("live/kube-system-pods.json", "PodList", ofKind("Pod", pods))]),
    ...(configuration === undefined ? [] : [{ path: "live/kubeadm-config.json", content: configuration }]),
    ...optionalList("live/helm-releases.json", ofKind("Secret", releases)),
    ...optionalList("live/objects.json", await allWrittenObjects(get, unread)),
  ];
  const files = answers.map(({ path, content }) => ({ path, text: JSON.stringify(content, null, 2) }));
  return { files, unread };
}

/** Helm keeps each revision; those that were replaced are history. */
const HELM_RELEASES = `&fieldSelector=${encodeURIComponent("type=helm.sh/release.v1")}&labelSelector=${encodeURIComponent("owner=helm,status!=superseded")}`;

async function allWrittenObjects(get: Get, unread: Unread[]): Promise<readonly object[]> {
  const objects: object[] = [];
  const resources = await orUnread("live/objects.json", unread, () => writtenResources(get));
  for (const api of resources ?? []) {
    objects.push(...((await orUnread("live/objects.json", unread, () => writtenObjects(get, api))) ?? []));
  }
  return objects;
}

interface Answer {
  readonly path: string;
  readonly content: unknown;
}

function listFile(path: string, kind: string, items: readonly object[]): Answer {
  return { path, content: { apiVersion: "v1", kind, items } };
}

function optionalList(path: string, items: readonly object[]): readonly Answer[] {
  return items.length === 0 ? [] : [listFile(path, "List", items)];
}

/** Items come without apiVersion and kind, as every Kubernetes list has them. */
function ofKind(kind: string, items: readonly object[] = []): readonly object[] {
  return items.map((item) => ({ apiVersion: "v1", kind, ...item }));
}

/** What this user may not read is said, and the rest is judged; only nodes are needed for any answer. */
async function orUnread<Asked>(
  path: string,
  unread: Unread[],
  ask: () => Promise<Asked>,
): Promise<Asked | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof KubehopError) || error.code !== "cluster-forbidden") throw error;
    unread.push({ path, reason: `${error.message} ${error.remedy}` });
    return undefined;
  }
}

/** The images of a node are most of its text and say nothing that is used. */
function withoutImages(node: object): object {
  const { status, ...rest } = node as { readonly status?: { readonly images?: unknown } };
  const { images: _, ...kept } = status ?? {};
  return { ...rest, status: kept };
}
