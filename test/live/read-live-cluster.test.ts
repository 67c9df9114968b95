import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { readLiveCluster } from "../../src/live/read-live-cluster.ts";
import { loaded } from "../loaded-files.ts";

const NODES = ["cp-1", "worker-1", "worker-2"].map((name) => ({
  metadata: { name },
  status: { nodeInfo: { kubeletVersion: "v1.35.6" }, images: [{ names: ["x"], sizeBytes: 1 }] },
}));
let server: Server | undefined;
let directory = "";
afterEach(() => {
  server?.close();
  rmSync(directory, { recursive: true, force: true });
});

/** An API server that pages by one node, asks for a token, and notes what it was asked. */
async function cluster(
  answers: Readonly<Record<string, unknown>>,
): Promise<{ file: string; asked: string[] }> {
  const asked: string[] = [];
  server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://cluster");
    asked.push(`${request.method} ${url.pathname}`);
    if (request.headers.authorization !== "Bearer letmein") response.statusCode = 401;
    else if (url.pathname === "/api/v1/nodes") {
      const at = Number(url.searchParams.get("continue") ?? "0");
      const more = at + 1 < NODES.length ? { continue: String(at + 1) } : {};
      response.end(JSON.stringify({ kind: "NodeList", metadata: more, items: [NODES[at]] }));
      return;
    } else if (!(url.pathname in answers)) response.statusCode = 404;
    else if (answers[url.pathname] === "forbidden") response.statusCode = 403;
    response.end(JSON.stringify(answers[url.pathname] ?? {}));
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  directory = mkdtempSync(join(tmpdir(), "kubehop-"));
  const file = join(directory, "config");
  writeFileSync(file, kubeconfig(port));
  return { file, asked };
}

const kubeconfig = (port: number) => `apiVersion: v1
kind: Config
current-context: lab
clusters: [{name: lab, cluster: {server: "http://127.0.0.1:${port}", insecure-skip-tls-verify: true}}]
contexts: [{name: lab, context: {cluster: lab, user: me}}, {name: stranger, context: {cluster: lab, user: nobody}}]
users: [{name: me, user: {token: letmein}}, {name: nobody, user: {token: wrong}}]
`;

test("nodes, kube-system pods and kubeadm's configuration come as files", async () => {
  const { file, asked } = await cluster({
    "/api/v1/namespaces/kube-system/pods": { items: [{ metadata: { name: "etcd-cp-1" } }] },
    "/api/v1/namespaces/kube-system/configmaps/kubeadm-config": { kind: "ConfigMap", data: {} },
  });
  const { files, unread } = loaded(await readLiveCluster({ kubeconfig: file }));
  expect(unread).toEqual([]);
  expect(files.map(({ path }) => path)).toEqual([
    "live/nodes.json",
    "live/kube-system-pods.json",
    "live/kubeadm-config.json",
  ]);
  expect(JSON.parse(files[0]?.text ?? "")).toEqual({
    apiVersion: "v1",
    kind: "NodeList",
    items: NODES.map(({ metadata, status: { nodeInfo } }) => ({
      apiVersion: "v1",
      kind: "Node",
      metadata,
      status: { nodeInfo },
    })),
  });
  expect(new Set(asked)).toEqual(
    new Set([
      "GET /api/v1/nodes",
      "GET /api/v1/namespaces/kube-system/pods",
      "GET /api/v1/namespaces/kube-system/configmaps/kubeadm-config",
      "GET /api/v1/secrets",
      "GET /version",
    ]),
  );
});

test("Helm's releases and objects that were written in versions which go away come too", async () => {
  const written = {
    name: "job",
    namespace: "prod",
    uid: "a",
    managedFields: [{ manager: "helm", apiVersion: "batch/v1beta1", fieldsV1: {} }],
  };
  const { file, asked } = await cluster({
    "/version": { major: "1", minor: "24+" },
    "/api/v1/secrets": {
      items: [{ metadata: { name: "sh.helm.release.v1.web.v1" }, type: "helm.sh/release.v1" }],
    },
    "/apis/batch/v1/cronjobs": {
      items: [
        { metadata: written, spec: {} },
        { metadata: { name: "new", managedFields: [{ manager: "helm", apiVersion: "batch/v1" }] } },
      ],
    },
    "/apis/policy/v1/poddisruptionbudgets": "forbidden",
  });
  const { files, unread } = loaded(await readLiveCluster({ kubeconfig: file }));
  const contents = new Map(files.map(({ path, text }) => [path, JSON.parse(text)]));
  expect(contents.get("live/helm-releases.json").items).toEqual([
    {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "sh.helm.release.v1.web.v1" },
      type: "helm.sh/release.v1",
    },
  ]);
  expect(contents.get("live/objects.json").items).toEqual([
    {
      apiVersion: "batch/v1",
      kind: "CronJob",
      metadata: {
        name: "job",
        namespace: "prod",
        managedFields: [{ manager: "helm", apiVersion: "batch/v1beta1" }],
      },
    },
  ]);
  expect(asked).toContain("GET /apis/autoscaling/v2/horizontalpodautoscalers");
  expect(asked).not.toContain("GET /apis/discovery.k8s.io/v1/endpointslices");
  expect(unread).toEqual([
    { path: "live/objects.json", reason: expect.stringContaining("answered 403 to GET /apis/policy/v1/") },
  ]);
});

test("a cluster without kubeadm's configuration is read without it", async () => {
  const { file } = await cluster({ "/api/v1/namespaces/kube-system/pods": { items: [] } });
  expect((await readLiveCluster({ kubeconfig: file })).files).toHaveLength(2);
});

test("what this user may not read is listed, and the rest is read", async () => {
  const { file } = await cluster({ "/api/v1/namespaces/kube-system/pods": "forbidden" });
  const { files, unread } = loaded(await readLiveCluster({ kubeconfig: file }));
  expect(files.map(({ path }) => path)).toEqual(["live/nodes.json"]);
  expect(unread).toEqual([
    { path: "live/kube-system-pods.json", reason: expect.stringContaining("answered 403") },
  ]);
});

test("credentials that are not accepted are told from a role that is missing", async () => {
  const { file } = await cluster({});
  await expect(readLiveCluster({ kubeconfig: file, context: "stranger" })).rejects.toMatchObject({
    code: "cluster-forbidden",
    message: "The API server answered 401 to GET /api/v1/nodes.",
    remedy: expect.stringContaining("expired"),
  });
});

test.each([
  [403, "cluster-forbidden", "The API server answered 403 to GET /api/v1/nodes."],
  [503, "cluster-unreachable", "it answered 503 to GET /api/v1/nodes"],
  [200, "cluster-unreachable", "its answer is no JSON"],
])("an API server that answers %i with a page of something else", async (status, code, message) => {
  const { file } = await cluster({});
  server
    ?.removeAllListeners("request")
    .on("request", (_, response) => response.writeHead(status).end("<html>"));
  await expect(readLiveCluster({ kubeconfig: file })).rejects.toMatchObject({
    code,
    message: expect.stringContaining(message),
  });
});

test.each([
  ["nothing in it", "{}", "no current context; it has none"],
  [
    "a context without its cluster",
    "{current-context: a, contexts: [{name: a, context: {cluster: gone, user: me}}]}",
    'context "a" names a cluster that it does not hold',
  ],
])("a kubeconfig with %s", async (_, text, message) => {
  const { file } = await cluster({});
  writeFileSync(file, text);
  await expect(readLiveCluster({ kubeconfig: file })).rejects.toMatchObject({
    code: "unknown-context",
    message: expect.stringContaining(message),
  });
});

test("a server's address that is no URL is named", async () => {
  const { file } = await cluster({});
  writeFileSync(file, kubeconfig(1).replace("http://127.0.0.1:1", "nowhere"));
  await expect(readLiveCluster({ kubeconfig: file })).rejects.toMatchObject({ code: "cluster-unreachable" });
});

test("an unknown context is answered with the known ones", async () => {
  const { file } = await cluster({});
  await expect(readLiveCluster({ kubeconfig: file, context: "prod" })).rejects.toMatchObject({
    code: "unknown-context",
    message: 'The kubeconfig has no context "prod"; it has lab, stranger.',
  });
});

test("a cluster that does not answer is named", async () => {
  const { file } = await cluster({});
  server?.close();
  await expect(readLiveCluster({ kubeconfig: file })).rejects.toMatchObject({ code: "cluster-unreachable" });
});

test("a missing kubeconfig is named", async () => {
  await expect(readLiveCluster({ kubeconfig: "/nowhere/config" })).rejects.toMatchObject({
    code: "kubeconfig-not-readable",
  });
});

test.each([
  ["broken YAML", "users:\n- user:\n    token: s3cret: x\n", "bad indentation"],
  ["another structure", '{"contexts": [null], "current-context": "lab"}', "not built like a kubeconfig"],
])("a kubeconfig of %s is refused without showing what stands in it", async (_, text, reason) => {
  directory = mkdtempSync(join(tmpdir(), "kubehop-"));
  const file = join(directory, "config");
  writeFileSync(file, text);
  const refused = await readLiveCluster({ kubeconfig: file }).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: "kubeconfig-not-readable",
    message: expect.stringContaining(reason),
  });
  expect(String(refused)).not.toContain("s3cret");
});
