import { describe, expect, test } from "vitest";
import { renderPatch } from "../../src/report/patch.ts";
import { kubeadm, mended as mendedFrom } from "./mended.ts";

const mended = (files: Readonly<Record<string, string>>, assumeFrom = "1.34.6") =>
  mendedFrom(files, assumeFrom);

describe("an API version whose shape stays is renamed, and no other byte", () => {
  test.each([
    ["plain", "apiVersion: batch/v1beta1\nkind: CronJob\n", "apiVersion: batch/v1\nkind: CronJob\n"],
    [
      "in quotes, with a comment",
      "apiVersion: 'batch/v1beta1'   # old\nkind: CronJob\n",
      "apiVersion: 'batch/v1'   # old\nkind: CronJob\n",
    ],
    [
      "Windows line ends",
      "apiVersion: batch/v1beta1\r\nkind: CronJob\r\n",
      "apiVersion: batch/v1\r\nkind: CronJob\r\n",
    ],
    [
      "behind a byte order mark",
      "\ufeffapiVersion: batch/v1beta1\nkind: CronJob\n",
      "\ufeffapiVersion: batch/v1\nkind: CronJob\n",
    ],
    [
      "without a line feed at the end",
      "kind: CronJob\napiVersion: batch/v1beta1",
      "kind: CronJob\napiVersion: batch/v1",
    ],
    ["JSON", '{"kind":"CronJob","apiVersion":"batch/v1beta1"}', '{"kind":"CronJob","apiVersion":"batch/v1"}'],
    [
      "one of several documents",
      "apiVersion: v1\nkind: Secret\n---\n\nkind: CronJob\napiVersion: batch/v1beta1\n---\n# batch/v1beta1\n",
      "apiVersion: v1\nkind: Secret\n---\n\nkind: CronJob\napiVersion: batch/v1\n---\n# batch/v1beta1\n",
    ],
    [
      "a budget that names its pods",
      "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nspec: {selector: {matchLabels: {a: b}}}\n",
      "apiVersion: policy/v1\nkind: PodDisruptionBudget\nspec: {selector: {matchLabels: {a: b}}}\n",
    ],
    [
      "a Deployment whose types and defaults stayed",
      "apiVersion: apps/v1beta2\nkind: Deployment\nspec: {selector: {matchLabels: {a: b}}}\n",
      "apiVersion: apps/v1\nkind: Deployment\nspec: {selector: {matchLabels: {a: b}}}\n",
    ],
    [
      "a reference, beside its object",
      "apiVersion: autoscaling/v2beta2\nkind: HorizontalPodAutoscaler\nspec:\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}\n",
      "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec:\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}\n",
    ],
  ])("%s", (_name, before, after) => {
    expect(mended({ "a.yaml": before }).after).toEqual({ "a.yaml": after });
  });
});

describe("what changes more than a name is left to a person, with the reason", () => {
  test.each([
    ["fields change", "apiVersion: networking.k8s.io/v1beta1\nkind: Ingress\n", /more than the name/],
    [
      "a budget without a selector",
      "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nspec: {selector: {}}\n",
      /more than the name/,
    ],
    [
      "defaults change",
      "apiVersion: apps/v1beta1\nkind: Deployment\nspec: {selector: {matchLabels: {a: b}}}\n",
      /more than the name/,
    ],
    ["nothing replaces it", "apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\n", /nothing replaces/],
    [
      "the version stands elsewhere",
      "x: &v batch/v1beta1\napiVersion: *v\nkind: CronJob\n",
      /does not stand there as it is/,
    ],
  ])("%s", (_name, text, reason) => {
    const { files, reasons } = mended({ "a.yaml": text });
    expect(files).toEqual([]);
    expect(reasons[0]).toMatch(reason);
  });

  test("a version that today's cluster does not serve is not written yet", () => {
    const csi = "apiVersion: storage.k8s.io/v1beta1\nkind: CSIStorageCapacity\n";
    expect(mended({ "a.yaml": csi }, "1.23.17").reasons[0]).toMatch(/not served at 1.23.17 yet/);
    expect(mended({ "a.yaml": csi }, "1.24.17").after).toEqual({
      "a.yaml": "apiVersion: storage.k8s.io/v1\nkind: CSIStorageCapacity\n",
    });
  });
});

function kubelet(lines: string): string {
  return `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${lines}`;
}

describe("a removed feature gate that is on its default is taken out", () => {
  test("one of several entries", () => {
    const before = `${kubeadm("")}---\n${kubelet("featureGates:\n  # both\n  SidecarContainers: true\n  JobPodFailurePolicy: true\n")}`;
    expect(mended({ "kubeadm.yaml": before }).after).toEqual({
      "kubeadm.yaml": `${kubeadm("")}---\n${kubelet("featureGates:\n  # both\n  SidecarContainers: true\n")}`,
    });
  });

  test.each([
    [
      "the first of an argument",
      '"JobPodFailurePolicy=true,SidecarContainers=true"',
      '"SidecarContainers=true"',
    ],
    ["the last of an argument", "SidecarContainers=true,JobPodFailurePolicy=true", "SidecarContainers=true"],
  ])("%s", (_name, before, after) => {
    const lines = kubeadm(
      `apiServer:\n  extraArgs:\n  - name: profiling\n    value: "false"\n  - name: feature-gates\n    value: ${before}\n`,
    );
    expect(mended({ "kubeadm.yaml": lines }).after).toEqual({ "kubeadm.yaml": lines.replace(before, after) });
  });

  test("the only one goes with its argument", () => {
    const before =
      'apiServer:\n  extraArgs:\n  - name: profiling\n    value: "false"\n  - name: feature-gates\n    value: JobPodFailurePolicy=true\n';
    const after = 'apiServer:\n  extraArgs:\n  - name: profiling\n    value: "false"\n';
    expect(mended({ "kubeadm.yaml": kubeadm(before) }).after).toEqual({ "kubeadm.yaml": kubeadm(after) });
  });

  test("the only one of a configuration goes with the key that holds it", () => {
    const files = {
      "kubeadm.yaml": `${kubeadm("")}---\n${kubelet("maxPods: 110\nfeatureGates:\n  JobPodFailurePolicy: true\n")}`,
    };
    expect(mended(files).after).toEqual({
      "kubeadm.yaml": `${kubeadm("")}---\n${kubelet("maxPods: 110\n")}`,
    });
  });

  test("one that is set against its default stays", () => {
    const files = {
      "kubeadm.yaml": `${kubeadm("")}---\n${kubelet("featureGates:\n  JobPodFailurePolicy: false\n")}`,
    };
    const { after, reasons } = mended(files);
    expect(after).toEqual({});
    expect(reasons.join("\n")).toMatch(/set to false, which is not its default/);
  });
});

describe("a kubeadm document moves to v1beta4 where arguments are all that changes", () => {
  test("each argument becomes a name and a value, comments and quotes stay", () => {
    const before =
      'apiServer:\n  extraArgs:\n    # why\n    audit-log-path: /var/log/audit.log   # here\n    "profiling": "false"\nscheduler: {}\n';
    const after =
      'apiServer:\n  extraArgs:\n    # why\n    - name: audit-log-path\n      value: /var/log/audit.log   # here\n    - name: "profiling"\n      value: "false"\nscheduler: {}\n';
    expect(mended({ "kubeadm.yaml": kubeadm(before, "v1beta3") }).after).toEqual({
      "kubeadm.yaml": kubeadm(after),
    });
  });

  test.each([
    [
      "a setting moves elsewhere",
      "apiServer:\n  timeoutForControlPlane: 4m0s\n",
      /timeoutForControlPlane moves/,
    ],
    [
      "arguments stand on one line",
      "apiServer:\n  extraArgs: {profiling: 'false'}\n",
      /not written one argument a line/,
    ],
  ])("not where %s", (_name, lines, reason) => {
    const { after, reasons } = mended({ "kubeadm.yaml": kubeadm(lines, "v1beta3") });
    expect(after).toEqual({});
    expect(reasons.join("\n")).toMatch(reason);
  });

  test("not before kubeadm reads it", () => {
    const text = kubeadm("", "v1beta3").replace("v1.34.6", "v1.30.4");
    expect(mended({ "kubeadm.yaml": text }, "1.30.4").reasons.join("\n")).toMatch(
      /does not read kubeadm.k8s.io\/v1beta4 yet/,
    );
  });
});

describe("files that something else decides about are left to a person", () => {
  const JOB = "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: clean}\n";

  test.each([
    ["tests/golden/job.yaml", JOB, /belongs to tests/],
    ["pkg/testdata/job.yaml", JOB, /belongs to tests/],
    ["deploy/job.yaml", `# Code generated by gen. DO NOT EDIT.\n${JOB}`, /is generated/],
  ])("%s", (path, text, reason) => {
    const { files, reasons } = mended({ [path]: text });
    expect(files).toEqual([]);
    expect(reasons[0]).toMatch(reason);
  });

  test.each([
    ["vendor/app/job.yaml", JOB, /brought here/],
    ["deploy/third_party/job.yaml", JOB, /brought here/],
    [
      "deploy/job.yaml",
      `# a licence\n${"#\n".repeat(20)}# Code generated by gen. DO NOT EDIT.\n${JOB}`,
      /is generated/,
    ],
    ["deploy/job.yaml", `${JOB}sops: {mac: "ENC[x]", version: 3.9.0}\n`, /checksum/],
  ])("%s: %#", (path, text, reason) => {
    const { files, reasons } = mended({ [path]: text });
    expect(files).toEqual([]);
    expect(reasons[0]).toMatch(reason);
  });

  test("a chart that helm fetches for another one, but not one that is written beside it", () => {
    const dependencies =
      "dependencies:\n- {name: minio, version: 1.0.0, repository: 'https://charts.example.com'}\n- {name: own, version: 1.0.0, repository: 'file://charts/own'}\n";
    const chart = (folder: string, name: string) => ({
      [`${folder}Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n${name === "loki" ? dependencies : ""}`,
      [`${folder}templates/job.yaml`]: JOB,
    });
    const { after, reasons } = mended({
      ...chart("loki/", "loki"),
      ...chart("loki/charts/minio/", "minio"),
      ...chart("loki/charts/own/", "own"),
    });
    expect(Object.keys(after)).toEqual(["loki/charts/own/templates/job.yaml", "loki/templates/job.yaml"]);
    expect(reasons.join("\n")).toMatch(/charts\/minio\/templates\/job.yaml:1 helm dependency fetches/);
  });

  test("but not a file of SOPS whose checksum is over what is encrypted alone", () => {
    const text = `${JOB}sops: {mac: "ENC[x]", mac_only_encrypted: true}\n`;
    expect(mended({ "job.yaml": text }).after).toHaveProperty(["job.yaml"]);
  });

  test("but not what a chart installs for its own test, or what others copy", () => {
    for (const path of ["c/templates/tests/job.yaml", "docs/examples/job.yaml"]) {
      expect(
        mended({ "c/Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\n", [path]: JOB }).after,
      ).toHaveProperty([path]);
    }
  });

  test("and the object that they expect is mended all the same", () => {
    const { after } = mended({ "tests/golden/job.yaml": JOB, "base/job.yaml": JOB });
    expect(Object.keys(after)).toEqual(["base/job.yaml"]);
  });
});

const clusterNamed = (name: string) =>
  `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nclusterName: ${name}\nkubernetesVersion: v1.34.6\n`;

test("what two clusters tell of one place is one recipe", () => {
  const { recipes } = mended({
    "one.yaml": clusterNamed("one"),
    "two.yaml": clusterNamed("two"),
    "psp.yaml": "apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: {name: a}\n",
  });
  expect(recipes.filter(({ place }) => place.path === "psp.yaml")).toHaveLength(1);
});

test("the patch has the lines around, and names both sides as git does", () => {
  const { files } = mended({ "deploy/a.yaml": "apiVersion: batch/v1beta1\nkind: CronJob\n" });
  expect(renderPatch(files)).toBe(
    "--- a/deploy/a.yaml\n+++ b/deploy/a.yaml\n@@ -1,2 +1,2 @@\n-apiVersion: batch/v1beta1\n+apiVersion: batch/v1\n kind: CronJob\n",
  );
});

test("what only another snapshot tells is left to nobody: no text of the repository would change it", () => {
  const configuration =
    "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: v1.34.6\nclusterName: prod\n";
  const { recipes } = mended({ "kubeadm.yaml": configuration });
  expect(recipes.map(({ finding }) => finding.id)).not.toContain("nodes-unknown");
});
