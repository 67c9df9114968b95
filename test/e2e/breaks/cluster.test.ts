import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ManifestCheck } from "../../../src/findings/check.ts";
import { accountTokensCheck } from "../../../src/findings/checks/account-tokens.ts";
import { addonApisCheck } from "../../../src/findings/checks/addon-apis.ts";
import { apiVersionsCheck } from "../../../src/findings/checks/api-versions.ts";
import { disruptionBudgetsCheck } from "../../../src/findings/checks/disruption-budgets.ts";
import { evictionsCheck } from "../../../src/findings/checks/evictions.ts";
import { webhookBackendsCheck } from "../../../src/findings/checks/webhook-backends.ts";
import { webhookSettingsCheck } from "../../../src/findings/checks/webhook-settings.ts";
import { found } from "../../findings/manifest-check.ts";
import { type ControlPlane, startControlPlane, whyNot } from "./kubernetes-binaries.ts";

if (whyNot !== undefined) console.info(`skipped: breaks in a cluster on real Kubernetes: ${whyNot}`);

const HOPS = [{ from: "1.35.4", to: "1.36.3" }];

function ids(check: ManifestCheck, text: string): readonly string[] {
  return found(check, { "a.yaml": text }, { hops: HOPS, to: "1.36" }).map(({ id }) => id);
}

const NODE = `apiVersion: v1
kind: Node
metadata: {name: worker-1, labels: {kubernetes.io/hostname: worker-1}}
`;

/** One Deployment on the one node; its pods are pending to a kubelet that is not there, until somebody calls them ready. */
function deployment(name: string, replicas: number, volumes = ""): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: default}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {nodeName: worker-1, containers: [{name: a, image: a}]${volumes}}
---
`;
}

function budget(name: string, app: string, numbers: string): string {
  return `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: ${name}, namespace: default}
spec: {${numbers}, selector: {matchLabels: {app: ${app}}}}
---
`;
}

/** The definition of an add-on's release that keeps an old version without serving it. */
const ISSUERS = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: issuers.cert-manager.io}
spec:
  group: cert-manager.io
  scope: Namespaced
  names: {kind: Issuer, plural: issuers, singular: issuer}
  versions:
  - {name: v1alpha2, served: false, storage: false, schema: {openAPIV3Schema: {type: object}}}
  - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}
`;

describe.skipIf(whyNot !== undefined)(
  "Kubehop finds what really breaks in a cluster",
  { timeout: 120_000 },
  () => {
    let cluster: ControlPlane;
    beforeAll(async () => {
      cluster = await startControlPlane();
      cluster.kubectl("apply -f -", NODE);
    }, 90_000);
    afterAll(() => cluster.stop());

    /** Applies, waits for the pods of an app and calls them ready, as their kubelet would. */
    async function running(text: string, app: string, count: number): Promise<readonly string[]> {
      expect(cluster.kubectl("apply -f -", text).exitCode).toBe(0);
      for (let tries = 0; tries < 100; tries += 1) {
        const names = cluster.kubectl(`get pods -l app=${app} -o name`).output.split("\n").filter(Boolean);
        if (names.length === count) {
          for (const name of names)
            cluster.kubectl(`patch ${name} --subresource=status --type=merge -p ${READY}`);
          await settled(app);
          return names;
        }
        await wait(200);
      }
      throw new Error(`the pods of ${app} did not appear`);
    }

    /** The disruption controller counts ready pods some time after they are. */
    async function settled(app: string): Promise<void> {
      for (let tries = 0; tries < 50; tries += 1) {
        const healthy = cluster.kubectl(
          `get poddisruptionbudgets -o jsonpath={.items[?(@.spec.selector.matchLabels.app=="${app}")].status.currentHealthy}`,
        ).output;
        if (healthy === "" || !healthy.split(" ").includes("0")) return;
        await wait(200);
      }
    }

    const READY = JSON.stringify({
      status: { phase: "Running", conditions: [{ type: "Ready", status: "True" }] },
    });

    const DONE = JSON.stringify({ status: { phase: "Succeeded" } });

    function evict(name: string) {
      const pod = name.replace("pod/", "");
      return cluster.kubectl(
        `create --raw /api/v1/namespaces/default/pods/${pod}/eviction -f -`,
        JSON.stringify({
          apiVersion: "policy/v1",
          kind: "Eviction",
          metadata: { name: pod, namespace: "default" },
        }),
      ).output;
    }

    test("an API that is gone is refused", () => {
      const text =
        "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: old, namespace: default}\n";
      expect(ids(apiVersionsCheck, text)).toContain("removed-api");
      expect(cluster.kubectl("apply -f -", text).output).toMatch(
        /no matches for kind "PodDisruptionBudget" in version "policy\/v1beta1"/,
      );
    });

    test("a version that an add-on's definition no longer serves is refused, and what is to be asked says so", () => {
      cluster.kubectl("apply -f -", ISSUERS);
      cluster.kubectl("wait --for=condition=Established --timeout=30s crd/issuers.cert-manager.io");
      const text =
        "apiVersion: cert-manager.io/v1alpha2\nkind: Issuer\nmetadata: {name: a, namespace: default}\n";
      expect(ids(addonApisCheck, text)).toEqual(["addon-api-removed"]);
      expect(cluster.kubectl("apply -f -", text).output).toMatch(
        /no matches for kind "Issuer" in version "cert-manager.io\/v1alpha2"/,
      );
      expect(cluster.kubectl("get --raw /apis/cert-manager.io/v1alpha2").output).toMatch(/NotFound|not find/);
      const newer = text.replace("v1alpha2", "v1");
      expect(cluster.kubectl("apply -f -", newer).exitCode).toBe(0);
    });

    test("a budget that allows none refuses the eviction", async () => {
      const text = deployment("strict", 2) + budget("strict", "strict", "minAvailable: 100%");
      expect(ids(disruptionBudgetsCheck, text)).toEqual(["budget-allows-none"]);
      const [pod = ""] = await running(text, "strict", 2);
      expect(evict(pod)).toMatch(/would violate the pod's disruption budget/);
    });

    test("a budget that lets one go does not", async () => {
      const text = deployment("lax", 2) + budget("lax", "lax", "maxUnavailable: 1");
      expect(ids(disruptionBudgetsCheck, text)).toEqual([]);
      const [pod = ""] = await running(text, "lax", 2);
      expect(evict(pod)).toMatch(/"status":"Success"/);
    });

    test("two budgets for the same pods refuse the eviction", async () => {
      const text =
        deployment("twice", 2) +
        budget("one", "twice", "maxUnavailable: 1") +
        budget("two", "twice", "maxUnavailable: 1");
      expect(ids(disruptionBudgetsCheck, text)).toEqual(["budgets-overlap"]);
      const [pod = ""] = await running(text, "twice", 2);
      expect(evict(pod)).toMatch(/more than one PodDisruptionBudget/);
    });

    test("a budget that selects by expressions refuses the eviction", async () => {
      const text =
        deployment("either", 2) +
        budget("either", "either", "minAvailable: 2").replace(
          "matchLabels: {app: either}",
          "matchExpressions: [{key: app, operator: In, values: [either, or]}]",
        );
      expect(ids(disruptionBudgetsCheck, text)).toEqual(["budget-allows-none"]);
      const [pod = ""] = await running(text, "either", 2);
      expect(evict(pod)).toMatch(/would violate the pod's disruption budget/);
    });

    test("a budget that selects the pod of a job too refuses the eviction, though the job is done", async () => {
      const job = `apiVersion: batch/v1
kind: Job
metadata: {name: import, namespace: default}
spec:
  template:
    metadata: {labels: {app: mixed}}
    spec: {nodeName: worker-1, restartPolicy: Never, containers: [{name: a, image: a}]}
---
`;
      const text = deployment("mixed", 2) + job + budget("mixed", "mixed", "maxUnavailable: 1");
      expect(ids(disruptionBudgetsCheck, text)).toEqual(["budget-allows-none"]);
      const pods = await running(text, "mixed", 3);
      for (const name of pods.filter((pod) => pod.includes("import")))
        cluster.kubectl(`patch ${name} --subresource=status --type=merge -p ${DONE}`);
      await wait(2000);
      expect(evict(pods.find((pod) => pod.includes("mixed")) ?? "")).toMatch(
        /would violate the pod's disruption budget/,
      );
      expect(cluster.kubectl("get poddisruptionbudget mixed -o yaml").output).toMatch(
        /jobs\.batch does not implement the scale subresource/,
      );
    });

    test("a drain refuses a pod that no controller owns", () => {
      const text =
        "apiVersion: v1\nkind: Pod\nmetadata: {name: bare, namespace: default}\nspec: {nodeName: worker-1, containers: [{name: a, image: a}]}\n";
      expect(ids(evictionsCheck, text)).toContain("bare-pod");
      cluster.kubectl("apply -f -", text);
      const { output } = cluster.kubectl(
        "drain worker-1 --dry-run=client --ignore-daemonsets --delete-emptydir-data",
      );
      expect(output).toMatch(/cannot delete Pods that declare no controller.*default\/bare/s);
      cluster.kubectl("delete pod bare --grace-period=0 --force");
    });

    test("a drain refuses emptyDir data unless it is told to delete it", async () => {
      const text = deployment("scratch", 1, ", volumes: [{name: tmp, emptyDir: {}}]");
      expect(ids(evictionsCheck, text)).toContain("empty-dir-data");
      await running(text, "scratch", 1);
      const { output } = cluster.kubectl("drain worker-1 --dry-run=client --ignore-daemonsets");
      expect(output).toMatch(/cannot delete Pods with local storage.*default\/scratch/s);
    });

    test("a legacy token is refused from the day on that the clean-up marked it", async () => {
      const secret = `apiVersion: v1
kind: Secret
metadata:
  name: robot-token
  namespace: default
  annotations: {kubernetes.io/service-account.name: robot}
type: kubernetes.io/service-account-token
`;
      cluster.kubectl("-n default create serviceaccount robot");
      cluster.kubectl("apply -f -", secret);
      const token = await tokenOf("robot-token");
      expect(cluster.kubectlAs(token, "auth whoami").output).toMatch(/system:serviceaccount:default:robot/);
      cluster.kubectl("label secret robot-token kubernetes.io/legacy-token-invalid-since=2026-08-01");
      expect(await refused(token)).toMatch(/Unauthorized|must be logged in/);
      const live = cluster.kubectl("get secret robot-token -o yaml").output;
      expect(ids(accountTokensCheck, live)).toContain("legacy-token-invalid");
    });

    /** What the token controller writes into a Secret of its type. */
    async function tokenOf(secret: string): Promise<string> {
      for (let tries = 0; tries < 50; tries += 1) {
        const { output } = cluster.kubectl(`get secret ${secret} -o jsonpath={.data.token}`);
        if (output !== "") return Buffer.from(output, "base64").toString();
        await wait(200);
      }
      throw new Error(`${secret} got no token`);
    }

    /** The API server remembers for some seconds that a token was good. */
    async function refused(token: string): Promise<string> {
      for (let tries = 0; tries < 100; tries += 1) {
        const { exitCode, output } = cluster.kubectlAs(token, "auth whoami");
        if (exitCode !== 0) return output;
        await wait(300);
      }
      return "";
    }

    test("a webhook without its pod refuses every pod, and those of kube-system", () => {
      const text = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy}
webhooks:
- name: pods.policy.example.com
  clientConfig: {service: {name: policy, namespace: default}}
  rules: [{apiGroups: [''], apiVersions: [v1], resources: [pods], operations: [CREATE]}]
  sideEffects: None
  admissionReviewVersions: [v1]
  timeoutSeconds: 2
---
apiVersion: v1
kind: Service
metadata: {name: policy, namespace: default}
spec: {selector: {app: policy}, ports: [{port: 443}]}
---
${deployment("policy", 1)}`;
      expect(ids(webhookBackendsCheck, text)).toEqual(["webhook-deadlock"]);
      expect(ids(webhookSettingsCheck, text)).toContain("webhook-no-exemption");
      cluster.kubectl("apply -f -", text);
      for (const namespace of ["default", "kube-system"]) {
        const { output } = cluster.kubectl(`-n ${namespace} run probe --image=a`);
        expect(output).toMatch(/failed calling webhook "pods.policy.example.com"/);
      }
      cluster.kubectl("delete validatingwebhookconfiguration policy");
    });
  },
);
