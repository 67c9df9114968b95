import { describe, expect, test } from "vitest";
import { mended } from "./mended.ts";

const JOB = (version: string, name = "clean") =>
  `apiVersion: ${version}\nkind: CronJob\nmetadata:\n  name: ${name}\n`;

const autoscalerOf = (version: string) =>
  `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec:\n  scaleTargetRef:\n    apiVersion: ${version} # old\n    kind: Deployment\n    name: a\n`;

describe("what names an object is written anew even where its own fields change", () => {
  test("the target of an autoscaler", () => {
    expect(mended({ "a.yaml": autoscalerOf("extensions/v1beta1") }, "1.34.6").after).toEqual({
      "a.yaml": autoscalerOf("apps/v1"),
    });
  });

  test("but not a rule, which names a group for more than one reason", () => {
    const rule =
      "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: a}\nrules:\n- apiGroups: [extensions]\n  resources: [ingresses]\n  verbs: [get]\n";
    const { files, reasons } = mended({ "a.yaml": rule }, "1.34.6");
    expect(files).toEqual([]);
    expect(reasons[0]).toMatch(/names a group/);
  });
});

const patchesOf = (version: string) =>
  `resources: [../base]\npatches:\n- path: patch.yaml\n- target: {group: batch, version: ${version}, kind: CronJob, name: clean}\n  patch: |-\n    - {op: remove, path: /spec/suspend}\n- patch: |-\n    apiVersion: batch/${version}\n    kind: CronJob\n    metadata: {name: clean}\n`;

const budgetWithSpec = (spec: string) =>
  `apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: web}\nspec: ${spec}\n`;

const kustomizationOf = (version: string) => ({
  "base/kustomization.yaml": "resources: [job.yaml]\n",
  "base/job.yaml": JOB(`batch/${version}`),
  "over/kustomization.yaml": patchesOf(version),
  "over/patch.yaml": JOB(`batch/${version}`),
});

describe("what a kustomization changes and what changes it go together", () => {
  test("the object, its patches and the targets", () => {
    const { "base/kustomization.yaml": _base, ...rest } = kustomizationOf("v1");
    expect(mended(kustomizationOf("v1beta1"), "1.34.6").after).toEqual(rest);
  });

  test.each([
    [
      "Flux",
      (version: string) =>
        `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: app}\nspec:\n  path: ./base\n  patches:\n  - patch: |\n      apiVersion: batch/${version}\n      kind: CronJob\n      metadata: {name: clean}\n  - target: {group: batch, version: ${version}, kind: CronJob}\n    patch: '[{op: remove, path: /spec/x}]'\n`,
    ],
    [
      "Argo CD",
      (version: string) =>
        `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: app}\nspec:\n  source:\n    path: base\n    kustomize:\n      patches:\n      - target: {group: batch, version: ${version}, kind: CronJob}\n        patch: '[{op: remove, path: /spec/x}]'\n`,
    ],
  ])("also where %s holds the patches", (_name, delivery) => {
    const all = (version: string) => ({
      "base/job.yaml": JOB(`batch/${version}`),
      "app.yaml": delivery(version),
    });
    expect(mended(all("v1beta1"), "1.34.6").after).toEqual(all("v1"));
  });

  test("nothing of it where the object stands elsewhere", () => {
    const { "base/job.yaml": _job, ...remote } = kustomizationOf("v1beta1");
    const { after, reasons } = mended(remote, "1.34.6");
    expect(after).toEqual({});
    expect(reasons.join("\n")).toMatch(/over\/patch.yaml:1 .*does not stand in this repository/);
  });

  const prefixed = (more: string) => ({
    "base/kustomization.yaml": `namePrefix: app-\nresources: [job.yaml]\n`,
    "base/job.yaml": JOB("batch/v1beta1"),
    "over/kustomization.yaml": `resources: [../base${more}]\npatches: [{path: patch.yaml}]\n`,
    "over/patch.yaml": JOB("batch/v1beta1", "app-clean"),
  });

  test("also where a kustomization gave it another name", () => {
    const { after } = mended(prefixed(""), "1.34.6");
    expect(Object.keys(after)).toEqual(["base/job.yaml", "over/patch.yaml"]);
  });

  test("nothing of it where another one of that name may come from elsewhere", () => {
    const { after, reasons } = mended(prefixed(", 'https://example.com/app.yaml'"), "1.34.6");
    expect(after).toEqual({});
    expect(reasons.join("\n")).toMatch(/base\/job.yaml:1 it goes together with over\/patch.yaml:1/);
  });

  test.each([
    ["whatever group", "{kind: CronJob, version: v1beta1}", "{kind: CronJob, version: v1}"],
    [
      "a pattern that the new one is too",
      "{group: batch, version: 'v1.*'}",
      "{group: batch, version: 'v1.*'}",
    ],
  ])("also what a target selects by %s", (_name, before, after) => {
    const all = (version: string, target: string) => ({
      "kustomization.yaml": `resources: [job.yaml]\npatches:\n- target: ${target}\n  patch: '[{op: remove, path: /spec/x}]'\n`,
      "job.yaml": JOB(`batch/${version}`),
    });
    expect({ ...all("v1beta1", before), ...mended(all("v1beta1", before), "1.34.6").after }).toEqual(
      all("v1", after),
    );
  });

  test.each([
    "{group: batch, version: v1beta1}",
    "{kind: CronJob, version: 'v1beta.*'}",
    "{version: v1beta1}",
  ])("nothing of it where a target would select it no more: %s", (target) => {
    const { after, reasons } = mended(
      {
        "kustomization.yaml": `resources: [job.yaml]\npatches:\n- target: ${target}\n  patch: '[{op: remove, path: /spec/x}]'\n`,
        "job.yaml": JOB("batch/v1beta1"),
      },
      "1.34.6",
    );
    expect(after).toEqual({});
    expect(reasons.join("\n")).toMatch(/job.yaml:1 kustomization.yaml:3 selects it by the API that it has/);
  });

  test("nothing of it where the object is left to a person", () => {
    const { after, reasons } = mended(
      {
        "base/kustomization.yaml": "resources: [pdb.yaml]\n",
        "base/pdb.yaml": budgetWithSpec("{minAvailable: 1, selector: {}}"),
        "over/kustomization.yaml": "resources: [../base]\npatches: [{path: pdb.yaml}]\n",
        "over/pdb.yaml": budgetWithSpec("{minAvailable: 2}"),
      },
      "1.34.6",
    );
    expect(after).toEqual({});
    expect(reasons.join("\n")).toMatch(/over\/pdb.yaml:1 it goes together with base\/pdb.yaml:1/);
  });
});

describe("objects of one kind and name", () => {
  const generated = `# Code generated by kustomize. DO NOT EDIT.\n${JOB("batch/v1beta1")}`;

  test("have nothing to do with each other where nothing changes them", () => {
    const { after } = mended({ "install.yaml": generated, "base/job.yaml": JOB("batch/v1beta1") }, "1.34.6");
    expect(after).toEqual({ "base/job.yaml": JOB("batch/v1") });
  });

  test("nor where another kustomization takes in the one that is left to a person", () => {
    const cluster = (name: string, job: string) => ({
      [`${name}/kustomization.yaml`]: "resources: [job.yaml]\npatches: [{path: patch.yaml}]\n",
      [`${name}/job.yaml`]: job,
      [`${name}/patch.yaml`]: JOB("batch/v1beta1"),
    });
    const { after, reasons } = mended(
      { ...cluster("a", generated), ...cluster("b", JOB("batch/v1beta1")) },
      "1.34.6",
    );
    expect(after).toEqual({ "b/job.yaml": JOB("batch/v1"), "b/patch.yaml": JOB("batch/v1") });
    expect(reasons.join("\n")).toMatch(/a\/patch.yaml:1 it goes together with a\/job.yaml:2/);
  });

  test("wait for all kustomizations that hold one patch", () => {
    const cluster = (name: string, job: string) => ({
      [`${name}/kustomization.yaml`]: "resources: [job.yaml]\npatches: [{path: ../patch.yaml}]\n",
      [`${name}/job.yaml`]: job,
    });
    const { after } = mended(
      {
        "patch.yaml": JOB("batch/v1beta1"),
        ...cluster("a", generated),
        ...cluster("b", JOB("batch/v1beta1")),
      },
      "1.34.6",
    );
    expect(after).toEqual({});
  });
});

const chartWith = (template: string) => ({
  "c/Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\n",
  "c/values.yaml": "jobs: true\n",
  "c/templates/a.yaml": template,
});

const budgetTemplate = (version: string, labels: string) =>
  `apiVersion: policy/${version}\nkind: PodDisruptionBudget\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n  minAvailable: 1\n  selector:\n    matchLabels:\n${labels}\n`;

describe("templates", () => {
  test.each([
    ["inside a branch", `{{- if .Values.jobs }}\n${JOB("batch/v1beta1")}{{- end }}\n`],
    [
      "where another branch has another kind",
      `{{- if .Values.jobs }}\napiVersion: batch/v1\nkind: Job\n{{- else }}\n${JOB("batch/v1beta1")}{{- end }}\n`,
    ],
    ["as the default of a value", JOB('{{ .Values.api | default "batch/v1beta1" }}')],
  ])("a version %s", (_name, template) => {
    expect(mended(chartWith(template), "1.34.6").after).toEqual({
      "c/templates/a.yaml": template.replace("batch/v1beta1", "batch/v1"),
    });
  });

  test.each([
    [
      "asks the cluster",
      '{{- if semverCompare "<1.21" .Capabilities.KubeVersion.Version }}\napiVersion: batch/v1beta1\n{{- else }}\napiVersion: batch/v1\n{{- end }}\nkind: CronJob\nmetadata: {name: a}\n',
    ],
    [
      "writes the newer one in another branch",
      "{{- if .Values.old }}\napiVersion: batch/v1beta1\n{{- else }}\napiVersion: batch/v1\n{{- end }}\nkind: CronJob\nmetadata: {name: a}\n",
    ],
  ])("not where the template %s", (_name, template) => {
    const { after } = mended(chartWith(template), "1.34.6");
    expect(after).toEqual({});
  });

  test.each([
    ["a label", "      app: {{ .Release.Name }}", true],
    ["a named template", '      {{- include "c.labels" . | nindent 6 }}', true],
    ["a value that may be empty", "      {{- toYaml .Values.labels | nindent 6 }}", false],
    ["a label of a branch", "      {{- if .Values.a }}\n      app: a\n      {{- end }}", false],
  ])("a budget that selects by %s", (_name, labels, isMended) => {
    const { after } = mended(chartWith(budgetTemplate("v1beta1", labels)), "1.34.6");
    expect(after).toEqual(isMended ? { "c/templates/a.yaml": budgetTemplate("v1", labels) } : {});
  });
});

const listWithAnchor = (version: string, second: string) =>
  `apiVersion: v1\nkind: List\nitems:\n- apiVersion: &v ${version}\n  kind: CronJob\n  metadata: {name: a}\n${second}`;

describe("a version that others share", () => {
  test("through an anchor is mended for all of its kind", () => {
    const second = "- apiVersion: *v\n  kind: CronJob\n  metadata: {name: b}\n";
    expect(mended({ "a.yaml": listWithAnchor("batch/v1beta1", second) }, "1.34.6").after).toEqual({
      "a.yaml": listWithAnchor("batch/v1", second),
    });
  });

  test("through an anchor with something else is left to a person", () => {
    const second = "- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: b}\n  data: {old: *v}\n";
    const { after, reasons } = mended({ "a.yaml": listWithAnchor("batch/v1beta1", second) }, "1.34.6");
    expect(after).toEqual({});
    expect(reasons.join("\n")).toMatch(/more than this would change/);
  });

  test("is not looked for in a comment behind an alias", () => {
    const text = "x: &v batch/v1beta1\napiVersion: *v # batch/v1beta1\nkind: CronJob\n";
    expect(mended({ "a.yaml": text }, "1.34.6").after).toEqual({});
  });
});

describe("whatever way the version is written", () => {
  test.each([
    ["on the next line", "apiVersion:\n  batch/v1beta1\nkind: CronJob\n"],
    ["with a tag", "apiVersion: !!str batch/v1beta1\nkind: CronJob\n"],
    ["in flow style, behind the same text", "{x: batch/v1beta1, apiVersion: batch/v1beta1, kind: CronJob}\n"],
    ["with two blanks and a tab", "apiVersion:  'batch/v1beta1'\t# old\nkind: CronJob\n"],
  ])("%s", (_name, text) => {
    const at = text.lastIndexOf("batch/v1beta1");
    expect(mended({ "a.yaml": text }, "1.34.6").after).toEqual({
      "a.yaml": `${text.slice(0, at)}batch/v1${text.slice(at + "batch/v1beta1".length)}`,
    });
  });

  test("with JSON's escaped slash", () => {
    const text = '{"apiVersion":"batch\\/v1beta1","kind":"CronJob"}';
    expect(mended({ "a.json": text }, "1.34.6").after).toEqual({
      "a.json": '{"apiVersion":"batch\\/v1","kind":"CronJob"}',
    });
  });
});

const clusterAt = (name: string, version: string) =>
  `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nclusterName: ${name}\nkubernetesVersion: v${version}\n`;

describe("what today's cluster serves decides", () => {
  const HPA = "apiVersion: autoscaling/v2beta2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\n";
  test("where nobody knows it, what every supported minor serves", () => {
    expect(mended({ "a.yaml": HPA }).after).toEqual({ "a.yaml": HPA.replace("v2beta2", "v2") });
    const claim = "apiVersion: resource.k8s.io/v1beta2\nkind: DeviceTaintRule\nmetadata: {name: a}\n";
    expect(mended({ "a.yaml": claim }).after).toEqual({});
  });

  test("and a cluster whose version no file tells is one of those", () => {
    const nameless = clusterAt("one", "1.34.6").replace("v1.34.6", "'{{ version }}'");
    expect(mended({ "one.yaml": nameless, "a.yaml": HPA }).after).toEqual({
      "a.yaml": HPA.replace("v2beta2", "v2"),
    });
  });

  test("one of several clusters that does not serve it is enough to wait", () => {
    const files = {
      "one.yaml": clusterAt("one", "1.34.6"),
      "two.yaml": clusterAt("two", "1.22.17"),
      "hpa.yaml": HPA,
    };
    const { after, reasons } = mended(files);
    expect(after["hpa.yaml"]).toBeUndefined();
    expect(reasons.join("\n")).toMatch(/hpa.yaml:1 autoscaling\/v2 is not served at 1.22.17 yet/);
  });

  test("a minor that no fact covers is not said to refuse it", () => {
    const { reasons } = mended({ "one.yaml": clusterAt("one", "1.14.0"), "a.yaml": JOB("batch/v1beta1") });
    expect(reasons.join("\n")).toMatch(/nobody knows whether 1.14.0 serves batch\/v1/);
  });
});
