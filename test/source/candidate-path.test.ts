import { describe, expect, test } from "vitest";
import { isCandidatePath } from "../../src/source/candidate-path.ts";
import { decodeText } from "../../src/source/decode-text.ts";

describe("a file that may say something about a cluster", () => {
  test.each([
    "kubeadm-config.yaml",
    "clusters/prod/nodes.JSON",
    "inventory/mycluster/hosts",
    "inventory/mycluster/group_vars/k8s_cluster/k8s-cluster.yml",
    "infra/versions.auto.tfvars",
    "images/node.pkr.hcl",
    ".github/kubehop.yml",
  ])("%s", (path) => {
    expect(isCandidatePath(path)).toBe(true);
  });
});

describe("a file that is not worth reading", () => {
  test.each([
    "README.md",
    "src/main.go",
    "logo.png",
    "node_modules/some/package.json",
    "app/node_modules/some/values.yaml",
    ".git/config",
    "infra/.terraform/modules/modules.json",
  ])("%s", (path) => {
    expect(isCandidatePath(path)).toBe(false);
  });
});

test.each([
  ["UTF-8", Buffer.from("kind: Node")],
  ["UTF-8 with a byte order mark", Buffer.from("\ufeffkind: Node")],
  ["UTF-16 as PowerShell writes it", Buffer.from("\ufeffkind: Node", "utf16le")],
  ["UTF-16, big end first", Buffer.from("\ufeffkind: Node", "utf16le").swap16()],
])("%s is decoded", (_, bytes) => {
  expect(decodeText(bytes)).toBe("kind: Node");
});
