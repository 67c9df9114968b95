import { describe, expect, test } from "vitest";
import { collectDiagnoses } from "../../src/diagnosis/collect-diagnoses.ts";
import type { ClusterPort } from "../../src/diagnosis/collect-snapshot.ts";
import type { LogRequest } from "../../src/diagnosis/snapshot.ts";
import { KubehopError } from "../../src/source/kubehop-error.ts";
import { ago, crashed, node, ownedBy, pod, running } from "./cluster-objects.ts";

type Answers = Readonly<Record<string, readonly object[]>>;

/** A cluster that has these objects, and whose other paths are empty lists; it notes what it was asked. */
function cluster(answers: Answers, logs: (request: LogRequest) => Promise<string> = async () => "boom\n") {
  const asked: string[] = [];
  const read: LogRequest[] = [];
  const port: ClusterPort = {
    get: async (path) => {
      asked.push(path);
      const [plain = ""] = path.split("?");
      // Items of a list do not say their kind.
      const items = (answers[plain] ?? []).map((object) => ({
        ...object,
        kind: undefined,
        apiVersion: undefined,
      }));
      return JSON.parse(JSON.stringify({ kind: "List", metadata: {}, items }));
    },
    logs: (request) => {
      read.push(request);
      return logs(request);
    },
  };
  return { port, asked, read };
}

const PODS = Array.from({ length: 5 }, (_, index) =>
  pod({ name: `web-${index}`, metadata: ownedBy("ReplicaSet", "web"), status: running(crashed(1)) }),
);
const HEALTHY = pod({ name: "fine", status: running({ state: { running: { startedAt: ago(400) } } }, true) });
const REFUSED = new KubehopError({
  code: "cluster-forbidden",
  message: "The API server answered 403.",
  remedy: "Ask.",
});

test("a cluster is read by GET, and one log for all pods of a template; healthy ones have none read", async () => {
  const { port, asked, read } = cluster({ "/api/v1/pods": [...PODS, HEALTHY] });
  const [diagnosis, ...others] = await collectDiagnoses(port, { takenAt: ago(0) });
  expect(others).toEqual([]);
  expect(diagnosis).toMatchObject({ class: "crash-loop-back-off", count: 5 });
  expect(diagnosis?.evidence).toContain("Log shop/web-0 web: boom");
  expect(read).toEqual([{ namespace: "shop", pod: "web-0", container: "web", previous: true }]);
  expect(asked.some((path) => /secrets|configmaps/.test(path))).toBe(false);
});

test("of chosen namespaces only these are asked for, and what has none", async () => {
  const { port, asked } = cluster({
    "/api/v1/namespaces/shop/pods": PODS,
    "/api/v1/nodes": [node("worker-1")],
  });
  expect(await collectDiagnoses(port, { namespaces: ["shop"], takenAt: ago(0) })).toHaveLength(1);
  expect(asked).toContain("/api/v1/namespaces/shop/events?limit=500");
  expect(asked).not.toContain("/api/v1/pods?limit=500");
  expect(asked).toContain("/api/v1/nodes?limit=500");
});

test("a list that comes in pages is read to its end", async () => {
  const { port } = cluster({});
  const paged: ClusterPort = {
    ...port,
    get: async (path) => {
      if (!path.startsWith("/api/v1/pods")) return port.get(path);
      const at = Number(/continue=(\d+)/.exec(path)?.[1] ?? 0);
      return { kind: "PodList", metadata: at < 4 ? { continue: String(at + 1) } : {}, items: [PODS[at]] };
    },
  };
  expect(await collectDiagnoses(paged, { takenAt: ago(0) })).toMatchObject([{ count: 5 }]);
});

const failing = (answers: Answers, path: string, error: unknown): ClusterPort => {
  const { port } = cluster(answers);
  return {
    ...port,
    get: async (asked) => (asked.startsWith(path) ? Promise.reject(error) : port.get(asked)),
  };
};

describe("its own failure is a diagnosis, never an error", () => {
  test("where events may not be read, the rest is told", async () => {
    const told = await collectDiagnoses(failing({ "/api/v1/pods": PODS }, "/api/v1/events", REFUSED), {
      takenAt: ago(0),
    });
    expect(told.map(({ class: found }) => found)).toEqual(["diagnosis-incomplete", "crash-loop-back-off"]);
    expect(told[0]?.evidence).toEqual(["events could not be read: The API server answered 403"]);
  });

  test.each([
    ["pods may not be read", REFUSED, "answered 403"],
    ["the port itself breaks", new TypeError("fetch failed"), "fetch failed"],
    ["what is thrown is no error", "gone", "gone"],
  ])("where %s", async (_, error, reason) => {
    const told = await collectDiagnoses(failing({}, "/api/v1/pods", error));
    expect(told).toMatchObject([{ class: "diagnosis-incomplete", cause: expect.stringContaining(reason) }]);
  });

  test("where the cluster does not answer in time", async () => {
    const { promise: never } = Promise.withResolvers<never>();
    const told = await collectDiagnoses({ get: () => never, logs: () => never }, { timeoutMilliseconds: 20 });
    expect(told).toMatchObject([
      { class: "diagnosis-incomplete", cause: expect.stringContaining("in time") },
    ]);
  });

  test("where a log cannot be read, its line says so", async () => {
    const { port } = cluster({ "/api/v1/pods": PODS }, async () =>
      Promise.reject(new Error("the kubelet does not answer")),
    );
    const [diagnosis] = await collectDiagnoses(port, { takenAt: ago(0) });
    expect(diagnosis?.evidence).toContain("Log shop/web-0 web cannot be read: the kubelet does not answer");
  });
});
