import { describe, expect, test } from "vitest";
import { apiVersionsCheck } from "../../src/findings/checks/api-versions.ts";
import { found } from "./manifest-check.ts";
import { hopsOf } from "./sample-cluster.ts";

/** `id certainty class path:line api`, one text a place. */
function told(files: Readonly<Record<string, string>>, to: string, from?: string): readonly string[] {
  const hops = from === undefined ? [] : hopsOf(from, to);
  return found(apiVersionsCheck, files, { to, hops }).flatMap(({ id, certainty, places }) =>
    places.map(
      ({ path, line, object, class: role }) =>
        `${id} ${certainty} ${role} ${path}:${line} ${object?.apiVersion} ${object?.kind}`,
    ),
  );
}

function inTemplate(text: string, to = "1.36", from?: string): readonly string[] {
  return told({ "templates/a.yaml": text }, to, from);
}

describe("old APIs in templates that nobody rendered", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "outside any branch",
      "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata:\n  name: {{ .x }}\n",
      ["removed-api proven object templates/a.yaml:1 policy/v1beta1 PodDisruptionBudget"],
    ],
    [
      "in a branch",
      "{{ if .Values.x }}\napiVersion: extensions/v1beta1\nkind: Ingress\n{{ end }}\n",
      ["removed-api likely object templates/a.yaml:2 extensions/v1beta1 Ingress"],
    ],
    [
      "as a scale target, which goes by group and kind",
      "{{- $x := 1 }}\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec:\n  scaleTargetRef:\n    apiVersion: apps/v1beta2\n    kind: Deployment\n    name: {{ .x }}\n",
      ["removed-api proven reference templates/a.yaml:6 apps/v1beta2 Deployment"],
    ],
    [
      "as an object that another one makes",
      "{{- $x := 1 }}\napiVersion: example.com/v1\nkind: Bundle\nspec:\n  objects:\n  - apiVersion: batch/v1beta1\n    kind: CronJob\n    metadata:\n      name: x\n",
      ["removed-api proven object templates/a.yaml:6 batch/v1beta1 CronJob"],
    ],
    [
      "of a kind that values tell, where no kind of that version is left",
      "apiVersion: extensions/v1beta1\nkind: {{ .Values.kind }}\n",
      ["removed-api proven object templates/a.yaml:1 extensions/v1beta1 "],
    ],
    ["of a kind that values tell, of a version that lives", "apiVersion: apps/v1\nkind: {{ .x }}\n", []],
  ])("%s", (_name, text, expected) => {
    expect(inTemplate(text)).toEqual(expected);
  });
});

describe("rules in templates that nobody rendered", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "of a role, outside any branch and inside one",
      `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: {{ include "app.name" . }}
  {{- with .Values.labels }}
  labels: {{- toYaml . | nindent 4 }}
  {{- end }}
rules:
- apiGroups: ["extensions"]
  resources: ["ingresses"]
  verbs: [get]
{{- if .Values.psp }}
- apiGroups: [policy]
  resources: [podsecuritypolicies]
  verbs: [use]
{{- end }}
- {{ toYaml .Values.more | nindent 2 }}
`,
      [
        "removed-api proven reference templates/a.yaml:9 extensions/v1beta1 Ingress",
        "removed-api likely reference templates/a.yaml:13 policy/v1beta1 PodSecurityPolicy",
      ],
    ],
    [
      "of a webhook that is there on demand",
      `{{- if .Values.hook }}
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
webhooks:
- name: {{ .Release.Name }}.example.com
  rules:
  - apiGroups: [batch]
    apiVersions:
    - v1beta1
    resources: [cronjobs]
{{- end }}
`,
      ["removed-api likely reference templates/a.yaml:9 batch/v1beta1 CronJob"],
    ],
    [
      "of a role that names the new group in a branch",
      `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
rules:
- apiGroups: [extensions{{ if .Values.new }}, networking.k8s.io{{ end }}]
  resources: [ingresses]
`,
      [],
    ],
    [
      "below actions of several lines",
      `{{- /*
Who may do what.
*/ -}}
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: {{ include "app.name" (dict
    "context" .) }}
rules:
- apiGroups: [extensions]
  resources: [ingresses]
`,
      ["removed-api proven reference templates/a.yaml:10 extensions/v1beta1 Ingress"],
    ],
    [
      "in a text",
      "apiVersion: v1\nkind: ConfigMap\ndata:\n  {{ .x }}: |\n    kind: Role\n    rules:\n    - apiGroups: [extensions]\n      resources: [ingresses]\n",
      [],
    ],
  ])("%s", (_name, text, expected) => {
    expect(inTemplate(text)).toEqual(expected);
  });
});

test("a rule in a later document of a file that only marks make a template stands on its own line", () => {
  const text =
    "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n---\nkind: Role\napiVersion: rbac.authorization.k8s.io/v1\nmetadata:\n  name: {{ .Values.name }}-reader\nrules:\n- apiGroups: [extensions]\n  resources: [ingresses]\n";
  const told = found(apiVersionsCheck, { "deploy/role.yaml": text }, { to: "1.36", hops: [] });
  expect(told.flatMap(({ places }) => places.map(({ line }) => line))).toEqual([10]);
});

test("a place that may be filled in several ways is told once: removed before too new", () => {
  const text = `apiVersion: {{ if .x }}networking.k8s.io/v1{{ else }}extensions/v1beta1{{ end }}\nkind: Ingress\n`;
  expect(inTemplate(text, "1.22", "1.18")).toEqual([
    "removed-api likely object templates/a.yaml:1 extensions/v1beta1 Ingress",
  ]);
});

test.each([
  ["semverCompare", '(semverCompare ">=1.23-0" .Capabilities.KubeVersion.Version)', "notice"],
  ["what the cluster serves", '(.Capabilities.APIVersions.Has "autoscaling/v2")', "notice"],
  ["a version that comes before it", '(semverCompare ">=1.21-0" .Capabilities.KubeVersion.Version)', "risk"],
  ["values", ".Values.newAutoscaler", "risk"],
])("a template that waits for an API by %s", (_name, condition, severity) => {
  const text = `{{- if ${condition} }}\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\n{{- end }}\n`;
  const way = { to: "1.24", hops: hopsOf("1.20", "1.24") };
  const [early] = found(apiVersionsCheck, { "templates/a.yaml": text }, way);
  expect(early).toMatchObject({ id: "not-yet-served-api", severity });
  expect(early?.fix.text.includes("only where the cluster has it")).toBe(severity === "notice");
});

test("of several versions that go at one place the one that is served longest is told", () => {
  const text = `apiVersion: {{ if .x }}batch/v2alpha1{{ else }}batch/v1beta1{{ end }}\nkind: CronJob\n`;
  for (const from of ["1.20", "1.24"]) {
    expect(inTemplate(text, "1.36", from)).toEqual([
      "removed-api likely object templates/a.yaml:1 batch/v1beta1 CronJob",
    ]);
  }
});

/** `id severity certainty path …`, one text a finding. */
function severities(files: Readonly<Record<string, string>>): readonly string[] {
  return found(apiVersionsCheck, files, { to: "1.36", hops: [] }).map(
    ({ id, severity, certainty, places }) =>
      `${id} ${severity} ${certainty} ${places.map(({ path }) => path).join(" ")}`,
  );
}

describe("a template that asks the cluster which version to write", () => {
  const ASKS = `{{- if .Capabilities.APIVersions.Has "policy/v1" }}
apiVersion: policy/v1
{{- else }}
apiVersion: policy/v1beta1
{{- end }}
kind: PodDisruptionBudget
`;
  const WHOLE =
    '{{- if semverCompare "<1.25-0" .Capabilities.KubeVersion.Version }}\napiVersion: policy/v1beta1\nkind: PodDisruptionBudget\n{{- end }}\n';
  const OWN = `.Capabilities.APIVersions.Has "policy/v1beta1/PodDisruptionBudget" `;

  test.each<[string, string, string]>([
    ["writes what the target serves", ASKS, "risk"],
    [
      "writes what the target serves, as a variable says",
      '{{ $new := .Capabilities.APIVersions.Has "policy/v1/PodDisruptionBudget" -}}\napiVersion: policy/v1{{- if not $new -}}beta1{{- end }}\nkind: PodDisruptionBudget\n',
      "risk",
    ],
    [
      "has nothing that the target serves",
      ASKS.replaceAll('policy/v1"', 'policy/v2"').replace("policy/v1\n", "policy/v1beta9\n"),
      "blocker",
    ],
    ["asks values instead", ASKS.replace(/if .*"policy\/v1"/, "if .Values.newBudgets"), "blocker"],
    ["writes nothing for the target's version", WHOLE, "notice"],
    ["writes nothing where its own API is not served", WHOLE.replace(/semver.*Version /, OWN), "notice"],
    [
      "writes nothing for the target's version, as a variable says",
      `{{- $old := ${/semver.*Version/.exec(WHOLE)?.[0]} }}\n${WHOLE.replace(/semver.*Version/, "and $old .Values.x")}`,
      "notice",
    ],
    ["may write it all the same", WHOLE.replace(/semver.*Version /, `or .Values.old (${OWN}) `), "blocker"],
    ["writes it for the target's version", WHOLE.replace("<1.25", ">=1.20-0"), "blocker"],
  ])("and %s", (_name, text, severity) => {
    expect(severities({ "templates/a.yaml": text })).toContain(
      `removed-api ${severity} likely templates/a.yaml`,
    );
  });

  test("is told apart from one that does not", () => {
    const other = ASKS.replace(/if .*"policy\/v1"/, "if .Values.newBudgets");
    expect(severities({ "templates/a.yaml": ASKS, "templates/b.yaml": other })).toEqual([
      "removed-api risk likely templates/a.yaml",
      "removed-api blocker likely templates/b.yaml",
    ]);
  });

  test("is told apart from one that asks too and has nothing that the target serves", () => {
    const other = ASKS.replaceAll("policy/v1\n", "policy/v1beta9\n");
    const inShort = severities({ "templates/a.yaml": ASKS, "templates/b.yaml": other });
    expect(inShort).toContain("removed-api risk likely templates/a.yaml");
    expect(inShort).toContain("removed-api blocker likely templates/b.yaml");
  });

  test("is told apart, where it writes nothing for the target, from one that asks too and does", () => {
    const other = WHOLE.replace("<1.25", ">=1.20-0");
    const inShort = severities({ "templates/a.yaml": WHOLE, "templates/b.yaml": other });
    expect(inShort).toContain("removed-api notice likely templates/a.yaml");
    expect(inShort).toContain("removed-api blocker likely templates/b.yaml");
  });
});

test("a patch of a kustomization is a reference to what it changes", () => {
  const files = {
    "k/kustomization.yaml": "resources: [web.yaml]\npatches: [{path: patch.yaml}]\n",
    "k/web.yaml": "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\n",
    "k/patch.yaml": "apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: web}\n",
  };
  expect(told(files, "1.36")).toEqual([
    "removed-api proven reference k/patch.yaml:1 extensions/v1beta1 Ingress",
  ]);
});

test("a placeholder for a kind or a version is judged by what stands beside it", () => {
  const files = {
    "a.yaml": "apiVersion: extensions/v1beta1\nkind: <KIND>\n",
    "b.yaml": "apiVersion: apps/$(VERSION)\nkind: Deployment\n",
  };
  expect(told(files, "1.36")).toEqual(["removed-api proven object a.yaml:1 extensions/v1beta1 "]);
});
