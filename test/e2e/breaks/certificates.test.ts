import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { certificatesCheck } from "../../../src/findings/checks/certificates.ts";
import { found } from "../../findings/manifest-check.ts";
import { run, whyNot } from "./kubernetes-binaries.ts";

if (whyNot !== undefined) console.info(`skipped: certificates of the real kubeadm: ${whyNot}`);

describe.skipIf(whyNot !== undefined)("Kubehop reads what the real kubeadm says of certificates", () => {
  let folder = "";
  let config = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "kubehop-certificates-"));
    config = join(folder, "kubeadm.yaml");
    writeFileSync(config, configuration(folder));
    const made = run("kubeadm", ["init", "phase", "certs", "all", "--config", config]);
    if (made.exitCode !== 0) throw new Error(made.output);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(["text", "json"])("that end within days or are not there, as %s", (format) => {
    const words = ["certs", "check-expiration", "--config", config, "--kubeconfig", "/nonexistent"];
    const { exitCode, output } = run("kubeadm", [...words, "-o", format]);
    expect(exitCode).toBe(0);
    const path = format === "json" ? "certificates.json" : "certificates.txt";
    const findings = found(certificatesCheck, { [path]: output }, WAY);
    expect(findings.map(({ id, why }) => `${id} ${why.split(":", 1)[0]}`)).toEqual([
      "certificate-missing admin.conf, controller-manager.conf and scheduler.conf are missing where kubeadm certs check-expiration ran.",
      expect.stringMatching(/^certificate-ends-soon apiserver .*etcd-server \(\d{4}-\d\d-\d\d\) and 1 more$/),
    ]);
  });
});

const WAY = {
  hops: [{ from: "1.35.4", to: "1.36.3" }],
  to: "1.36",
  today: new Date().toISOString().slice(0, 10),
};

/** Leaf certificates of ten days; no kubeconfig is there, and super-admin.conf need not be. */
function configuration(folder: string): string {
  return `apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
localAPIEndpoint: {advertiseAddress: 192.0.2.1}
nodeRegistration: {name: cp-1, criSocket: unix:///run/containerd/containerd.sock}
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v1.36.3
certificatesDir: ${folder}/pki
certificateValidityPeriod: 240h
networking: {serviceSubnet: 10.96.0.0/12}
`;
}
