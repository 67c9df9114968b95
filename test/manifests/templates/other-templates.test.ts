import { describe, expect, test } from "vitest";
import { readFiles } from "./read.ts";

describe("templates of other engines", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "roles/app/templates/app.yml.j2",
      `{# apiVersion: v1 #}
{% if old_cluster %}
apiVersion: extensions/v1beta1
{% else %}
apiVersion: apps/v1
{% endif %}
kind: Deployment
metadata:
  name: {{ name }}
{% for job in jobs %}
---
apiVersion: {{ 'batch/v1beta1' if old_cluster else 'batch/v1' }}
kind: {{ job_kind | default('CronJob', true) }}
{% endfor %}
`,
      [
        "3:1 extensions/v1beta1 Deployment likely",
        "5:1 apps/v1 Deployment likely",
        "12:1 batch/v1beta1 CronJob likely",
        "12:1 batch/v1 CronJob likely",
      ],
    ],
    [
      "raw.yaml.j2",
      '{% raw %}\napiVersion: v1\nkind: ConfigMap\ndata:\n  a: "{{ b }} {% if %}"\n{% endraw %}\n{{ c }}: d\n',
      ["2:1 v1 ConfigMap proven"],
    ],
    [
      "app.yaml.erb",
      "<% if legacy -%>\napiVersion: apps/v1beta1\n<% else -%>\napiVersion: apps/v1\n<% end -%>\nkind: Deployment\n<% hosts.each do |host| %>\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: <%= host %>}\n<% end %>\n",
      ["2:1 apps/v1beta1 Deployment likely", "4:1 apps/v1 Deployment likely", "9:1 v1 Pod likely"],
    ],
    [
      "app.yaml.tftpl",
      `%{ if old ~}
apiVersion: policy/v1beta1
%{ else ~}
apiVersion: policy/v1
%{ endif ~}
kind: PodDisruptionBudget
metadata:
  name: \${name}
`,
      ["2:1 policy/v1beta1 PodDisruptionBudget likely", "4:1 policy/v1 PodDisruptionBudget likely"],
    ],
    [
      "deploy/app.yaml.gotmpl",
      "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Name }}\n",
      ["1:1 v1 Pod proven"],
    ],
    [
      "app.json.j2",
      '{"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "{{ name }}"}}\n',
      ["1:17 v1 Pod proven"],
    ],
    ["app.yaml.in", "apiVersion: v1\nkind: Pod\nmetadata: {name: @NAME@}\n", ["1:1 v1 Pod proven"]],
    ["app.yaml.template", "apiVersion: v1\nkind: Pod\nmetadata: {name: %NAME%}\n", ["1:1 v1 Pod proven"]],
    [
      "app.yaml.mustache",
      "{{! a comment }}\n{{#old}}\napiVersion: apps/v1beta1\n{{/old}}\n{{^old}}\napiVersion: apps/v1\n{{/old}}\nkind: Deployment\n",
      ["3:1 apps/v1beta1 Deployment likely", "6:1 apps/v1 Deployment likely"],
    ],
  ])("%s", (path, text, objects) => {
    expect(readFiles({ [path]: text })).toMatchObject({ objects, unread: [] });
  });
});

test.each(["install.sh.tpl", "README.md.gotmpl", "templates/NOTES.txt"])(
  "%s is no template of manifests, whatever text stands in it",
  (path) => {
    const text = "cat <<EOF\napiVersion: v1\nkind: {{ .Kind }}\nEOF\n";
    expect(readFiles({ [path]: text })).toMatchObject({ objects: [], unread: [] });
  },
);

test("conditions of a build pipeline are no template of a chart", () => {
  const text = `variables:\n  \${{ if eq(variables["branch"], "main") }}:\n    push: true\n  \${{ if ne(variables["branch"], "main") }}:\n    push: false\n`;
  const { objects, unread } = readFiles({ ".azure/templates/steps/variables.yaml": text });
  expect({ objects, unread }).toEqual({ objects: [], unread: [] });
});

describe("YAML files with actions in them", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "a value that is none yet",
      "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Name }}\n",
      ["1:1 apps/v1 Deployment proven"],
    ],
    [
      "lines that something writes",
      "apiVersion: v1\nkind: Secret\ndata:\n  {{ .Values }}\n  {{indent .More}}\n",
      ["1:1 v1 Secret proven"],
    ],
    [
      "only the document that needs it is read as a template",
      "apiVersion: v1\nkind: Pod\nmetadata: {name: {{ name }}}\n---\napiVersion: v1\nkind: Secret\n",
      ["5:1 v1 Secret proven", "1:1 v1 Pod proven"],
    ],
    [
      "branches over several documents",
      "apiVersion: v1\nkind: Secret\n---\n{% if a %}\napiVersion: v1\nkind: Pod\n---\napiVersion: v1\nkind: Service\n{% endif %}\n",
      ["1:1 v1 Secret proven", "5:1 v1 Pod likely", "8:1 v1 Service likely"],
    ],
    [
      "an apiVersion that something writes",
      'apiVersion: "{{ "extensions/v1beta1" }}"\nkind: Ingress\n',
      ["1:1 extensions/v1beta1 Ingress proven"],
    ],
  ])("%s", (_name, text, objects) => {
    expect(readFiles({ "deploy/app.yaml": text })).toMatchObject({ objects, unread: [] });
  });

  test("actions in strings of plain YAML make it no template", () => {
    const { manifests } = readFiles({
      "rules.yaml":
        'apiVersion: v1\nkind: ConfigMap\ndata:\n  a: "{{ $labels.x }}"\n  b: |\n    {{ if .c }}\n    apiVersion: v1\n',
    });
    expect(manifests).toHaveLength(1);
    expect(manifests[0]?.value?.textAt("data", "a")).toBe("{{ $labels.x }}");
  });

  test("broken YAML stays broken, whatever actions stand in its strings", () => {
    const { objects, unread } = readFiles({
      "a.yaml": 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: "{{ x }}"\n bad: indentation\n',
    });
    expect(objects).toEqual([]);
    expect(unread).toEqual([{ path: "a.yaml", line: 5, reason: expect.stringContaining("not valid YAML") }]);
  });
});

describe("placeholders for an API's version or kind are unread", () => {
  test.each([
    [`apiVersion: \${API_VERSION}\nkind: Pod\n`, `1: apiVersion is a placeholder: \${API_VERSION}`],
    ["kind: <KIND>\napiVersion: v1\n", "1: kind is a placeholder: <KIND>"],
    ["apiVersion: batch/$(VERSION)\nkind: Job\n", "1: apiVersion is a placeholder: batch/$(VERSION)"],
    ["apiVersion: __API__\nkind: Job\n", "1: apiVersion is a placeholder: __API__"],
    ["apiVersion: batch/VERSION\nkind: Job\n", "1: apiVersion is a placeholder: batch/VERSION"],
    ["kind: Job\napiVersion: TODO\n", "2: apiVersion is a placeholder: TODO"],
    [
      "apiVersion: <%= api %>\nkind: Job\n",
      "1: apiVersion is {{ api }}: it is computed by api while rendering",
    ],
    ["apiVersion: '%%VERSION%%'\nkind: Job\n", "1: apiVersion is a placeholder: %%VERSION%%"],
  ])("%s", (text, expected) => {
    const { unread } = readFiles({ "a.yaml": text });
    expect(unread.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([expected]);
  });
});
