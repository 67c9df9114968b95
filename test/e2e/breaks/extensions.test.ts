import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ManifestCheck } from "../../../src/findings/check.ts";
import { definedVersionsCheck } from "../../../src/findings/checks/defined-versions.ts";
import { webhookBackendsCheck } from "../../../src/findings/checks/webhook-backends.ts";
import { found } from "../../findings/manifest-check.ts";
import { type ControlPlane, startControlPlane, whyNot } from "./kubernetes-binaries.ts";

if (whyNot !== undefined)
  console.info(`skipped: breaks of what extends the API on real Kubernetes: ${whyNot}`);

function ids(check: ManifestCheck, text: string): readonly string[] {
  const way = { hops: [{ from: "1.35.4", to: "1.36.3" }], to: "1.36" };
  return found(check, { "a.yaml": text }, way).map(({ id }) => id);
}

/** A Service and the only pod behind it, which is not there: no kubelet runs. */
function backend(name: string): string {
  return `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: default}
spec: {selector: {app: ${name}}, ports: [{port: 443}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: default}
spec:
  replicas: 1
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: a, image: a}]}
---
`;
}

/** One version of a CustomResourceDefinition. */
function version(name: string, storage: boolean): string {
  return `{name: ${name}, served: true, storage: ${storage}, schema: {openAPIV3Schema: {type: object}}}`;
}

/** A definition with one version. */
function cartsIn(name: string): string {
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: carts.example.com}
spec:
  group: example.com
  names: {kind: Cart, plural: carts}
  scope: Cluster
  versions: [${version(name, true)}]
`;
}

describe.skipIf(whyNot !== undefined)(
  "Kubehop finds what really breaks of what extends the API",
  { timeout: 60_000 },
  () => {
    let cluster: ControlPlane;
    beforeAll(async () => {
      cluster = await startControlPlane();
    }, 90_000);
    afterAll(() => cluster.stop());

    /** Asks until the answer is as expected: discovery and endpoints take their time. */
    async function eventually(words: string, answer: RegExp): Promise<boolean> {
      for (let tries = 0; tries < 50; tries += 1) {
        if (answer.test(cluster.kubectl(words).output)) return true;
        await wait(200);
      }
      return false;
    }

    test("an aggregated API whose only pod is away answers nothing", async () => {
      const text = `apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: {name: v1.own.example.com}
spec:
  group: own.example.com
  version: v1
  groupPriorityMinimum: 100
  versionPriority: 1
  insecureSkipTLSVerify: true
  service: {name: own-api, namespace: default}
---
${backend("own-api")}`;
      expect(ids(webhookBackendsCheck, text)).toEqual(["aggregated-api-drained"]);
      cluster.kubectl("apply -f -", text);
      expect(
        await eventually("get --raw /apis/own.example.com/v1", /ServiceUnavailable|unable to handle/),
      ).toBe(true);
      cluster.kubectl("delete apiservice v1.own.example.com");
    });

    test("objects of a CRD cannot be read while its conversion webhook is away", async () => {
      const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: shops.example.com}
spec:
  group: example.com
  names: {kind: Shop, plural: shops}
  scope: Cluster
  versions: [${version("v1", true)}, ${version("v2", false)}]
  conversion:
    strategy: Webhook
    webhook:
      clientConfig: {service: {name: convert, namespace: default}}
      conversionReviewVersions: [v1]
---
${backend("convert")}`;
      expect(ids(webhookBackendsCheck, crd)).toContain("conversion-webhook-drained");
      cluster.kubectl("apply -f -", crd);
      expect(await eventually("get shops.v1.example.com", /No resources found/)).toBe(true);
      cluster.kubectl("create -f -", "apiVersion: example.com/v1\nkind: Shop\nmetadata: {name: one}\n");
      expect(await eventually("get shops.v2.example.com one", /conversion webhook for example.com\/v1/)).toBe(
        true,
      );
    });

    test("a CRD cannot lose a version that objects are stored in", async () => {
      cluster.kubectl("apply -f -", cartsIn("v1beta1"));
      expect(await eventually("get crd carts.example.com -o yaml", /storedVersions:\s+- v1beta1/)).toBe(true);
      expect(cluster.kubectl("apply -f -", cartsIn("v1")).output).toMatch(
        /status.storedVersions\[0\]: Invalid value: "v1beta1"/,
      );
      const live = cluster.kubectl("get crd carts.example.com -o yaml").output;
      expect(ids(definedVersionsCheck, live.replace("name: v1beta1", "name: v1"))).toContain(
        "crd-stored-version",
      );
    });
  },
);
