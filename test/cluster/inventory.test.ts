import { describe, expect, test } from "vitest";
import { readCluster } from "../../src/cluster/read-cluster.ts";
import type { SourceFile } from "../../src/source/finding.ts";
import { file } from "./sources.ts";

const CONFIGURATION = ".github/kubehop.yml";

/** A configuration whose control plane takes its version from `place`, beside other files. */
function readFrom(place: string, ...files: readonly SourceFile[]) {
  const text = `clusters:\n- name: edge\n  inventory:\n    controlPlane:\n      versionFrom: ${place}\n`;
  const { clusters, findings } = readCluster([{ path: CONFIGURATION, text }, ...files]);
  const declared = clusters[0]?.declaredVersion;
  const finding = findings.find(({ id }) => id === "version-source-unreadable");
  return {
    version: declared?.version,
    spot: declared && `${declared.origin.path}:${declared.origin.line}:${declared.origin.column}`,
    finding,
    places: finding?.places.map(({ path, line, column }) => `${path}:${line}:${column}`),
  };
}

describe("an inventory", () => {
  test("is a cluster, each value with its place in the configuration", () => {
    const { clusters, findings } = readCluster([
      file(
        CONFIGURATION,
        `
clusters:
  - name: edge
    environment: production
    policy: { kubeProxy: strict }
    inventory:
      controlPlane: { version: 1.30, endpoint: "api:6443" }
      etcd: { topology: external, version: v3.5.24 }
      nodes:
        - { name: cp-1, role: control-plane, os: Ubuntu 24.04.1 LTS, runtime: containerd://2.1.4 }
        - name: small
          count: 12
          version: v1.29.8
`,
      ),
    ]);
    const [cluster] = clusters;
    expect(findings).toEqual([]);
    expect(cluster).toMatchObject({
      name: "edge",
      environment: "production",
      distribution: "kubeadm",
      policy: { kubeProxy: "strict" },
      declaredVersion: {
        version: "1.30",
        origin: { path: CONFIGURATION, line: 6, column: 32, value: "1.30" },
      },
      controlPlane: {
        apiServers: [{ node: "cp-1", version: "1.30" }],
        etcd: { topology: "external", version: "3.5.24" },
        endpoint: "api:6443",
      },
    });
    expect(cluster?.nodes).toMatchObject([
      { name: "cp-1", role: "control-plane", kubeletVersion: "1.30", os: { packageManager: "apt" } },
      {
        name: "small",
        count: 12,
        role: "worker",
        pool: "small",
        kubeletVersion: "1.29.8",
        origin: { line: 12, column: 20 },
      },
    ]);
  });

  test("keeps a cluster with what is known when one of its versions cannot be read", () => {
    const { clusters, findings } = readCluster([
      file(
        CONFIGURATION,
        `
clusters:
- name: edge
  inventory:
    controlPlane: { version: 1.34.2 }
    nodes: [{ name: w, versionFrom: { file: gone.tf, pattern: '(.*)' } }]
`,
      ),
    ]);
    expect(clusters[0]?.nodes).toMatchObject([{ name: "w", kubeletVersion: "unknown" }]);
    expect(findings.map(({ id, severity, cluster }) => [id, severity, cluster])).toContainEqual([
      "version-source-unreadable",
      "blocker",
      "edge",
    ]);
  });
});

describe("versionFrom reads", () => {
  test.each([
    [
      "an Ansible variable that pins a package",
      "{file: ansible/group_vars/all.yml, path: kubernetes.version}",
      file("ansible/group_vars/all.yml", "---\nkubernetes:\n  # pkgs.k8s.io\n  version: '1.34.2-1.1'\n"),
      ["1.34.2", "ansible/group_vars/all.yml:4:13"],
    ],
    [
      "a list in a later document",
      "{file: v.yaml, path: 'components[1].version'}",
      file(
        "v.yaml",
        "a: 1\n---\ncomponents:\n- {name: etcd, version: 3.5.1}\n- {name: k8s, version: 1.30}\n",
      ),
      ["1.30", "v.yaml:5:24"],
    ],
    [
      "Packer's JSON variables",
      '{file: packer/vars.json, path: variables."kubernetes.semver"}',
      file("packer/vars.json", '{\n\t"variables": {"kubernetes.semver": "v1.33.5"}\n}\n'),
      ["1.33.5", "packer/vars.json:2:38"],
    ],
    [
      "a Terraform variable, in a folder that discovery passes over",
      '{file: docs/terraform/main.tf, pattern: \'(?s)variable "k8s_version" \\{.*?default\\s*=\\s*"([^"]+)"\'}',
      file(
        "docs/terraform/main.tf",
        'variable "k8s_version" {\n  type    = string\n  default = "1.32.9"\n}\n',
      ),
      ["1.32.9", "docs/terraform/main.tf:3:14"],
    ],
    [
      "a line of a shell script with CRLF",
      "{file: install.sh, pattern: '^KUBE_VERSION=(\\S+)'}",
      { path: "install.sh", text: "#!/bin/sh\r\n# KUBE_VERSION=1.1.1\r\nKUBE_VERSION=v1.31.0\r\n" },
      ["1.31.0", "install.sh:3:14"],
    ],
    [
      "the line that counts, not the one that is commented out",
      '{file: main.tf, pattern: \'k8s_version\\s*=\\s*"([^"]+)"\'}',
      file("main.tf", '# k8s_version = "1.31.0"\nk8s_version = "1.33.1"\n  // k8s_version = "1.32.0"\n'),
      ["1.33.1", "main.tf:2:16"],
    ],
    [
      "a comment, where the pattern asks for one",
      "{file: Dockerfile, pattern: '# renovate: kubernetes (\\S+)'}",
      file("Dockerfile", "# renovate: kubernetes 1.33.1\n"),
      ["1.33.1", "Dockerfile:1:24"],
    ],
    [
      "a package's revision, whichever",
      "{file: pins.yml, path: kubelet}",
      file("pins.yml", 'kubelet: "1.34.2-*"\n'),
      ["1.34.2", "pins.yml:1:11"],
    ],
    [
      "several places that agree",
      "{file: pins.env, pattern: '=(1[.].*)'}",
      file("pins.env", "KUBELET=1.34.1\nKUBEADM=1.34.1\n"),
      ["1.34.1", "pins.env:1:9"],
    ],
  ] as const)("%s", (...[, place, source, answer]) => {
    const { version, spot, finding } = readFrom(place, source);
    expect(finding).toBeUndefined();
    expect([version, spot]).toEqual(answer);
  });
});

describe("versionFrom says what is wrong", () => {
  test.each([
    [
      "a missing file",
      "{file: ansible/all.yml, path: v}",
      file("other/all.yml", "v: 1.30\n"),
      /ansible\/all\.yml is not among the files/,
    ],
    [
      "a missing path",
      "{file: a.yml, path: kube.version}",
      file("a.yml", "kube: {}\n"),
      /a\.yml has nothing at kube\.version/,
    ],
    [
      "a path to a mapping",
      "{file: a.yml, path: kube}",
      file("a.yml", "kube: {version: 1.30}\n"),
      /no text in line 1/,
    ],
    [
      "no match",
      "{file: a.tf, pattern: 'x=(.*)'}",
      file("a.tf", "y=1\n"),
      /a\.tf has no match for the pattern/,
    ],
    [
      "no version",
      "{file: a.tf, pattern: 'x=(.*)'}",
      file("a.tf", "\nz\nx=latest\n"),
      /a\.tf says "latest" in line 2, which is no Kubernetes version/,
    ],
    [
      "a placeholder",
      "{file: a.yml, path: v}",
      file("a.yml", "v: '{{ lookup(1) }}'\n"),
      /in line 1, which is a placeholder/,
    ],
    [
      "two versions",
      "{file: a.tf, pattern: 'x=(.*)'}",
      file("a.tf", "x=1.30.1\nx=1.30.1\nx=1.31.0\n"),
      /gives 2 versions: 1\.30\.1 in line 2, 1\.31\.0 in line 3|gives 2 versions/,
    ],
    [
      "broken YAML",
      "{file: a.yml, path: v}",
      file("a.yml", "v: 1\nw: 'x\n"),
      /a\.yml cannot be read: not valid YAML/,
    ],
    [
      "a text too long for a pattern",
      "{file: a.tf, pattern: '(x)'}",
      file("a.tf", " ".repeat(2 ** 20 + 1)),
      /at most 1048576/,
    ],
  ] as const)("%s", (...[, place, source, why]) => {
    const { version, finding } = readFrom(place, source);
    expect(version).toBeUndefined();
    expect(finding?.why).toMatch(why);
    expect(finding?.severity).toBe("blocker");
  });

  test("with the lines of both places, in the file and in the configuration", () => {
    const { places } = readFrom("{file: a.tf, pattern: 'x=(.*)'}", file("a.tf", "x=1.30.1\ny\n x=1.31.0\n"));
    expect(places?.toSorted()).toEqual([`${CONFIGURATION}:5:20`, "a.tf:1:3", "a.tf:3:4"]);
  });

  test("and which file was probably meant", () => {
    const { finding } = readFrom("{file: ansible/all.yml, path: v}", file("deploy/all.yml", "v: 1.30\n"));
    expect(finding?.fix.text).toContain("did you mean deploy/all.yml?");
  });
});
