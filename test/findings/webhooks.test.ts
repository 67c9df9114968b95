import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { authorityBundlesCheck } from "../../src/findings/checks/authority-bundles.ts";
import { webhookBackendsCheck } from "../../src/findings/checks/webhook-backends.ts";
import { webhookSettingsCheck } from "../../src/findings/checks/webhook-settings.ts";
import { found, inShort } from "./manifest-check.ts";

const RULES = "[{apiGroups: [''], apiVersions: [v1], resources: [pods], operations: [CREATE]}]";

function configuration(settings: Readonly<Record<string, string>> = {}): string {
  const all = {
    name: "pods.policy.example.com",
    clientConfig: "{service: {name: policy, namespace: policy}}",
    rules: RULES,
    sideEffects: "None",
    admissionReviewVersions: "[v1]",
    ...settings,
  };
  const lines = Object.entries(all).map(([key, value]) => `${key}: ${value}`);
  return `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy}
webhooks:
- ${lines.join("\n  ")}
`;
}

const IGNORED = "{matchExpressions: [{key: policy/ignore, operator: DoesNotExist}]}";

const SERVICE = `apiVersion: v1
kind: Service
metadata: {name: policy, namespace: policy}
spec: {selector: {app: policy}}
`;

function deployment(replicas: string, labels = "{app: policy, release: a}"): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: policy, namespace: policy}
spec: {${replicas}template: {metadata: {labels: ${labels}}, spec: {containers: [{name: a, image: a}]}}}
`;
}

describe("what a drain takes away from a webhook", () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      "its only pod, and it is asked about its own",
      { "w.yaml": configuration(), "s.yaml": SERVICE, "d.yaml": deployment("") },
      ["webhook-deadlock blocker w.yaml:5 d.yaml:1"],
    ],
    [
      "its only pod, and its own namespace is left out",
      {
        "w.yaml": configuration({
          namespaceSelector:
            "{matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [policy]}]}",
        }),
        "s.yaml": SERVICE,
        "d.yaml": deployment("replicas: 1, "),
      },
      ["webhook-backend-drained risk w.yaml:5 d.yaml:1"],
    ],
    [
      "its only pod, and a label of its namespace keeps it away",
      {
        "w.yaml": configuration({ namespaceSelector: IGNORED }),
        "n.yaml":
          "apiVersion: v1\nkind: Namespace\nmetadata: {name: policy, labels: {policy/ignore: 'yes'}}\n",
        "s.yaml": SERVICE,
        "d.yaml": deployment(""),
      },
      ["webhook-backend-drained risk w.yaml:5 d.yaml:1"],
    ],
    [
      "its only pod, and a label that nobody sees may keep it away",
      {
        "w.yaml": configuration({ namespaceSelector: IGNORED }),
        "s.yaml": SERVICE,
        "d.yaml": deployment(""),
      },
      ["webhook-backend-drained risk w.yaml:5 d.yaml:1"],
    ],
    [
      "its only pod, and its namespace has no label that keeps it away",
      {
        "w.yaml": configuration({ namespaceSelector: IGNORED }),
        "n.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: {name: policy}\n",
        "s.yaml": SERVICE,
        "d.yaml": deployment(""),
      },
      ["webhook-deadlock blocker w.yaml:5 d.yaml:1"],
    ],
    [
      "its only pod, which its objectSelector takes too",
      {
        "w.yaml": configuration({ objectSelector: "{matchLabels: {app: policy}}" }),
        "s.yaml": SERVICE,
        "d.yaml": deployment(""),
      },
      ["webhook-deadlock blocker w.yaml:5 d.yaml:1"],
    ],
    [
      "its only pod, which its objectSelector passes over",
      {
        "w.yaml": configuration({
          objectSelector: "{matchExpressions: [{key: app, operator: NotIn, values: [policy]}]}",
        }),
        "s.yaml": SERVICE,
        "d.yaml": deployment(""),
      },
      ["webhook-backend-drained risk w.yaml:5 d.yaml:1"],
    ],
    [
      "its only pod, and its rules are about cluster-wide objects",
      {
        "w.yaml": configuration({
          rules:
            "[{apiGroups: ['*'], apiVersions: ['*'], resources: ['*'], operations: ['*'], scope: Cluster}]",
        }),
        "s.yaml": SERVICE,
        "d.yaml": deployment(""),
      },
      ["webhook-backend-drained risk w.yaml:5 d.yaml:1"],
    ],
    [
      "one of the two that its autoscaler keeps",
      {
        "w.yaml": configuration(),
        "s.yaml": SERVICE,
        "d.yaml": deployment(""),
        "h.yaml":
          "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a, namespace: policy}\nspec: {minReplicas: 2, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: policy}}\n",
      },
      [],
    ],
    [
      "its only pod, which a snapshot shows with who made it",
      {
        "w.yaml": configuration(),
        "s.yaml": SERVICE,
        "d.yaml": deployment("replicas: 1, "),
        "r.yaml": deployment("replicas: 1, ")
          .replace("Deployment", "ReplicaSet")
          .replace("name: policy", "name: policy-5d4c, ownerReferences: [{kind: Deployment}]"),
        "p.yaml":
          "apiVersion: v1\nkind: Pod\nmetadata: {name: policy-5d4c-x, namespace: policy, labels: {app: policy}, ownerReferences: [{kind: ReplicaSet}]}\nspec: {containers: [{name: a, image: a}]}\n",
      },
      ["webhook-deadlock blocker w.yaml:5 d.yaml:1"],
    ],
    [
      "its only pod, and it is asked about other things",
      {
        "w.yaml": configuration({
          rules: "[{apiGroups: [apps], apiVersions: [v1], resources: [deployments], operations: ['*']}]",
        }),
        "s.yaml": SERVICE,
        "d.yaml": deployment(""),
      },
      ["webhook-backend-drained risk w.yaml:5 d.yaml:1"],
    ],
    [
      "one of two pods",
      { "w.yaml": configuration(), "s.yaml": SERVICE, "d.yaml": deployment("replicas: 2, ") },
      [],
    ],
    [
      "its only pod, and requests pass without it",
      { "w.yaml": configuration({ failurePolicy: "Ignore" }), "s.yaml": SERVICE, "d.yaml": deployment("") },
      [],
    ],
    [
      "nobody knows what: the Service is elsewhere",
      { "w.yaml": configuration(), "d.yaml": deployment("") },
      [],
    ],
    [
      "nobody knows what: the Service selects other pods",
      { "w.yaml": configuration(), "s.yaml": SERVICE, "d.yaml": deployment("", "{app: other}") },
      [],
    ],
  ])("%s", (_name, files, expected) => {
    expect(inShort(found(webhookBackendsCheck, files))).toEqual(expected);
  });

  test.each([
    [
      "a patch in its file",
      "patches: [{path: patch.yaml}]\n",
      {
        "hooks/patch.yaml":
          "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: {name: policy}\nwebhooks: [{name: pods.policy.example.com, namespaceSelector: {matchLabels: {checked: 'yes'}}}]\n",
      },
    ],
    [
      "a patch in place",
      "patches:\n- target: {kind: ValidatingWebhookConfiguration}\n  patch: '[{op: add, path: /webhooks/0/namespaceSelector, value: {matchLabels: {checked: a}}}]'\n",
      {},
    ],
    [
      "a replacement",
      "replacements:\n- source: {kind: ConfigMap, name: a}\n  targets:\n  - select: {kind: ValidatingWebhookConfiguration, name: policy}\n    fieldPaths: ['webhooks.*.namespaceSelector']\n",
      {},
    ],
  ])("%s of a kustomization says what a webhook is asked about", (_name, text, others) => {
    const files = {
      "hooks/kustomization.yaml": `resources: [w.yaml]\n${text}`,
      "hooks/w.yaml": configuration(),
      "s.yaml": SERVICE,
      "d.yaml": deployment(""),
      ...others,
    };
    expect(inShort(found(webhookBackendsCheck, files))).toEqual([
      "webhook-backend-drained risk hooks/w.yaml:5 d.yaml:1",
    ]);
    expect(found(webhookSettingsCheck, files)).toEqual([]);
  });

  test("what one drain takes away is one finding, whoever asks it", () => {
    const narrow = configuration({
      name: "b.policy.example.com",
      rules: "[{apiGroups: [apps], apiVersions: [v1], resources: [deployments], operations: ['*']}]",
    });
    const files = {
      "w.yaml": configuration({
        rules: "[{apiGroups: [apps], resources: [deployments], operations: ['*']}]",
      }),
      "x.yaml": narrow.replace("{name: policy}", "{name: other}"),
      "s.yaml": SERVICE,
      "d.yaml": deployment(""),
    };
    const [finding, ...others] = found(webhookBackendsCheck, files);
    expect(others).toEqual([]);
    expect(finding?.why).toMatch(
      /^ValidatingWebhookConfiguration policy and .* other ask the only pod of Deployment policy/,
    );
    expect(inShort([finding].flatMap((one) => one ?? []))).toEqual([
      "webhook-backend-drained risk w.yaml:5 x.yaml:5 d.yaml:1",
    ]);
  });

  test("in v1beta1 the default is to let requests pass", () => {
    const old = configuration().replace("k8s.io/v1", "k8s.io/v1beta1");
    const files = { "w.yaml": old, "s.yaml": SERVICE, "d.yaml": deployment("") };
    expect(found(webhookBackendsCheck, files)).toEqual([]);
  });
});

test.each([
  [
    "a conversion webhook",
    `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.example.com}
spec:
  conversion:
    strategy: Webhook
    webhook: {clientConfig: {service: {name: policy, namespace: policy}}, conversionReviewVersions: [v1]}
`,
    "conversion-webhook-drained risk x.yaml:6 d.yaml:1",
  ],
  [
    "a conversion webhook in the old form",
    `apiVersion: apiextensions.k8s.io/v1beta1
kind: CustomResourceDefinition
metadata: {name: things.example.com}
spec: {conversion: {strategy: Webhook, webhookClientConfig: {service: {name: policy, namespace: policy}}}}
`,
    "conversion-webhook-drained risk x.yaml:4 d.yaml:1",
  ],
  [
    "an aggregated API",
    `apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: {name: v1beta1.metrics.k8s.io}
spec: {service: {name: policy, namespace: policy}, group: metrics.k8s.io, version: v1beta1}
`,
    "aggregated-api-drained risk x.yaml:1 d.yaml:1",
  ],
])("the only pod behind %s is told", (_name, text, expected) => {
  const files = { "x.yaml": text, "s.yaml": SERVICE, "d.yaml": deployment("") };
  expect(inShort(found(webhookBackendsCheck, files))).toEqual([expected]);
});

describe("how a webhook is set", () => {
  const EXEMPT =
    "{matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [kube-system, policy]}]}";
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ["well", { namespaceSelector: EXEMPT }, []],
    ["about pods of kube-system", {}, ["webhook-no-exemption risk w.yaml:5"]],
    ["only for labelled namespaces", { namespaceSelector: "{matchLabels: {policy: on}}" }, []],
    ["only for some objects", { matchConditions: "[{name: a, expression: 'true'}]" }, []],
    [
      "about everything",
      {
        namespaceSelector: EXEMPT,
        rules: "[{apiGroups: ['*'], apiVersions: ['*'], resources: ['*/*'], operations: ['*']}]",
      },
      ["webhook-catches-all risk w.yaml:5"],
    ],
    [
      "about everything, letting requests pass",
      {
        failurePolicy: "Ignore",
        rules: "[{apiGroups: ['*'], apiVersions: ['*'], resources: ['*'], operations: ['*']}]",
      },
      ["webhook-catches-all notice w.yaml:5"],
    ],
    ["slow", { namespaceSelector: EXEMPT, timeoutSeconds: "30" }, ["webhook-slow notice w.yaml:5"]],
    ["as slow as the default", { namespaceSelector: EXEMPT, timeoutSeconds: "10" }, []],
    [
      "with side effects",
      { namespaceSelector: EXEMPT, sideEffects: "Unknown" },
      ["webhook-side-effects notice w.yaml:5"],
    ],
    [
      "for old questions only",
      { namespaceSelector: EXEMPT, admissionReviewVersions: "[v1beta1]" },
      ["webhook-review-version notice w.yaml:5"],
    ],
  ])("%s", (_name, settings, expected) => {
    expect(inShort(found(webhookSettingsCheck, { "w.yaml": configuration(settings) }))).toEqual(expected);
  });

  test("webhooks of one configuration that share a setting are one finding", () => {
    const [first = "", second = ""] = configuration().split("webhooks:\n");
    const both = `${first}webhooks:\n${second}${second.replace("pods.policy", "more.policy")}`;
    const [finding, ...others] = found(webhookSettingsCheck, { "w.yaml": both });
    expect(others).toEqual([]);
    expect(finding?.places.map(({ line }) => line)).toEqual([5, 10]);
    expect(finding?.why).toContain("pods.policy.example.com and more.policy.example.com");
  });
});

describe("whom a webhook is trusted by", () => {
  // Self-signed, made for these tests.
  const [FIRST, SECOND] = ["ends-2027-11-27.pem", "ends-2036-11-24.pem"].map((name) =>
    readFileSync(new URL(`../fixtures/certificates/${name}`, import.meta.url), "utf8"),
  );

  test.each<{
    readonly of: string;
    readonly client: string;
    readonly on: string;
    readonly finds: readonly string[];
  }>([
    {
      of: "certificates that ended",
      client: client(FIRST),
      on: "2027-12-01",
      finds: ["ca-bundle-ended blocker w.yaml:5"],
    },
    {
      of: "certificates that ended long ago, as in manifests whose controller writes others",
      client: client(FIRST),
      on: "2028-06-01",
      finds: ["ca-bundle-ended risk w.yaml:5"],
    },
    {
      of: "certificates that end soon",
      client: client(FIRST),
      on: "2027-11-01",
      finds: ["ca-bundle-ended risk w.yaml:5"],
    },
    { of: "certificates that last", client: client(FIRST), on: "2026-11-24", finds: [] },
    { of: "an old and a new certificate", client: client(`${FIRST}${SECOND}`), on: "2027-12-01", finds: [] },
    {
      of: "a placeholder",
      client: client("to be filled in"),
      on: "2026-11-24",
      finds: ["ca-bundle-missing notice w.yaml:5"],
    },
    { of: "nothing", client: client(), on: "2026-11-24", finds: ["ca-bundle-missing notice w.yaml:5"] },
    {
      of: "the system's authorities, by its address",
      client: "{url: 'https://policy.example.com'}",
      on: "2026-11-24",
      finds: [],
    },
  ])("$of", ({ client: clientConfig, on, finds }) => {
    const files = { "w.yaml": configuration({ clientConfig }) };
    expect(inShort(found(authorityBundlesCheck, files, { today: on }))).toEqual(finds);
  });

  test("webhooks that nobody vouches for are one finding", () => {
    const other = configuration({ name: "b.policy.example.com" }).replace("{name: policy}", "{name: other}");
    expect(inShort(found(authorityBundlesCheck, { "w.yaml": configuration(), "x.yaml": other }))).toEqual([
      "ca-bundle-missing notice w.yaml:5 x.yaml:5",
    ]);
  });

  test("what cert-manager writes is not missed", () => {
    const annotated = "{name: policy, annotations: {cert-manager.io/inject-ca-from: policy/policy}}";
    const injected = configuration().replace("{name: policy}", annotated);
    expect(found(authorityBundlesCheck, { "w.yaml": injected })).toEqual([]);
  });
});

function client(pem = ""): string {
  return `{service: {name: policy, namespace: policy}, caBundle: "${Buffer.from(pem).toString("base64")}"}`;
}
