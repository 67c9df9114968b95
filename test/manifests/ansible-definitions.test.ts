import { describe, expect, test } from "vitest";
import { scanRepository } from "../../src/manifests/scan-repository.ts";
import { everything } from "./every-object.ts";

/** `apiVersion kind name line:column certainty`, and `partial` where the object itself is not there to be judged. */
function told(text: string) {
  const { of, unread } = scanRepository([{ path: "roles/app/tasks/main.yml", text }], [everything]);
  const objects = of(everything).map(({ apiVersion, kind, name = "-", at, certainty, value }) =>
    [
      apiVersion,
      kind,
      name,
      `${at.line}:${at.column}`,
      certainty,
      ...(value === undefined ? ["partial"] : []),
    ].join(" "),
  );
  return { objects, unread: unread.map(({ line, reason }) => `${line} ${reason}`) };
}

const MAPPING = `      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
`;

describe("what tasks of Ansible apply", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "in a task",
      `- name: web\n  kubernetes.core.k8s:\n    state: present\n    definition:\n${MAPPING}`,
      ["apps/v1 Deployment web 5:7 proven"],
    ],
    [
      "in a play, under a condition of its block, by the module's old name and the parameter's long one",
      `- hosts: localhost
  tasks:
    - when: is_old
      block:
        - community.kubernetes.k8s:
            resource_definition: {apiVersion: batch/v1beta1, kind: CronJob, metadata: {name: dump}}
`,
      ["batch/v1beta1 CronJob dump 6:35 likely"],
    ],
    [
      "when something was changed",
      `- hosts: all\n  handlers:\n  - k8s:\n     definition:\n${MAPPING}`,
      ["apps/v1 Deployment web 5:7 likely"],
    ],
    [
      "as text of several documents",
      `- k8s:
    definition: |
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: {{ app }}-settings
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
`,
      ["v1 ConfigMap - 3:7 proven partial", "v1 Service web 8:7 proven"],
    ],
    [
      "as a list",
      `- k8s:\n    definition:\n      - {apiVersion: v1, kind: Secret}\n      - {apiVersion: v1, kind: Service}\n`,
      ["v1 Secret - 3:10 proven", "v1 Service - 4:10 proven"],
    ],
    [
      "by a loop over objects",
      `- k8s:\n    definition: "{{ item }}"\n  loop:\n    - {apiVersion: v1, kind: Secret, metadata: {name: a}}\n    - name: other\n`,
      ["v1 Secret a 4:8 likely"],
    ],
    [
      "with a value that a variable fills in",
      `- k8s:\n    definition:\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: {name: web}\n      spec: {replicas: "{{ replicas }}"}\n`,
      ["apps/v1 Deployment web 3:7 proven partial"],
    ],
    [
      "as a patch",
      `- k8s:\n    state: patched\n    definition:\n${MAPPING}`,
      ["apps/v1 Deployment web 4:7 proven partial"],
    ],
  ])("%s", (_, text, objects) => {
    expect(told(text)).toEqual({ objects, unread: [] });
  });

  test.each<[string, string]>([
    ["is deleted", `- k8s:\n    state: absent\n    definition:\n${MAPPING}`],
    ["is only written into a file", `- copy:\n    dest: /tmp/web.yaml\n    content: |\n${MAPPING}`],
    ["comes from a file", "- k8s:\n    definition: \"{{ lookup('template', 'web.yml.j2') | from_yaml }}\"\n"],
    ["another tool is told", `k8s:\n  definition:\n${MAPPING}`],
  ])("not what %s", (_, text) => {
    expect(told(text)).toEqual({ objects: [], unread: [] });
  });

  test.each<[string, string, RegExp]>([
    [
      "of which a variable tells the kind",
      '- k8s:\n    definition:\n      apiVersion: "{{ api }}"\n      kind: Ingress\n',
      /^3 a variable of Ansible tells/,
    ],
    [
      "that is broken",
      "- k8s:\n    definition: |\n      apiVersion: v1\n      kind: Pod\n      metadata: {name: a\n",
      /^\d+ not valid YAML/,
    ],
  ])("an object %s is unread", (_, text, reason) => {
    const { objects, unread } = told(text);
    expect(objects).toEqual([]);
    expect(unread).toEqual([expect.stringMatching(reason)]);
  });
});
