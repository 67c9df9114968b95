import { expect, test } from "vitest";
import { assessRepository } from "../../src/assessment/assess-repository.ts";

/**
 * Files of a stranger's pull request, made so that a regular expression which can read one text in two ways
 * takes longer than anybody waits (the time doubles with each line, or grows with the square of a megabyte).
 */
const LONG = 1_000_000;
const HOSTILE: readonly (readonly [what: string, path: string, text: string])[] = [
  [
    "comments that end as on Windows, in a text that another tool writes",
    "playbook.yaml",
    `- copy: {content: "${String.raw`# kubeadm.k8s.io/ ClusterConfiguration\r\n`.repeat(60)}x"}\n`,
  ],
  [
    "blanks inside an inventory's value",
    "inventory/prod/hosts.ini",
    `[kube_control_plane]\na\n[all:vars]\nkube_version=x${" ".repeat(LONG)}y\n`,
  ],
  ["digits that are no number", "a.yaml", `apiVersion: v1\nkind: x\na: ${"1_".repeat(LONG)}x\n`],
  ["an image of dashes", "pods.json", podOf(`registry/${"csi-".repeat(LONG)}:v1`)],
  [
    "a runtime whose version never ends",
    ".github/kubehop.yml",
    `clusters:\n  - name: p\n    inventory:\n      nodes:\n        - { name: a, role: worker, version: 1.35.2, runtime: "containerd://1.${"1".repeat(LONG)}!" }\n`,
  ],
  [
    "empty lines before something that is no document",
    "kubernetes.conf",
    `${"\n".repeat(LONG)}- a\nb: [ kubeadm.k8s.io\n`,
  ],
];

test.each(HOSTILE)("%s: an answer comes", (_what, path, text) => {
  const head = { files: [{ path, text }], unread: [] };
  expect(() => assessRepository({ subject: "check", head, today: "2026-11-24" })).not.toThrow();
});

function podOf(image: string): string {
  const spec = { containers: [{ name: "c", image }] };
  const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "x", namespace: "kube-system" }, spec };
  return JSON.stringify({ apiVersion: "v1", kind: "List", items: [pod] });
}
