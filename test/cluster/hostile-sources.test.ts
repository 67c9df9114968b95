import { describe, expect, test } from "vitest";
import { LinkedGroups } from "../../src/cluster/linked-groups.ts";
import { readCluster } from "../../src/cluster/read-cluster.ts";
import { file } from "./sources.ts";

const BLANKS = " ".repeat(1_000_000);
const INVENTORY = "[kube_control_plane]\na\n[k8s_cluster:vars]\n";

/** A megabyte of it, where each reader's work must grow with the length and not with its square: a hang shows here. */
describe("a line made to keep a reader busy", () => {
  test.each([
    ["blanks in an inventory's variable", "hosts.ini", `${INVENTORY}kube_version=1.30${BLANKS}x\n`],
    ["blanks before a value", "hosts.ini", `${INVENTORY}kube_version${BLANKS}=${BLANKS}x${BLANKS}y\n`],
    ["empty lines", "hosts.ini", `${INVENTORY}${"\n".repeat(1_000_000)}`],
    ["ranges", "hosts.ini", `[kube_control_plane]\na${"[1:1]".repeat(200_000)}\n`],
    [
      "settings in a comment",
      "k3s.env",
      `INSTALL_K3S_VERSION=\n# ${"INSTALL_K3S_VERSION=v1 ".repeat(40_000)}`,
    ],
    [
      "an image",
      "pods.yaml",
      `apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {containers: [{name: a, image: "${"csi-".repeat(250_000)}"}]}\n`,
    ],
  ])("%s is read in the time that its length asks for", (_, path, text) => {
    expect(readCluster([{ path, text }]).clusters.length).toBeLessThanOrEqual(1);
  });

  test("many Clusters of one name are told apart in the time that their number asks for", () => {
    const files = Array.from({ length: 3000 }, (_, index) =>
      file(
        `fleet/${index}/cluster.yaml`,
        "apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata: {name: main}\nspec: {topology: {class: small, version: v1.35.2}}\n",
      ),
    );
    expect(readCluster(files).clusters).toHaveLength(3000);
  });
});

test("an inventory whose ranges name millions of hosts is cut where no cluster goes on, and says so", () => {
  const lines = Array.from({ length: 300 }, (_, index) => `rack${index}-n[1:10000]`);
  const { clusters, unread } = readCluster([file("hosts.ini", `[kube_node]\n${lines.join("\n")}\n`)]);
  expect(clusters[0]?.nodes).toHaveLength(100_000);
  expect(unread[0]).toEqual({
    path: "hosts.ini",
    line: 12,
    reason: "the inventory names more than 100000 hosts, and those from here on are left out",
  });
});

test("groups are linked through a third", () => {
  const groups = new LinkedGroups<string>();
  groups.link(["a", "b"]);
  groups.link(["c", "d"]);
  expect(groups.groupOf("a")).not.toBe(groups.groupOf("d"));
  groups.link(["d", "e", "b"]);
  expect(groups.groupOf("a")).toBe(groups.groupOf("c"));
  expect(groups.has("e")).toBe(true);
  expect(groups.has("f")).toBe(false);
});
