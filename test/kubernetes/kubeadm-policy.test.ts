import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import kubeadmFacts from "../../data/kubeadm.json" with { type: "json" };
import {
  checkKubeadmPolicy,
  type KubeadmPolicyInput,
  type KubeadmPolicyResult,
} from "../../src/kubernetes/kubeadm-policy.ts";

/** Printed by kubeadm's own code: `scripts/facts/kubeadm-policy-table.ts`. */
const TABLE = new URL("../fixtures/kubeadm-policy.txt", import.meta.url);

const upgrade: KubeadmPolicyInput = {
  clusterVersion: "1.35.4",
  kubeadmVersion: "1.36.2",
  targetVersion: "1.36.2",
  kubeletVersions: ["1.35.4", "1.33.13"],
};

describe("kubeadm's upgrade policy", () => {
  it("lets the ordinary upgrade pass", () => {
    expect(checkKubeadmPolicy(upgrade)).toEqual({ fatal: [], forceable: [] });
  });

  it.each<[string, Partial<KubeadmPolicyInput>, KubeadmPolicyResult]>([
    ["two minors at once", { clusterVersion: "1.34.9" }, { fatal: ["one-minor-up"], forceable: [] }],
    [
      "two minors to a pre-release",
      { clusterVersion: "1.34.9", targetVersion: "1.36.0-rc.1" },
      { fatal: [], forceable: ["one-minor-up", "unstable-target"] },
    ],
    ["two minors down", { clusterVersion: "1.38.0" }, { fatal: ["one-minor-down"], forceable: [] }],
    [
      "a target below kubeadm's minimum",
      { kubeadmVersion: "1.38.0" },
      { fatal: ["minimum-target"], forceable: ["kubeadm-same-minor-as-target"] },
    ],
    [
      "a pre-release of kubeadm's minimum",
      { targetVersion: "1.35.0-rc.1" },
      { fatal: ["minimum-target"], forceable: ["kubeadm-same-minor-as-target", "unstable-target"] },
    ],
    ["an older kubeadm", { kubeadmVersion: "1.35.4" }, { fatal: ["kubeadm-not-older-minor"], forceable: [] }],
    [
      "an older patch of kubeadm",
      { kubeadmVersion: "1.36.1" },
      { fatal: [], forceable: ["kubeadm-not-older-patch"] },
    ],
    [
      "a release candidate of kubeadm",
      { kubeadmVersion: "1.36.2-rc.0" },
      { fatal: [], forceable: ["kubeadm-not-older-patch"] },
    ],
    [
      "a newer kubeadm",
      { kubeadmVersion: "1.37.0" },
      { fatal: [], forceable: ["kubeadm-same-minor-as-target"] },
    ],
    [
      "a vendor's build behind a dash",
      { targetVersion: "1.36.2-eks-1" },
      { fatal: [], forceable: ["unstable-target"] },
    ],
    ["a vendor's build behind a plus", { targetVersion: "1.36.2+k3s1" }, { fatal: [], forceable: [] }],
    [
      "a kubelet four minors back",
      { kubeletVersions: ["1.32.13"] },
      { fatal: [], forceable: ["kubelets-not-too-old-from-1.29"] },
    ],
    [
      "an unreadable control plane",
      { clusterVersion: undefined },
      { fatal: ["cluster-version-known"], forceable: [] },
    ],
    [
      "unreadable nodes",
      { kubeletVersions: undefined },
      { fatal: [], forceable: ["kubelet-versions-readable"] },
    ],
    ["a target known by its minor", { targetVersion: "1.36" }, { fatal: [], forceable: [] }],
  ])("answers to %s", (_, change, result) => {
    expect(checkKubeadmPolicy({ ...upgrade, ...change })).toEqual(result);
  });

  it("lets kubelets trail by what the kubeadm that runs allows, whatever the target", () => {
    const old = { clusterVersion: "1.27.3", targetVersion: "1.28.2", kubeletVersions: ["1.26.0"] };
    expect(checkKubeadmPolicy({ ...old, kubeadmVersion: "1.28.2" }).forceable).toEqual([
      "kubelets-not-too-old",
    ]);
    expect(checkKubeadmPolicy({ ...old, kubeadmVersion: "1.29.0" }).forceable).toEqual([
      "kubeadm-same-minor-as-target",
    ]);
  });

  it.each(["clusterVersion", "kubeadmVersion", "targetVersion"])("refuses a %s that is none", (field) => {
    expect(() => checkKubeadmPolicy({ ...upgrade, [field]: "latest" })).toThrow(
      expect.objectContaining({ code: "invalid-version" }),
    );
  });

  it("agrees with kubeadm's own code on every case of the table", () => {
    const rows = readFileSync(TABLE, "utf8").trimEnd().split("\n");
    expect(rows.length).toBeGreaterThan(1_000);
    expect(rows.map(answered)).toEqual(rows);
  });

  it("names only rules that the facts describe", () => {
    const ids = kubeadmFacts.upgradePolicyRules.map(({ id }) => id);
    const named = readFileSync(TABLE, "utf8")
      .trimEnd()
      .split("\n")
      .flatMap((row) => row.split(" | ").slice(1).join(",").split(","));
    expect([...new Set(named)].filter((id) => id !== "" && !ids.includes(id))).toEqual([]);
  });
});

/** Our answer in the table's own notation: `cluster kubeadm target kubelets | fatal | forceable`. */
function answered(row: string): string {
  const [question = ""] = row.split(" | ", 1);
  const [clusterVersion, kubeadmVersion = "", targetVersion = "", kubelets = ""] = question.split(" ");
  const kubeletVersions = kubelets === "" ? [] : kubelets.split(",");
  const { fatal, forceable } = checkKubeadmPolicy({
    clusterVersion,
    kubeadmVersion,
    targetVersion,
    kubeletVersions,
  });
  return `${question} | ${fatal.join(",")} | ${forceable.join(",")}`;
}
