import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { collectSnapshot } from "../../src/diagnosis/collect-snapshot.ts";
import { clusterPort } from "../../src/live/cluster-port.ts";
import { ago, crashed, pod, running } from "../diagnosis/cluster-objects.ts";

let server: Server | undefined;
let directory = "";
afterEach(() => {
  server?.close();
  rmSync(directory, { recursive: true, force: true });
});

/** An API server with these answers by path; other paths are not there. */
async function kubeconfigOf(
  answers: Readonly<Record<string, unknown>>,
  asked: string[] = [],
): Promise<string> {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const answer = answers[new URL(request.url ?? "/", "http://cluster").pathname];
    response.statusCode = answer === undefined ? 404 : answer === "forbidden" ? 403 : 200;
    response.end(typeof answer === "string" ? answer : JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  directory = mkdtempSync(join(tmpdir(), "kubehop-"));
  const file = join(directory, "config");
  writeFileSync(
    file,
    `{current-context: lab, clusters: [{name: lab, cluster: {server: "http://127.0.0.1:${port}", insecure-skip-tls-verify: true}}], contexts: [{name: lab, context: {cluster: lab, user: me}}], users: [{name: me, user: {token: letmein}}]}`,
  );
  return file;
}

test("objects and logs are read by GET alone", async () => {
  const asked: string[] = [];
  const items = [pod({ status: running(crashed(1)) })];
  const kubeconfig = await kubeconfigOf(
    {
      "/api/v1/pods": { kind: "PodList", metadata: {}, items },
      "/api/v1/namespaces/shop/pods/web-1/log": "boom\n",
    },
    asked,
  );
  const { objects, logs, unread } = await collectSnapshot(await clusterPort({ kubeconfig }), {
    takenAt: ago(0),
  });
  expect(objects).toHaveLength(1);
  expect(logs).toEqual([
    { namespace: "shop", pod: "web-1", container: "web", previous: true, text: "boom\n" },
  ]);
  expect(unread).toEqual([]);
  expect(asked.every((line) => line.startsWith("GET "))).toBe(true);
  expect(asked).toContain(
    "GET /api/v1/namespaces/shop/pods/web-1/log?container=web&previous=true&tailLines=40&limitBytes=65536",
  );
});

test("a user who may not read pods is told so", async () => {
  const kubeconfig = await kubeconfigOf({ "/api/v1/pods": "forbidden" });
  await expect(collectSnapshot(await clusterPort({ kubeconfig }))).rejects.toMatchObject({
    code: "cluster-forbidden",
  });
});
