import { describe, expect, it } from "vitest";
import { byHandCheck } from "../../src/findings/checks/by-hand.ts";
import { checks } from "../../src/findings/registry.ts";
import { trapsCoverage } from "../../src/findings/traps-coverage.ts";
import { traps } from "../../src/kubernetes/traps.ts";
import { emptyRepository } from "../../src/manifests/repository.ts";
import { clusterAt, clusterWithSettings, findingsOf } from "./sample-cluster.ts";

const SETTINGS = "apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\n";

function listFor(from: string, to: string, text?: string): string {
  const cluster = text === undefined ? clusterAt(from) : clusterWithSettings(from, text);
  return findingsOf(cluster, to).find(({ id }) => id === "check-by-hand")?.fix.text ?? "";
}

describe("what files cannot show", () => {
  it("covers every trap of the facts, each with a check that exists or a command", () => {
    expect(Object.keys(trapsCoverage).toSorted()).toEqual(
      traps()
        .map(({ id }) => id)
        .toSorted(),
    );
    const names = new Set(checks.map(({ name }) => name));
    const missing = Object.values(trapsCoverage).filter(
      (one) => one.kind === "detected" && !names.has(one.by),
    );
    expect(missing).toEqual([]);
    expect(
      Object.values(trapsCoverage).filter(({ command }) => command === "" || command.includes("\n")),
    ).toEqual([]);
  });

  it("is one notice for the whole way, with the command of each trap", () => {
    const found = findingsOf(clusterAt("1.28.2"), "1.36").filter(({ id }) => id === "check-by-hand");
    expect(found).toMatchObject([{ severity: "notice", certainty: "unknown" }]);
    expect(found[0]?.fix.text).toContain("Static pods referring to API objects");
    expect(found[0]?.fix.text).toContain("grep -rnE 'serviceAccount|configMap|secretRef");
  });

  it("lists only what is crossed", () => {
    expect(listFor("1.33.2", "1.34")).toContain("1.34: ");
    expect(listFor("1.33.2", "1.34")).not.toMatch(/^1\.3[356]: /m);
  });

  it("asks for what a check would see only where the files do not describe it", () => {
    expect(listFor("1.36.2", "1.37")).toContain("exits on an unknown feature gate");
    expect(listFor("1.36.2", "1.37", SETTINGS)).not.toContain("exits on an unknown feature gate");
  });

  it("leaves out what needs a flag that the kubeadm files do not set", () => {
    const encrypted = `${SETTINGS}apiServer:\n  extraArgs:\n    encryption-provider-config: /etc/enc.yaml\n`;
    expect(listFor("1.28.2", "1.29", SETTINGS)).not.toContain("KMS v1");
    expect(listFor("1.28.2", "1.29", encrypted)).toContain("KMS v1");
  });

  it("says nothing without a way", () => {
    expect(
      byHandCheck.judge({ cluster: clusterAt("1.28.2"), repository: emptyRepository, hops: [] }),
    ).toEqual([]);
  });
});
