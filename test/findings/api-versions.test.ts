import { describe, expect, test } from "vitest";
import type { Way } from "../../src/findings/check.ts";
import { apiVersionsCheck } from "../../src/findings/checks/api-versions.ts";
import { apiUses } from "../../src/findings/views/api-uses.ts";
import { minorDistance } from "../../src/kubernetes/version.ts";
import type { Manifest } from "../../src/manifests/manifest.ts";
import { emptyRepository } from "../../src/manifests/repository.ts";
import type { View } from "../../src/manifests/view.ts";
import type { Finding } from "../../src/source/finding.ts";
import { found, inShort } from "./manifest-check.ts";
import { hopsOf } from "./sample-cluster.ts";

function object(api: string, more = ""): string {
  const [apiVersion = "", kind = ""] = api.split(" ");
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: web}\n${more}`;
}

/** Without `from` only the target is judged. */
function way(to: string, from?: string): Partial<Way> {
  return { to, hops: from === undefined ? [] : hopsOf(from, to) };
}

function findings(text: string, to: string, from?: string): readonly Finding[] {
  return found(apiVersionsCheck, { "a.yaml": text }, way(to, from));
}

describe("an object, judged for the target alone", () => {
  test.each<[string, string, string | undefined]>([
    ["extensions/v1beta1 Ingress", "1.21", "deprecated-api risk"],
    ["extensions/v1beta1 Ingress", "1.22", "removed-api blocker"],
    ["apps/v1beta1 Deployment", "1.36", "removed-api blocker"],
    ["batch/v1beta1 CronJob", "1.23", "deprecated-api notice"],
    ["batch/v1 CronJob", "1.20", "not-yet-served-api blocker"],
    ["batch/v1 CronJob", "1.21", undefined],
    ["v1 Endpoints", "1.33", "deprecated-api notice"],
    ["v1 Pod", "1.36", undefined],
    ["resource.k8s.io/v1beta1 ResourceClaim", "1.33", "api-not-enabled notice"],
    ["resource.k8s.io/v1beta1 ResourceClaim", "1.35", "deprecated-api notice"],
    ["kubescheduler.config.k8s.io/v1beta2 KubeSchedulerConfiguration", "1.28", "removed-api blocker"],
    ["audit.k8s.io/v1beta1 Policy", "1.24", "removed-api blocker"],
    ["apiserver.config.k8s.io/v1 AuthorizationConfiguration", "1.31", "not-yet-served-api blocker"],
    ["kubeadm.k8s.io/v1beta3 ClusterConfiguration", "1.37", "removed-api risk"],
    ["kubeadm.k8s.io/v1beta4 ClusterConfiguration", "1.30", "not-yet-served-api risk"],
    ["extensions.example.com/v1beta1 Ingress", "1.36", undefined],
    ["extensions/v1beta1 Ingress", "1.99", undefined],
  ])("%s at %s: %s", (api, to, expected) => {
    expect(findings(object(api), to).map(({ id, severity }) => `${id} ${severity}`)).toEqual(
      expected === undefined ? [] : [expected],
    );
  });
});

describe("an object on a way", () => {
  test.each<[string, string, string]>([
    ["policy/v1beta1 PodDisruptionBudget", "1.23 to 1.36", "removed-api 1.24 1.25"],
    ["policy/v1beta1 PodDisruptionBudget", "1.28 to 1.36", "removed-api null null"],
    ["v1 Endpoints", "1.31 to 1.36", "deprecated-api 1.32 1.33"],
    ["v1 Endpoints", "1.34 to 1.36", "deprecated-api null null"],
    [
      "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy",
      "1.27 to 1.36",
      "not-yet-served-api 1.29 1.30",
    ],
    ["certificates.k8s.io/v1 ClusterTrustBundle", "1.34 to 1.36", "not-yet-served-api 1.35 1.36"],
    // Both too new for the start and gone at the end: the removal is what is told.
    [
      "admissionregistration.k8s.io/v1beta1 ValidatingAdmissionPolicy",
      "1.27 to 1.36",
      "removed-api 1.33 1.34",
    ],
  ])("%s on the way from %s: %s", (api, fromTo, expected) => {
    const [from, to = ""] = fromTo.split(" to ");
    const told = findings(object(api), to, from).map(({ id, appliesTo }) =>
      [id, minorOrNull(appliesTo.from), minorOrNull(appliesTo.to)].join(" "),
    );
    expect(told).toEqual([expected]);
  });

  test("is a blocker where the target lacks it too, and a risk where only an earlier minor does", () => {
    const api = object("storagemigration.k8s.io/v1 StorageVersionMigration");
    expect(findings(api, "1.36", "1.35")).toMatchObject([{ severity: "blocker" }]);
    expect(findings(api, "1.37", "1.35")).toMatchObject([
      { severity: "risk", replacement: null, window: null },
    ]);
  });

  test("to an older version than what runs is judged for the target alone", () => {
    expect(findings(object("policy/v1beta1 PodDisruptionBudget"), "1.24").map(({ id }) => id)).toEqual([
      "deprecated-api",
    ]);
  });
});

test("on a way beyond the facts an API has the replacement that their newest minor serves", () => {
  const flowSchema = object("flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema");
  const beyond = [...hopsOf("1.31", "1.37"), { from: "1.37.2", to: "1.38.0" }];
  const [ahead] = found(apiVersionsCheck, { "a.yaml": flowSchema }, { to: "1.38", hops: beyond });
  expect(ahead).toMatchObject({
    id: "removed-api",
    severity: "blocker",
    replacement: { apiVersion: "flowcontrol.apiserver.k8s.io/v1", kind: "FlowSchema" },
  });
  expect(ahead?.fix).toEqual(findings(flowSchema, "1.37", "1.31")[0]?.fix);
});

test("the replacement and the minors that serve both are told, and null where there are none", () => {
  const text = ["extensions/v1beta1 Ingress", "policy/v1beta1 PodSecurityPolicy", "v1 Endpoints"]
    .map((api) => object(api))
    .join("---\n");
  const told = findings(text, "1.36").map(({ replacement, window }) => ({ replacement, window }));
  expect(told).toEqual([
    {
      replacement: { apiVersion: "networking.k8s.io/v1", kind: "Ingress" },
      window: { from: "1.20", until: "1.21" },
    },
    { replacement: null, window: null },
    {
      replacement: { apiVersion: "discovery.k8s.io/v1", kind: "EndpointSlice" },
      window: { from: "1.21", until: null },
    },
  ]);
});

describe("the fix", () => {
  test.each<[string, string, string]>([
    ["extensions/v1beta1 Ingress", "1.36", "backend.serviceName becomes backend.service.name"],
    ["extensions/v1beta1 Ingress", "1.27 to 1.36", "The minors that served both (1.20 to 1.21) have passed"],
    ["batch/v1beta1 CronJob", "1.23 to 1.25", "Only the apiVersion changes."],
    ["batch/v2alpha1 CronJob", "1.20 to 1.21", "Only the apiVersion changes."],
    [
      "coordination.k8s.io/v1alpha1 LeaseCandidate",
      "1.31 to 1.33",
      "What changes: spec.preferredStrategies (a list) becomes spec.strategy (one of them).",
    ],
    [
      "kubescheduler.config.k8s.io/v1beta2 KubeSchedulerConfiguration",
      "1.27 to 1.29",
      "Take healthzBindAddress and metricsBindAddress out, which v1 does not have; defaults may differ too.",
    ],
    ["audit.k8s.io/v1beta1 Policy", "1.23 to 1.24", "v1 has every field of v1beta1; defaults may differ."],
    [
      "admissionregistration.k8s.io/v1beta1 ValidatingAdmissionPolicy",
      "1.33 to 1.34",
      "Only the apiVersion changes.",
    ],
    [
      "rbac.authorization.k8s.io/v1alpha1 RoleBinding",
      "1.22 to 1.23",
      "What changes: subjects[].apiVersion becomes subjects[].apiGroup",
    ],
    [
      "flowcontrol.apiserver.k8s.io/v1beta3 PriorityLevelConfiguration",
      "1.31 to 1.32",
      "What changes: same field names in v1, but nominalConcurrencyShares: 0 stays 0",
    ],
    [
      "flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema",
      "1.24 to 1.36",
      "v1beta2 while 1.25 runs, v1beta3 while 1.28 runs and v1 while 1.31 runs",
    ],
    ["storagemigration.k8s.io/v1alpha1 StorageVersionMigration", "1.37", "objects have to be made anew"],
    [
      "kubeadm.k8s.io/v1beta3 ClusterConfiguration",
      "1.37",
      "kubeadm config migrate --old-config FILE --new-config NEW` with kubeadm 1.36 or older",
    ],
    ["policy/v1beta1 PodSecurityPolicy", "1.25", "Pod Security Admission namespace labels"],
    [
      "certificates.k8s.io/v1alpha1 ClusterTrustBundle",
      "1.29",
      "Nothing that 1.29 serves replaces it (certificates.k8s.io/v1 ClusterTrustBundle does from 1.37 on): take it out before the API goes.",
    ],
    ["batch/v1 CronJob", "1.20", "until then write batch/v1beta1 CronJob"],
    ["resource.k8s.io/v1beta1 ResourceClaim", "1.33", "--runtime-config=resource.k8s.io/v1beta1=true"],
  ])("of %s on the way %s says: %s", (api, fromTo, expected) => {
    const [to = "", from] = fromTo.split(" to ").toReversed();
    expect(findings(object(api), to, from)[0]?.fix.text).toContain(expected);
  });
});

describe("places", () => {
  test("of one API are one finding, each with its object and the line of its apiVersion", () => {
    const list = `apiVersion: v1
kind: List
items:
- kind: CronJob
  metadata: {name: one, namespace: jobs}
  apiVersion: batch/v1beta1
- apiVersion: batch/v1beta1
  kind: CronJob
  metadata: {name: two}
`;
    const [finding, ...others] = findings(`${list}---\n${object("batch/v1 CronJob")}`, "1.36");
    expect(others).toEqual([]);
    expect(finding?.places).toEqual([
      {
        path: "a.yaml",
        line: 6,
        column: 3,
        class: "object",
        object: { apiVersion: "batch/v1beta1", kind: "CronJob", name: "one", namespace: "jobs" },
      },
      {
        path: "a.yaml",
        line: 7,
        column: 3,
        class: "object",
        object: { apiVersion: "batch/v1beta1", kind: "CronJob", name: "two" },
      },
    ]);
  });

  test("in samples alone do not stop an upgrade", () => {
    const files = { "examples/web.yaml": object("extensions/v1beta1 Ingress") };
    expect(inShort(found(apiVersionsCheck, files, way("1.36")))).toEqual([
      "removed-api risk examples/web.yaml:1",
    ]);
  });

  test("in samples and rules are told apart from what runs, each as severely as it is", () => {
    const files = {
      "web.yaml": object("extensions/v1beta1 Ingress"),
      "examples/web.yaml": object("extensions/v1beta1 Ingress"),
      "role.yaml": role("- {apiGroups: [extensions], resources: [ingresses], verbs: [get]}\n"),
    };
    expect(inShort(found(apiVersionsCheck, files, way("1.36")))).toEqual([
      "removed-api blocker web.yaml:1",
      "removed-api risk examples/web.yaml:1",
      "removed-api risk role.yaml:5",
    ]);
  });

  test("are told apart by their certainty", () => {
    const [use] = apiUses.read(manifest("batch/v1beta1 CronJob", "proven"));
    const below = { ...manifest("batch/v1beta1 CronJob", "likely"), at: { line: 9, column: 1 } };
    const [other] = apiUses.read(below);
    const repository = {
      ...emptyRepository,
      of: <Entry>(view: View<Entry>) => recordsOf(view, [use, other]),
    };
    const told = apiVersionsCheck.judge({ repository, hops: [], to: "1.36" });
    expect(told.map(({ certainty, places }) => `${certainty} ${places.length}`)).toEqual([
      "proven 1",
      "likely 1",
    ]);
  });

  test("in an OpenShift Template are objects, however little they say", () => {
    const text =
      "apiVersion: template.openshift.io/v1\nkind: Template\nobjects:\n- {apiVersion: batch/v1beta1, kind: CronJob}\n";
    const places = findings(text, "1.36").flatMap((finding) => finding.places);
    expect(places).toMatchObject([{ line: 4, class: "object" }]);
  });

  test("are none inside texts", () => {
    const text = `apiVersion: v1
kind: ConfigMap
metadata: {name: old}
data:
  web.yaml: |
    apiVersion: extensions/v1beta1
    kind: Ingress
`;
    expect(findings(text, "1.36")).toEqual([]);
  });
});

describe("a reference", () => {
  test.each<[string, string, string]>([
    [
      "of an autoscaler whose target's group is gone",
      object(
        "autoscaling/v2 HorizontalPodAutoscaler",
        "spec: {scaleTargetRef: {apiVersion: extensions/v1beta1, kind: Deployment, name: web}}\n",
      ),
      "removed-api blocker a.yaml:4 reference extensions/v1beta1 Deployment web",
    ],
    [
      "of an autoscaler whose target has other versions",
      object(
        "autoscaling/v2 HorizontalPodAutoscaler",
        "spec:\n  scaleTargetRef:\n    kind: Deployment\n    name: web\n    apiVersion: apps/v1beta2\n",
      ),
      "removed-api risk a.yaml:8 reference apps/v1beta2 Deployment web",
    ],
    [
      "of an owner",
      "apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\n  ownerReferences:\n  - {apiVersion: batch/v1beta1, kind: CronJob, name: job, uid: a}\n",
      "removed-api risk a.yaml:6 reference batch/v1beta1 CronJob job",
    ],
    [
      "inside another object, which will be applied",
      "apiVersion: work.example.com/v1\nkind: ManifestWork\nmetadata: {name: w}\nspec:\n  manifests:\n  - apiVersion: policy/v1beta1\n    kind: PodDisruptionBudget\n    metadata: {name: web, namespace: prod}\n",
      "removed-api blocker a.yaml:6 object policy/v1beta1 PodDisruptionBudget web",
    ],
    [
      "in the configuration of an admission plugin",
      "apiVersion: apiserver.config.k8s.io/v1\nkind: AdmissionConfiguration\nplugins:\n- name: ValidatingAdmissionWebhook\n  configuration: {apiVersion: apiserver.config.k8s.io/v1alpha1, kind: WebhookAdmission, kubeConfigFile: a}\n",
      "removed-api blocker a.yaml:5 object apiserver.config.k8s.io/v1alpha1 WebhookAdmission",
    ],
  ])("%s", (_, text, expected) => {
    const told = findings(text, "1.36");
    const at = told[0]?.places[0];
    const place = [at?.class, at?.object?.apiVersion, at?.object?.kind, at?.object?.name].join(" ").trim();
    expect(inShort(told).map((short) => `${short} ${place}`)).toEqual([expected]);
  });

  test.each([
    [
      "labels",
      object("v1 Namespace").replace("{name", "{labels: {apiVersion: batch/v1beta1, kind: CronJob}, name"),
    ],
    [
      "the data of a ConfigMap",
      `${object("v1 ConfigMap")}data:\n  apiVersion: batch/v1beta1\n  kind: CronJob\n`,
    ],
    [
      "a selector",
      object(
        "apps/v1 Deployment",
        "spec: {selector: {matchLabels: {apiVersion: batch/v1beta1, kind: CronJob}}}\n",
      ),
    ],
  ])("is not what texts say that are called the same, in %s", (_, text) => {
    expect(text).toContain("batch/v1beta1");
    expect(findings(text, "1.36")).toEqual([]);
    expect(found(apiVersionsCheck, { "templates/a.yaml": `{{- $x := 1 }}\n${text}` }, way("1.36"))).toEqual(
      [],
    );
  });

  test("in a schema's example is none", () => {
    const text = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  versions:
  - schema: {openAPIV3Schema: {example: {apiVersion: extensions/v1beta1, kind: Ingress}}}
`;
    expect(findings(text, "1.36")).toEqual([]);
  });
});

describe("a rule", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "of a role for a group that is gone",
      role(
        "- {apiGroups: [''], resources: [services], verbs: [get]}\n- apiGroups:\n  - extensions\n  resources: [ingresses/status]\n  verbs: [update]\n",
      ),
      ["removed-api risk a.yaml:7"],
    ],
    [
      "of a role for all of a group that is gone",
      role('- {apiGroups: [extensions], resources: ["*"], verbs: [get]}\n'),
      ["removed-api risk a.yaml:5"],
    ],
    [
      "of a role for all of a group that lives on",
      role('- {apiGroups: [policy, ""], resources: ["*"], verbs: [get]}\n'),
      [],
    ],
    [
      "of a webhook for all of a version that is gone",
      webhook('  - {apiGroups: [batch], apiVersions: [v1beta1], resources: ["*/*"], operations: [CREATE]}\n'),
      ["removed-api risk a.yaml:7"],
    ],
    [
      "of a policy's binding",
      object(
        "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding",
        "spec:\n  matchResources:\n    resourceRules:\n    - apiVersions: [v1beta1]\n      apiGroups: [batch]\n      resources: [cronjobs]\n",
      ),
      ["removed-api risk a.yaml:7"],
    ],
    [
      "of a Kyverno policy",
      kyverno("any:\n      - resources: {kinds: [Pod, batch/v1beta1/CronJob, v1/Service]}"),
      ["removed-api risk a.yaml:8"],
    ],
    [
      "of a Kyverno policy that names a group that is gone",
      kyverno("resources:\n        kinds:\n        - extensions/*/Ingress"),
      ["removed-api risk a.yaml:9"],
    ],
    [
      "of a Kyverno policy that names the kind in any version too",
      kyverno("resources: {kinds: [batch/v1beta1/CronJob, CronJob]}"),
      [],
    ],
    [
      "of a role that names the new group too",
      role('- {apiGroups: [extensions, "networking.k8s.io"], resources: [ingresses], verbs: [get]}\n'),
      [],
    ],
    [
      "of a role that names every group too",
      role(
        '- {apiGroups: [extensions], resources: [ingresses], verbs: [get]}\n- {apiGroups: ["*"], resources: ["*"], verbs: [get]}\n',
      ),
      [],
    ],
    [
      "of a role for what nothing replaces",
      role("- {apiGroups: [policy], resources: [podsecuritypolicies], verbs: [use]}\n"),
      ["removed-api notice a.yaml:5"],
    ],
    [
      "of a role for a group that lives on without the version",
      role("- {apiGroups: [apps], resources: [deployments], verbs: [get]}\n"),
      [],
    ],
    [
      "of a webhook that names the version",
      webhook(
        "  - apiGroups: [batch]\n    apiVersions:\n    - v1beta1\n    resources: [cronjobs]\n    operations: [CREATE]\n",
      ),
      ["removed-api risk a.yaml:9"],
    ],
    [
      "of a webhook that names the new version too",
      webhook(
        "  - {apiGroups: [batch], apiVersions: [v1beta1, v1], resources: [cronjobs], operations: [CREATE]}\n",
      ),
      [],
    ],
    [
      "of a webhook beside one that names the new version",
      `${webhook(
        "  - {apiGroups: [batch], apiVersions: [v1beta1], resources: [cronjobs], operations: [CREATE]}\n",
      )}- name: b.example.com\n  rules:\n  - {apiGroups: [batch], apiVersions: [v1], resources: [cronjobs], operations: [CREATE]}\n`,
      ["removed-api risk a.yaml:7"],
    ],
    [
      "of a webhook for every version",
      webhook('  - {apiGroups: [batch], apiVersions: ["*"], resources: [cronjobs], operations: [CREATE]}\n'),
      [],
    ],
  ])("%s", (_, text, expected) => {
    expect(inShort(findings(text, "1.36"))).toEqual(expected);
  });
});

describe("a kustomization", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "aims a patch at a version",
      "patches:\n- path: a.yaml\n  target:\n    kind: Ingress\n    group: extensions\n    version: v1beta1\n",
      ["removed-api risk k/kustomization.yaml:6"],
    ],
    [
      "aims at a group that is gone",
      "patchesJson6902:\n- {path: a.json, target: {group: extensions, kind: Ingress}}\n",
      ["removed-api risk k/kustomization.yaml:2"],
    ],
    [
      "aims at a version of whatever group",
      "patches:\n- {path: a.yaml, target: {kind: CronJob, version: v1beta1}}\n- {path: b.yaml, target: {kind: CronJob, version: v1}}\n",
      ["removed-api risk k/kustomization.yaml:2"],
    ],
    ["aims at a kind only", "patches:\n- {path: a.yaml, target: {kind: Ingress}}\n", []],
    [
      "replaces from and in old versions",
      "replacements:\n- source: {group: batch, version: v1beta1, kind: CronJob}\n  targets:\n  - select: {group: policy, version: v1beta1, kind: PodDisruptionBudget}\n",
      ["removed-api risk k/kustomization.yaml:2", "removed-api risk k/kustomization.yaml:4"],
    ],
    [
      "has a variable from an old version",
      "vars:\n- name: A\n  objref:\n    kind: CronJob\n    name: job\n    apiVersion: batch/v1beta1\n",
      ["removed-api risk k/kustomization.yaml:6"],
    ],
    [
      "holds a patch as text",
      "patches:\n- patch: |-\n    # the old form\n    apiVersion: extensions/v1beta1\n    kind: Ingress\n    metadata: {name: web}\n",
      ["removed-api risk k/kustomization.yaml:4"],
    ],
    [
      "writes an old version into what a JSON patch changes",
      "patches:\n- target: {kind: Ingress}\n  patch: |-\n    - op: replace\n      path: /apiVersion\n      value: extensions/v1beta1\n    - {op: test, path: /apiVersion, value: networking.k8s.io/v1beta1}\n",
      ["removed-api risk k/kustomization.yaml:6"],
    ],
    [
      "writes an old version with its kind",
      'patchesJson6902:\n- target: {kind: DaemonSet, name: a}\n  patch: \'[{"op": "replace", "path": "/kind", "value": "Deployment"}, {"op": "replace", "path": "/apiVersion", "value": "apps/v1beta1"}]\'\n',
      ["removed-api risk k/kustomization.yaml:3"],
    ],
  ])("that %s", (_, text, expected) => {
    for (const head of ["", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"]) {
      const shift = head === "" ? 0 : 2;
      const told = inShort(found(apiVersionsCheck, { "k/kustomization.yaml": head + text }, way("1.36")));
      expect(told.map((one) => one.replace(/\d+$/, (line) => String(Number(line) - shift)))).toEqual(
        expected,
      );
    }
  });
});

describe("a kustomization inside an object", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "of Flux aims a patch at a version",
      object(
        "kustomize.toolkit.fluxcd.io/v1 Kustomization",
        "spec:\n  patches:\n  - patch: '[]'\n    target: {kind: Ingress, group: extensions, version: v1beta1}\n",
      ),
      ["removed-api risk a.yaml:7 reference"],
    ],
    [
      "of Flux holds a patch as text",
      object(
        "kustomize.toolkit.fluxcd.io/v1beta2 Kustomization",
        "spec:\n  patches:\n  - patch: |\n      kind: CronJob\n      apiVersion: batch/v1beta1\n",
      ),
      ["removed-api risk a.yaml:8 reference"],
    ],
    [
      "of Flux has a patch as a mapping",
      object(
        "kustomize.toolkit.fluxcd.io/v1beta1 Kustomization",
        "spec:\n  patchesStrategicMerge:\n  - apiVersion: batch/v1beta1\n    kind: CronJob\n    metadata: {name: a}\n",
      ),
      ["removed-api risk a.yaml:6 reference"],
    ],
    [
      "patches what a chart renders",
      object(
        "helm.toolkit.fluxcd.io/v2 HelmRelease",
        "spec:\n  postRenderers:\n  - kustomize:\n      patchesJson6902:\n      - target: {kind: CronJob, group: batch, version: v1beta1}\n",
      ),
      ["removed-api risk a.yaml:8 reference"],
    ],
    [
      "is the source of an Application",
      object(
        "argoproj.io/v1alpha1 Application",
        "spec:\n  sources:\n  - kustomize:\n      patches:\n      - target: {kind: CronJob, version: v1beta1, group: batch}\n",
      ),
      ["removed-api risk a.yaml:8 reference"],
    ],
    [
      "is the source of an ApplicationSet's Applications",
      object(
        "argoproj.io/v1alpha1 ApplicationSet",
        "spec:\n  template:\n    spec:\n      source:\n        kustomize:\n          patches:\n          - target: {kind: CronJob, version: v1beta1, group: batch}\n",
      ),
      ["removed-api risk a.yaml:10 reference"],
    ],
    [
      "is another tool's",
      object(
        "example.com/v1 Application",
        "spec:\n  patches:\n  - target: {kind: CronJob, version: v1beta1, group: batch}\n",
      ),
      [],
    ],
  ])("%s", (_, text, expected) => {
    const told = findings(text, "1.36");
    expect(inShort(told).map((short) => `${short} ${told[0]?.places[0]?.class}`)).toEqual(expected);
  });
});

function role(rules: string): string {
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: ingress}
rules:
${rules}`;
}

function kyverno(match: string): string {
  return `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: labels}
spec:
  rules:
  - match:
      ${match}
`;
}

function webhook(rules: string): string {
  return `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy}
webhooks:
- name: a.example.com
  rules:
${rules}`;
}

function minorOrNull(version: string | null): string {
  return version === null ? "null" : `1.${minorDistance(version, "1.0")}`;
}

function manifest(api: string, certainty: Manifest["certainty"]): Manifest {
  const [apiVersion = "", kind = ""] = api.split(" ");
  return { path: "a.yaml", apiVersion, kind, at: { line: 1, column: 1 }, certainty };
}

function recordsOf<Entry>(view: View<Entry>, uses: readonly unknown[]): readonly Entry[];
function recordsOf(view: View, uses: readonly unknown[]): readonly unknown[] {
  return view.name === apiUses.name ? uses : [];
}
