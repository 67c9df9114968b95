import { describe, expect, test } from "vitest";
import { readChart } from "./read.ts";

describe("a literal outside any branch is proven, inside one likely", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "outside",
      "{{- $name := .Release.Name -}}\napiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata:\n  name: {{ $name }}\n",
      ["2:1 policy/v1beta1 PodDisruptionBudget proven"],
    ],
    [
      "a whole file inside an if",
      "{{- if .Values.ingress.enabled }}\napiVersion: extensions/v1beta1\nkind: Ingress\n{{- end }}\n",
      ["2:1 extensions/v1beta1 Ingress likely"],
    ],
    [
      "after a branch that decides about something else",
      "kind: Deployment\nmetadata:\n{{- if .Values.labels }}\n  labels: {}\n{{- end }}\napiVersion: apps/v1beta2\n",
      ["6:1 apps/v1beta2 Deployment proven"],
    ],
    [
      "a range with documents",
      "{{- range .Values.jobs }}\n---\napiVersion: batch/v1beta1\nkind: CronJob\nmetadata:\n  name: {{ .name }}\n{{- end }}\n",
      ["3:1 batch/v1beta1 CronJob likely"],
    ],
    [
      "a with",
      "{{ with .Values.hpa }}apiVersion: autoscaling/v2beta2\nkind: HorizontalPodAutoscaler\n{{ end }}",
      ["1:23 autoscaling/v2beta2 HorizontalPodAutoscaler likely"],
    ],
    [
      "behind a marker that trimming has put into its line",
      "---\n{{- if .Values.x -}}\napiVersion: v1\nkind: Secret\n{{- end }}\n---\n{{- /* next */ -}}\napiVersion: v1\nkind: Pod\n",
      ["3:1 v1 Secret likely", "8:1 v1 Pod proven"],
    ],
    [
      "behind an output that trimming has put into its line",
      '{{- include "app.init" . -}}\napiVersion: v1\nkind: Pod\n{{ define "app.init" }}{{ end }}',
      ["2:1 v1 Pod proven"],
    ],
    [
      "quotes, anchors and comments",
      "apiVersion: \"v1\" # core\nkind: &kind 'Service' {{/* no */}}\nmetadata: {name: {{ .x }}}\n",
      ["1:1 v1 Service proven"],
    ],
    [
      "Windows line ends",
      "{{- if .Values.x }}\r\napiVersion: v1\r\nkind: Pod\r\n{{- end }}\r\n---\r\napiVersion: v1\r\nkind: Secret\r\n",
      ["2:1 v1 Pod likely", "6:1 v1 Secret proven"],
    ],
    [
      "JSON",
      '{\n  "kind": "Service",\n  "apiVersion": "v1",\n  "metadata": {"name": "{{ .Values.name }}"}\n}\n',
      ["3:3 v1 Service proven"],
    ],
  ])("%s", (_name, text, objects) => {
    expect(readChart(text)).toMatchObject({ objects, unread: [] });
  });
});

describe("arms are alternatives", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "an apiVersion in each arm goes with the kind behind them",
      `{{- if .Capabilities.APIVersions.Has "policy/v1" }}
apiVersion: policy/v1
{{- else }}
apiVersion: policy/v1beta1
{{- end }}
kind: PodDisruptionBudget
`,
      ["2:1 policy/v1 PodDisruptionBudget likely", "4:1 policy/v1beta1 PodDisruptionBudget likely"],
    ],
    [
      "in one value",
      'apiVersion: {{ if .Capabilities.APIVersions.Has "a/v1" }}networking.k8s.io/v1{{ else }}extensions/v1beta1{{ end }}\nkind: Ingress\n',
      ["1:1 networking.k8s.io/v1 Ingress likely", "1:1 extensions/v1beta1 Ingress likely"],
    ],
    [
      "in a part of one value",
      "apiVersion: policy/{{ if .Values.old }}v1beta1{{ else }}v1{{ end }}\nkind: PodDisruptionBudget\n",
      ["1:1 policy/v1beta1 PodDisruptionBudget likely", "1:1 policy/v1 PodDisruptionBudget likely"],
    ],
    [
      "over several lines that trimming makes one",
      `apiVersion: {{ if .Values.old -}}
extensions/v1beta1
{{- else if .Values.beta -}}
networking.k8s.io/v1beta1
{{- else -}}
networking.k8s.io/v1
{{- end }}
kind: Ingress
`,
      [
        "1:1 extensions/v1beta1 Ingress likely",
        "1:1 networking.k8s.io/v1beta1 Ingress likely",
        "1:1 networking.k8s.io/v1 Ingress likely",
      ],
    ],
    [
      "a part that is there or not",
      "apiVersion: v1\nkind: {{ if .Values.cluster }}Cluster{{ end }}Role\n",
      ["1:1 v1 Role proven", "1:1 v1 ClusterRole proven"],
    ],
    [
      "whole objects",
      "{{- if .Values.ds }}\napiVersion: apps/v1beta2\nkind: DaemonSet\n{{- else }}\napiVersion: apps/v1beta1\nkind: Deployment\n{{- end }}\nmetadata: {}\n",
      ["2:1 apps/v1beta2 DaemonSet likely", "5:1 apps/v1beta1 Deployment likely"],
    ],
    [
      "blocks that ask the same are decided alike",
      `{{- if eq .Values.kind "ds" }}
apiVersion: apps/v1beta2
{{- else }}
apiVersion: apps/v1beta1
{{- end }}
{{- if eq .Values.kind "ds" }}
kind: DaemonSet
{{- else }}
kind: Deployment
{{- end }}
`,
      ["2:1 apps/v1beta2 DaemonSet likely", "4:1 apps/v1beta1 Deployment likely"],
    ],
    [
      "a missing --- does not mix objects",
      "{{- if .Values.a }}\napiVersion: v1\nkind: Pod\n{{- end }}\n{{- if .Values.b }}\napiVersion: apps/v1\nkind: Deployment\n{{- end }}\n",
      ["2:1 v1 Pod likely", "6:1 apps/v1 Deployment likely"],
    ],
    [
      "a key that stands twice is told twice",
      "apiVersion: v1\nkind: Deployment\napiVersion: extensions/v1beta1\nmetadata: {name: {{ .x }}}\n",
      ["1:1 v1 Deployment proven", "3:1 extensions/v1beta1 Deployment proven"],
    ],
  ])("%s", (_name, text, objects) => {
    expect(readChart(text)).toMatchObject({ objects, unread: [] });
  });
});

describe("text that only looks like a manifest is none", () => {
  test.each([
    ["a condition", '{{- if .Capabilities.APIVersions.Has "policy/v1beta1" }}{{ end }}\na: b\n'],
    ["a comment of the template", "{{/*\napiVersion: v1\nkind: Pod\n*/}}\na: b\n"],
    ["a comment of YAML", "# apiVersion: v1\n# kind: Pod\na: {{ .Values.b }}\n"],
    ["a string of an action", '{{ $x := "\napiVersion: v1\nkind: Pod\n" }}\na: b\n'],
    ["an action with a mark in its string", 'a: {{ "}}\\napiVersion: v1\\nkind: Pod" }}\n'],
    ["a block scalar", "data:\n  pod.yaml: |-\n    apiVersion: v1\n    kind: {{ .Values.kind }}\n"],
    ["a folded scalar of a list", "args:\n- >-2\n    apiVersion: v1\n    kind: Pod {{ . }}\n"],
    [
      "a block scalar that an action interrupts",
      "data:\n  {{ $key }}: |\n{{ $value | indent 4 }}\n    apiVersion: v1\n    kind: Pod\n",
    ],
    ["a quoted scalar of several lines", 'a: "b {{ .c }}\n  apiVersion: v1\n  kind: Pod"\n'],
    ["a schema's properties", "properties:\n  apiVersion:\n    type: string\n  kind:\n    type: {{ .x }}\n"],
    ["an object without a kind", "secretRef:\n  apiVersion: v1\n  name: {{ .x }}\n"],
  ])("%s", (_name, text) => {
    expect(readChart(text)).toMatchObject({ objects: [], unread: [] });
  });
});

describe("objects that do not begin a document", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "the items of a List",
      "apiVersion: v1\nkind: List\nitems:\n{{- range .Values.x }}\n- kind: Ingress\n  apiVersion: extensions/v1beta1\n- apiVersion: v1\n  kind: Service\n{{- end }}\n",
      ["6:3 extensions/v1beta1 Ingress likely", "7:3 v1 Service likely"],
    ],
    [
      "those of an arm whose last line is followed by another arm's document",
      "{{- if .x }}\nkind: CronJob\napiVersion: batch/v1beta1\n{{- else }}\n---\nkind: Ingress\napiVersion: networking.k8s.io/v1\n{{- end }}\n",
      ["3:1 batch/v1beta1 CronJob likely", "7:1 networking.k8s.io/v1 Ingress likely"],
    ],
    [
      "an item behind a dash that an action trims",
      'apiVersion: v1\nkind: List\nitems:\n  - {{- include "app.item" . | nindent 4 }}\n{{ define "app.item" }}\napiVersion: batch/v1beta1\nkind: CronJob\n{{ end }}\n',
      ["6:1 batch/v1beta1 CronJob proven"],
    ],
    [
      "an item whose first line has branches",
      "apiVersion: v1\nkind: List\nitems:\n- apiVersion: {{ if .x }}policy/v1{{ else }}policy/v1beta1{{ end }}\n  kind: PodDisruptionBudget\n",
      ["4:3 policy/v1 PodDisruptionBudget likely", "4:3 policy/v1beta1 PodDisruptionBudget likely"],
    ],
    [
      "a typed list whose items leave it out",
      "apiVersion: extensions/v1beta1\nkind: IngressList\nitems:\n{{- range .Values.x }}\n- metadata:\n    name: {{ . }}\n{{- end }}\n",
      ["1:1 extensions/v1beta1 Ingress proven"],
    ],
    [
      "references, with the field that holds them",
      "apiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler\nspec:\n  scaleTargetRef:\n    apiVersion: extensions/v1beta1\n    kind: Deployment\n    name: {{ .Release.Name }}\n",
      [
        "1:1 autoscaling/v1 HorizontalPodAutoscaler proven",
        "5:5 extensions/v1beta1 Deployment proven in spec.scaleTargetRef",
      ],
    ],
    [
      "references in flow style",
      "apiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler\nspec:\n  scaleTargetRef: {apiVersion: apps/v1beta1, kind: Deployment, name: '{{ .x }}'}\n",
      [
        "1:1 autoscaling/v1 HorizontalPodAutoscaler proven",
        "4:20 apps/v1beta1 Deployment proven in spec.scaleTargetRef",
      ],
    ],
    [
      "templates inside an object",
      "apiVersion: apps/v1\nkind: StatefulSet\nspec:\n  volumeClaimTemplates:\n    - apiVersion: v1\n      kind: PersistentVolumeClaim\n      metadata:\n        name: {{ .x }}\n",
      [
        "1:1 apps/v1 StatefulSet proven",
        "5:7 v1 PersistentVolumeClaim proven in spec.volumeClaimTemplates[]",
      ],
    ],
  ])("%s", (_name, text, objects) => {
    expect(readChart(text)).toMatchObject({ objects, unread: [] });
  });
});

describe("collections in flow style", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "a document over several lines, its name in between",
      '{\n  kind: Pod, # core\n  metadata: {\n    name: "{{ .x }}"\n  },\n  apiVersion: v1\n}\n',
      ["6:3 v1 Pod proven"],
    ],
    [
      "items that begin behind a dash",
      "kind: List\napiVersion: v1\nitems:\n- { kind: Pod,\n    metadata: {name: {{ .x }}},\n    apiVersion: v1 }\n- apiVersion: apps/v1\n  kind: Deployment\n",
      ["6:5 v1 Pod proven", "7:3 apps/v1 Deployment proven"],
    ],
    [
      "a List in brackets",
      '{"kind": "List", "apiVersion": "v1", "items": [\n  {"apiVersion": "v1",\n   "kind": "Pod"},\n  {"kind": "Job", "apiVersion": "batch/v1", "metadata": {"name": "{{ .x }}"}}\n]}\n',
      ["2:4 v1 Pod proven", "4:19 batch/v1 Job proven"],
    ],
    [
      "a reference over several lines",
      "apiVersion: v1\nkind: Pod\nspec:\n  ref: {name: a,\n    apiVersion: apps/v1,\n    kind: {{ .x | default `Deployment` }}\n  }\n  next: {}\n",
      ["1:1 v1 Pod proven", "5:5 apps/v1 Deployment proven in spec.ref"],
    ],
    [
      "arms inside a mapping",
      "{\n{{- if .x }}\n  apiVersion: policy/v1beta1,\n{{- else }}\n  apiVersion: policy/v1,\n{{- end }}\n  kind: PodDisruptionBudget}\n",
      ["3:3 policy/v1beta1 PodDisruptionBudget likely", "5:3 policy/v1 PodDisruptionBudget likely"],
    ],
    [
      "two ways to write one line",
      "{ apiVersion: {{ if .x }}policy/v1beta1{{ else }}policy/v1{{ end }},\n  kind: PodDisruptionBudget\n}\n",
      ["1:3 policy/v1beta1 PodDisruptionBudget likely", "1:3 policy/v1 PodDisruptionBudget likely"],
    ],
    [
      "brackets and braces in quotes",
      '{"a": "}]", \'b\': \'it\'\'s {\', "c": "\\"{",\n "apiVersion": "v1", "kind": "Pod", "n": {{ .x }}}\n',
      ["2:2 v1 Pod proven"],
    ],
    [
      "what follows a collection that nobody closed",
      "spec:\n  a: {b: [{{ .x }}\nkind: Pod\napiVersion: v1\n",
      ["4:1 v1 Pod proven"],
    ],
  ])("%s", (_name, text, objects) => {
    expect(readChart(text)).toMatchObject({ objects, unread: [] });
  });

  test("the name in one is told", () => {
    const text = "{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: 'shop'}, x: {{ .x }}}\n";
    expect(readChart(text).manifests).toMatchObject([{ name: "web", namespace: "shop" }]);
  });
});

describe("items of a List that only a rendering tells are unread", () => {
  test.each<[string, string, number]>([
    ["behind the key", "items: {{ toYaml .Values.items | nindent 2 }}\n", 3],
    ["below the key", "items:\n  {{ .Values.items | toJson }}\n", 4],
    ["in the first column", "items:\n{{ toYaml .Values.items }}\n", 4],
    ["one by one", "items:\n{{- range .Values.items }}\n- {{ toYaml . | nindent 2 }}\n{{- end }}\n", 5],
    ["behind an item that is told", "items:\n- apiVersion: v1\n  kind: Pod\n{{ toYaml .Values.more }}\n", 6],
    ["in brackets", "items: [\n  {{ range .Values.items }}{{ toJson . }},{{ end }}\n]\n", 4],
    ["in flow style", 'items: [{{ join "," .Values.items }}]\n', 3],
  ])("%s", (_name, items, line) => {
    const { unread } = readChart(`apiVersion: v1\nkind: List\n${items}`);
    expect(unread).toMatchObject([{ line }]);
    expect(unread[0]?.reason).toMatch(
      /^items of the List may come from \S.*: it is computed while rendering$/,
    );
  });

  test("but not where the chart leaves them empty", () => {
    const text = "apiVersion: v1\nkind: List\nitems: {{ toYaml .Values.items }}\n";
    const chart = { "Chart.yaml": "name: a\n", "values.yaml": "items: []\n" };
    expect(readChart(text, chart).unread).toEqual([]);
  });

  test("nor where a template of the chart writes them", () => {
    const helpers = '{{- define "items" }}\n- apiVersion: v1\n  kind: Pod\n{{- end }}\n';
    const text = 'apiVersion: v1\nkind: List\nitems:\n{{- include "items" . }}\n';
    expect(readChart(text, { "templates/_items.tpl": helpers })).toMatchObject({
      objects: ["2:3 v1 Pod proven"],
      unread: [],
    });
  });
});

test("the name is told where it is a literal", () => {
  const { manifests } = readChart(
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  namespace: 'shop'\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}-web\n",
  );
  expect(manifests.map(({ name, namespace }) => [name, namespace])).toEqual([
    ["web", "shop"],
    [undefined, undefined],
  ]);
});
