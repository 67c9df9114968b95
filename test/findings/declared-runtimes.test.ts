import { expect, test } from "vitest";
import { declaredRuntimesCheck } from "../../src/findings/checks/declared-runtimes.ts";
import { found, inShort } from "./manifest-check.ts";
import { clusterAt, hopsOf, node } from "./sample-cluster.ts";

const TO_136 = { hops: hopsOf("1.35.4", "1.36") };
const TO_126 = { hops: hopsOf("1.25.16", "1.26") };

test.each<[string, readonly [path: string, text: string], typeof TO_136, readonly string[]]>([
  [
    "a variable of Ansible",
    ["group_vars/all.yml", "a: 1\ncontainerd_version: 1.7.24\n"],
    TO_136,
    ["declared-runtime-old risk group_vars/all.yml:2"],
  ],
  [
    "a role's default",
    ["roles/node/defaults/main.yml", 'containerd_version: "1.6.20-1"\n'],
    TO_136,
    ["declared-runtime-old risk roles/node/defaults/main.yml:1"],
  ],
  [
    "a script",
    ["install.sh", "apt-get install -y containerd.io=1.6.20-1\n"],
    TO_136,
    ["declared-runtime-old risk install.sh:1"],
  ],
  [
    "an image's definition",
    ["packer/vars.json", '{"containerd_version": "1.5.18"}\n'],
    TO_126,
    ["declared-runtime-old risk packer/vars.json:1"],
  ],
  ["a release that suits", ["group_vars/all.yml", "containerd_version: 2.2.0\n"], TO_136, []],
  ["a release that suits this hop still", ["group_vars/all.yml", "containerd_version: 1.7.24\n"], TO_126, []],
  ["a comment", ["group_vars/all.yml", "# containerd_version: 1.7.24\n"], TO_136, []],
  [
    "another variable",
    ["group_vars/all.yml", "my.containerd_version_old: 1\nnerdctl_version: 1.7.24\n"],
    TO_136,
    [],
  ],
  [
    "CRI-O of another minor",
    ["cri-o.sh", "CRIO_VERSION=1.34\n"],
    TO_136,
    ["declared-runtime-old notice cri-o.sh:1"],
  ],
  ["CRI-O of the target's minor", ["cri-o.sh", "CRIO_VERSION=v1.36\n"], TO_136, []],
  [
    "what kubespray could install",
    ["kubespray/roles/download/defaults/main.yml", "containerd_version: 1.7.24\n"],
    TO_136,
    [],
  ],
])("%s", (_name, [path, text], way, expected) => {
  expect(inShort(found(declaredRuntimesCheck, { [path]: text }, way))).toEqual(expected);
});

test("where a snapshot tells what the nodes run, that counts", () => {
  const nodes = [{ ...node("a", "1.35.4"), containerRuntime: "containerd://2.1.5" }];
  const files = { "group_vars/all.yml": "containerd_version: 1.7.24\n" };
  expect(found(declaredRuntimesCheck, files, { cluster: clusterAt("1.35.4", { nodes }), ...TO_136 })).toEqual(
    [],
  );
});
