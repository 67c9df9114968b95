import { describe, expect, test } from "vitest";
import { ago, diagnosesOf, event, told } from "./cluster-objects.ts";

function replicaSet(name: string, message: string, metadata: object = {}) {
  return {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: { name, namespace: "shop", creationTimestamp: ago(600), ...metadata },
    spec: { replicas: 2 },
    status: {
      replicas: 0,
      conditions: [{ type: "ReplicaFailure", status: "True", reason: "FailedCreate", message }],
    },
  };
}

const CALL = (reason: string) =>
  `Internal error occurred: failed calling webhook "check.example.com": failed to call webhook: ${reason}`;
const POST = 'Post "https://check.hooks.svc:443/v?timeout=5s"';

describe("what the API server says to a controller that wants to create a pod", () => {
  test.each([
    ["webhook-unreachable", CALL(`${POST}: service "check" not found`)],
    ["webhook-unreachable", CALL(`${POST}: dial tcp 10.96.22.86:443: connect: connection refused`)],
    ["webhook-unreachable", CALL(`${POST}: context deadline exceeded`)],
    ["webhook-unreachable", CALL(`${POST}: no endpoints available for service "check"`)],
    [
      "tls-unknown-authority",
      CALL(`${POST}: tls: failed to verify certificate: x509: certificate signed by unknown authority`),
    ],
    [
      "tls-expired",
      CALL(
        `${POST}: tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-27T21:06:33Z is after 2021-01-01T00:00:00Z`,
      ),
    ],
    [
      "tls-not-yet-valid",
      CALL(
        `${POST}: tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-27T21:06:33Z is before 2029-01-01T00:00:00Z`,
      ),
    ],
    [
      "tls-name-mismatch",
      CALL(
        `${POST}: tls: failed to verify certificate: x509: certificate is valid for elsewhere.example.com, not check.hooks.svc`,
      ),
    ],
    ["tls-client-certificate", CALL(`${POST}: remote error: tls: certificate required`)],
    ["tls-plain-http", CALL(`${POST}: http: server gave HTTP response to HTTPS client`)],
    [
      "webhook-denied",
      'admission webhook "check.example.com" denied the request: images must come from registry.example.com',
    ],
    [
      "policy-denied",
      `pods "web-7c9f-x" is forbidden: ValidatingAdmissionPolicy 'no-latest' with binding 'no-latest' denied request: no :latest`,
    ],
    [
      "pod-security-denied",
      'pods "web-7c9f-x" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "web" must set securityContext.allowPrivilegeEscalation=false)',
    ],
    [
      "quota-exceeded",
      'pods "web-7c9f-x" is forbidden: exceeded quota: small, requested: pods=1, used: pods=4, limited: pods=4',
    ],
    [
      "quota-exceeded",
      'pods "web-7c9f-x" is forbidden: failed quota: compute: must specify limits.cpu for: web; limits.memory for: web',
    ],
    [
      "service-account-missing",
      'pods "web-7c9f-" is forbidden: error looking up service account shop/robot: serviceaccount "robot" not found',
    ],
    [
      "create-refused",
      'pods "web-7c9f-x" is forbidden: maximum memory usage per Container is 1Gi, but limit is 2Gi',
    ],
  ])("%s: %s", (expected, message) => {
    expect(told([replicaSet("web-7c9f", message)])).toEqual([`${expected} ReplicaSet shop/web-7c9f`]);
  });
});

test("one webhook that is away is one cause, whatever it keeps from being created", () => {
  const message = CALL(`${POST}: service "check" not found`);
  expect(diagnosesOf([replicaSet("a", message), replicaSet("b", message)])).toMatchObject([
    { class: "webhook-unreachable", count: 2 },
  ]);
});

const slice = (ready: boolean) => ({
  apiVersion: "discovery.k8s.io/v1",
  kind: "EndpointSlice",
  metadata: { namespace: "hooks", name: "check-1", labels: { "kubernetes.io/service-name": "check" } },
  endpoints: [{ addresses: ["10.244.1.7"], conditions: { ready } }],
});

const set = (message: string) => replicaSet("web-7c9f", message);

const failed = (message: string, seen: number) =>
  event({
    kind: "ReplicaSet",
    name: "web-7c9f",
    reason: "FailedCreate",
    message: `Error creating: ${message}`,
    seen,
  });

describe("of several answers the one that tells most counts", () => {
  test("the newest event, since the condition keeps its first text", () => {
    const old = CALL(
      `${POST}: tls: failed to verify certificate: x509: certificate signed by unknown authority`,
    );
    expect(told([set(old), failed(CALL(`${POST}: service "check" not found`), 10)])).toEqual([
      "webhook-unreachable ReplicaSet shop/web-7c9f",
    ]);
  });

  test("not one that was only cut off", () => {
    const cut = CALL(`${POST}: write tcp 172.18.0.2:43704->10.96.69.205:443: write: broken pipe`);
    const required = failed(CALL(`${POST}: remote error: tls: certificate required`), 60);
    expect(told([set(cut), failed(cut, 10), required])).toEqual([
      "tls-client-certificate ReplicaSet shop/web-7c9f",
    ]);
  });
});

test("the Service behind the webhook tells why it is away", () => {
  const configuration = {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingWebhookConfiguration",
    metadata: { name: "check" },
    webhooks: [
      { name: "check.example.com", clientConfig: { service: { namespace: "hooks", name: "check" } } },
    ],
  };
  const service = { apiVersion: "v1", kind: "Service", metadata: { namespace: "hooks", name: "check" } };
  const refused = replicaSet(
    "web-7c9f",
    CALL(`${POST}: dial tcp 10.96.22.86:443: connect: connection refused`),
  );
  const causeWith = (...objects: readonly object[]) =>
    diagnosesOf([refused, configuration, service, ...objects])[0]?.cause;
  expect(causeWith(slice(false))).toContain("Service hooks/check has no ready endpoints");
  expect(causeWith(slice(true))).not.toContain("no ready endpoints");
});

describe("workloads without a condition are told by their events", () => {
  const statefulSet = {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: { name: "db", namespace: "shop", creationTimestamp: ago(600) },
    spec: { replicas: 3 },
    status: { replicas: 1, readyReplicas: 1 },
  };
  const refused = event({
    kind: "StatefulSet",
    name: "db",
    reason: "FailedCreate",
    message:
      'create Pod db-1 in StatefulSet db failed error: pods "db-1" is forbidden: exceeded quota: small, requested: pods=1, used: pods=4, limited: pods=4',
    seen: 60,
  });

  test("a StatefulSet that is short of pods", () => {
    expect(told([statefulSet, refused])).toEqual(["quota-exceeded StatefulSet shop/db"]);
  });

  test("not when it has created one since", () => {
    const created = event({
      kind: "StatefulSet",
      name: "db",
      reason: "SuccessfulCreate",
      type: "Normal",
      message: "create Pod db-1 in StatefulSet db successful",
      seen: 5,
    });
    expect(told([{ ...statefulSet, status: { replicas: 3, readyReplicas: 3 } }, refused, created])).toEqual(
      [],
    );
  });

  test("one that is short of pods without a word is unclassified", () => {
    expect(told([statefulSet])).toEqual(["unclassified StatefulSet shop/db"]);
  });
});

const job = (conditions: readonly object[], metadata: object = {}) => ({
  apiVersion: "batch/v1",
  kind: "Job",
  metadata: { name: "report", namespace: "shop", creationTimestamp: ago(600), ...metadata },
  status: { refused: 1, conditions },
});

describe("Jobs", () => {
  const deadline = {
    type: "Failed",
    status: "True",
    reason: "DeadlineExceeded",
    message: "Job was active longer than specified deadline",
  };
  const byCron = { ownerReferences: [{ kind: "CronJob", name: "report", controller: true }] };

  test("one that ran out of time", () => {
    expect(told([job([deadline])])).toEqual(["job-failed Job shop/report"]);
  });

  test("one whose CronJob has succeeded since is history", () => {
    const next = job([{ type: "Complete", status: "True" }], {
      name: "report-2",
      creationTimestamp: ago(60),
      ...byCron,
    });
    expect(told([job([deadline], byCron), next])).toEqual([]);
  });
});
