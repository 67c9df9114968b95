import { describe, expect, test } from "vitest";
import { readChart, readFiles } from "./read.ts";

const HELPERS = "templates/_helpers.tpl";

describe("a value that an include writes is what the define may write", () => {
  test.each<[string, readonly [helpers: string, text: string], readonly string[]]>([
    [
      "one literal",
      [
        '{{- define "app.apiVersion" -}}\napps/v1beta2\n{{- end -}}\n',
        'apiVersion: {{ include "app.apiVersion" . }}\nkind: Deployment\n',
      ],
      ["1:1 apps/v1beta2 Deployment proven"],
    ],
    [
      "a print in each arm",
      [
        `{{- define "app.apiVersion" -}}
{{- if semverCompare "<1.14-0" .Capabilities.KubeVersion.GitVersion -}}
{{- print "extensions/v1beta1" -}}
{{- else -}}
{{- print "networking.k8s.io/v1" -}}
{{- end -}}
{{- end -}}
`,
        'apiVersion: {{ template "app.apiVersion" . }}\nkind: Ingress\n',
      ],
      ["1:1 extensions/v1beta1 Ingress likely", "1:1 networking.k8s.io/v1 Ingress likely"],
    ],
    [
      "text in each arm, on lines of its own",
      [
        `{{ define "app.apiVersion" }}
{{ if .Capabilities.APIVersions.Has "policy/v1" }}
policy/v1
{{ else }}
policy/v1beta1
{{ end }}
{{ end }}
`,
        'apiVersion: {{ include "app.apiVersion" . | trim | quote }}\nkind: PodDisruptionBudget\n',
      ],
      ["1:1 policy/v1 PodDisruptionBudget likely", "1:1 policy/v1beta1 PodDisruptionBudget likely"],
    ],
    [
      "a define that includes another one",
      [
        '{{ define "a" -}}{{ include "b" . }}{{- end }}{{ define "b" -}}batch/{{ printf "v%s" "1beta1" }}{{- end }}',
        'apiVersion: {{ (include "a" .) }}\nkind: CronJob\n',
      ],
      ["1:1 batch/v1beta1 CronJob proven"],
    ],
    [
      "a define with a part that only rendering knows",
      [
        '{{ define "a" }}{{ if .apiVersion }}{{ .apiVersion }}{{ else }}v1{{ end }}{{ end }}',
        'apiVersion: {{ include "a" (dict "context" $) }}\nkind: Pod\n',
      ],
      ["1:1 v1 Pod likely"],
    ],
  ])("%s", (_name, [helpers, text], objects) => {
    expect(readChart(text, { [HELPERS]: helpers })).toMatchObject({ objects, unread: [] });
  });
});

describe("variables, functions and the chart's defaults", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "a variable",
      '{{- $version := "apps/v1beta1" }}\napiVersion: {{ $version }}\nkind: Deployment\n',
      ["2:1 apps/v1beta1 Deployment proven"],
    ],
    [
      "a variable that a branch changes",
      '{{- $v := "batch/v1" }}\n{{- if .Values.old }}{{ $v = "batch/v1beta1" }}{{ end }}\napiVersion: {{ $v }}\nkind: CronJob\n',
      ["3:1 batch/v1 CronJob likely", "3:1 batch/v1beta1 CronJob likely"],
    ],
    [
      "ternary",
      'apiVersion: {{ ternary "policy/v1" "policy/v1beta1" (.Capabilities.APIVersions.Has "x") }}\nkind: PodDisruptionBudget\n',
      ["1:1 policy/v1 PodDisruptionBudget likely", "1:1 policy/v1beta1 PodDisruptionBudget likely"],
    ],
    [
      "a default in the template",
      'apiVersion: {{ .Values.version | default "policy/v1beta1" }}\nkind: PodDisruptionBudget\n',
      ["1:1 policy/v1beta1 PodDisruptionBudget likely"],
    ],
    [
      "a default in values.yaml",
      "apiVersion: apps/v1beta2\nkind: {{ .Values.kind }}\nmetadata:\n  name: x\n",
      ["1:1 apps/v1beta2 DaemonSet proven"],
    ],
    [
      "a part of the apiVersion in values.yaml",
      'apiVersion: rbac.authorization.k8s.io/{{ required "it is needed" .Values.rbac.version }}\nkind: Role\n',
      ["1:1 rbac.authorization.k8s.io/v1beta1 Role likely"],
    ],
    [
      "a default that is a template itself",
      "apiVersion: {{ tpl .Values.rbac.api . }}\nkind: Role\n",
      ["1:1 rbac.authorization.k8s.io/v1alpha1 Role likely"],
    ],
    [
      "a key of the defaults",
      'apiVersion: {{ get .Values.rbac "old" }}\nkind: Role\n',
      ["1:1 rbac.authorization.k8s.io/v1alpha1 Role likely"],
    ],
  ])("%s", (_name, text, objects) => {
    const rbac = `rbac:
  version: v1beta1
  old: rbac.authorization.k8s.io/v1alpha1
  api: '{{ .Values.rbac.old }}'
`;
    const values = { "values.yaml": `kind: DaemonSet\n${rbac}` };
    const read = readChart(text, values);
    expect(read.objects).toEqual(objects);
    expect(read.unread).toEqual([]);
  });
});

test.each(["{{ .Values.api }}", "{{ .Values.group }}/{{ .Values.version }}"])(
  "a default that only rendering knows is told: %s",
  (api) => {
    const values = { "values.yaml": `api: '${api}'\n` };
    const read = readChart("apiVersion: {{ tpl .Values.api . }}\nkind: Role\n", values);
    expect(read.objects).toEqual([]);
    expect(read.unread).toMatchObject([{ line: 1, reason: expect.stringContaining("while rendering") }]);
  },
);

describe("objects in defines", () => {
  const POD = '{{- define "app.pod" }}\napiVersion: extensions/v1beta1\nkind: DaemonSet\n{{- end }}\n';

  test.each<[string, string, readonly string[]]>([
    [
      "included outside any branch",
      '{{ include "app.pod" . }}\n',
      ["2:1 extensions/v1beta1 DaemonSet proven"],
    ],
    [
      "included in a branch",
      '{{ if .Values.x }}\n{{ include "app.pod" . }}\n{{ end }}\n',
      ["2:1 extensions/v1beta1 DaemonSet likely"],
    ],
    [
      "not included by a template of this repository",
      "a: {{ .Values.b }}\n",
      ["2:1 extensions/v1beta1 DaemonSet likely"],
    ],
    [
      "named for another define to include",
      '{{ include "library.merge" (list . "app.pod") }}\n{{ define "library.merge" }}{{ end }}',
      ["2:1 extensions/v1beta1 DaemonSet likely"],
    ],
    [
      "included behind a finished line",
      'metadata:\n  name: {{ .x }}\n{{- include "app.pod" . }}\n',
      ["2:1 extensions/v1beta1 DaemonSet proven"],
    ],
    [
      "included by a pipeline",
      '{{ tuple . "x" | include "app.pod" }}\n',
      ["2:1 extensions/v1beta1 DaemonSet proven"],
    ],
    [
      "included behind a block scalar",
      'data:\n  a: |\n    b\n{{ include "app.pod" . }}\n',
      ["2:1 extensions/v1beta1 DaemonSet proven"],
    ],
    ["included as text", 'data:\n  pod.yaml: |\n{{ include "app.pod" . | indent 4 }}\n', []],
  ])("%s", (_name, text, objects) => {
    expect(readChart(text, { [HELPERS]: POD })).toMatchObject({ objects, unread: [] });
  });

  test("a define that says a part of an object completes it", () => {
    const helpers = '{{ define "head" -}}\napiVersion: policy/v1beta1\nmetadata:\n  name: x\n{{- end }}\n';
    const read = readChart('{{ include "head" . }}\nkind: PodDisruptionBudget\n', { [HELPERS]: helpers });
    expect(read.objects).toEqual(["2:1 policy/v1beta1 PodDisruptionBudget proven"]);
    expect(read.manifests.map(({ path }) => path)).toEqual([HELPERS]);
  });
});

test("a name that more charts define is taken from the nearest one", () => {
  const ingress = 'apiVersion: {{ include "ingress.apiVersion" . }}\nkind: Ingress\n';
  const { objects } = readFiles({
    "charts/old/templates/_helpers.tpl": '{{ define "ingress.apiVersion" -}}extensions/v1beta1{{- end }}',
    "charts/old/templates/ingress.yaml": ingress,
    "charts/new/templates/_helpers.tpl": '{{ define "ingress.apiVersion" -}}networking.k8s.io/v1{{- end }}',
    "charts/new/templates/ingress.yaml": ingress,
    "charts/new/charts/web/templates/ingress.yaml": ingress,
  });
  expect(objects).toEqual([
    "1:1 extensions/v1beta1 Ingress proven",
    "1:1 networking.k8s.io/v1 Ingress proven",
    "1:1 networking.k8s.io/v1 Ingress proven",
  ]);
});

describe("what only rendering tells is unread, with its reason", () => {
  test.each<[string, string, RegExp]>([
    [
      "a define that is not here",
      '{{- if .Values.x }}\napiVersion: {{ include "common.ingress.apiVersion" . }}\nkind: Ingress\n{{- end }}\n',
      /^2: apiVersion is \{\{ include "common.ingress.apiVersion" \. \}\}: no template .* defines "common.ingress.apiVersion"$/,
    ],
    [
      "a kind without a default",
      "apiVersion: extensions/v1beta1\nkind: {{ .Values.kind }}\n",
      /^2: kind is \{\{ \.Values\.kind \}\}: \.Values\.kind has no default/,
    ],
    [
      "a computed value",
      'apiVersion: {{ index (lookup "v1" "Pod") "x" }}\nkind: Pod\n',
      /^1: apiVersion is .*: it is computed/,
    ],
    [
      "a file that is one include of a library",
      '{{ include "library.all" . }}\n',
      /^1: objects may come from .*: no template .* defines "library.all"$/,
    ],
    ["objects of values", "{{ toYaml .Values.extra }}\n", /^1: objects may come from .*computed/],
    ["a define that includes itself", 'apiVersion: {{ include "self" . }}\nkind: Pod\n', /^1: .*itself/],
    ["an action that is not closed", "a: {{ .b\nc: d\n", /^1: .*not closed/],
    ["a block that is not closed", "a: b\n{{ if .x }}\nc: d\n\n", /^2: nothing closes if \.x/],
    ["a define that is not closed", '\n{{ define "x" }}\na: b\n', /^2: nothing closes a define/],
    ["an end too many", "a: {{ .x }}\n{{ end }}\n", /^2: .*closes nothing/],
  ])("%s", (_name, text, reason) => {
    const read = readChart(text, { [HELPERS]: '{{ define "self" }}{{ include "self" . }}{{ end }}' });
    expect(read.unread).toHaveLength(1);
    expect(read.unread.map(({ line, reason: why }) => `${line}: ${why}`)[0]).toMatch(reason);
    expect(read.templates.unresolved).toBe(1);
  });

  test.each([
    ["a value that is empty by default", "{{ toYaml .Values.extra }}\n"],
    ["what ranges over it", "{{- range .Values.extra }}\n---\n{{ tpl (toYaml .) $ }}\n{{- end }}\n"],
    [
      "a variable that holds it",
      "{{- $x := .Values.extra | default list }}\n{{- range $x }}\n{{ toYaml . }}\n{{ end }}",
    ],
    ["text of a file that nobody renders", "{{ .x }}\n"],
    ["a check that only fails", '{{ if .x }}{{ fail "no" }}{{ end }}\n'],
  ])("but not %s", (_name, text) => {
    expect(readChart(text, { "values.yaml": "extra: []\n" }).unread).toEqual([]);
  });
});

test("an object whose kind nobody can tell is there without it", () => {
  const { objects } = readChart("apiVersion: extensions/v1beta1\nkind: {{ .Values.kind }}\n");
  expect(objects).toEqual(["1:1 extensions/v1beta1 ? proven"]);
});

test("coverage tells certain and conditional objects", () => {
  const { templates } = readChart(
    "apiVersion: v1\nkind: Pod\nspec: {{ .x }}\n---\n{{ if .y }}\napiVersion: v1\nkind: Secret\n{{ end }}\n",
  );
  expect(templates).toEqual({ certain: 1, conditional: 1, unresolved: 0 });
});
