import { describe, expect, test } from "vitest";
import type { Rendering } from "../../../src/manifests/rendering/renderer.ts";
import { readFiles } from "../templates/read.ts";

const CHART = {
  "web/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
  "web/values.yaml": "ingress:\n  enabled: true\n",
};

/** Reads a chart whose rendering is given; the folders that were rendered stand in `asked`. */
function readRendered(files: Readonly<Record<string, string>>, rendering: Rendering) {
  const asked: string[] = [];
  const read = readFiles(
    { ...CHART, ...files },
    {
      most: 2,
      renderChart: (folder) => {
        asked.push(folder);
        return rendering;
      },
      buildKustomization: () => ({ reason: "not asked for" }),
    },
  );
  return { ...read, asked };
}

function rendered(...documents: readonly string[]): Rendering {
  return { text: documents.map((document) => `---\n${document}`).join("") };
}

const PDB = `{{- if .Capabilities.APIVersions.Has "policy/v1" }}
apiVersion: policy/v1
{{- else }}
apiVersion: policy/v1beta1
{{- end }}
kind: PodDisruptionBudget
metadata:
  name: {{ .Release.Name }}
`;
const INGRESS = `{{- if .Values.ingress.enabled }}
apiVersion: extensions/v1beta1
kind: Ingress
metadata:
  name: web
spec:
  backend:
    serviceName: {{ .Release.Name }}
    servicePort: 80
{{- end }}
`;

describe("what helm wrote takes the place of what the templates say", () => {
  test("an object that the defaults switch on is proven, and has its value", () => {
    const { manifests, objects, templates } = readRendered(
      { "web/templates/ingress.yaml": INGRESS },
      rendered(
        "# Source: shop/templates/ingress.yaml\napiVersion: extensions/v1beta1\nkind: Ingress\nmetadata:\n  name: web\nspec:\n  backend:\n    serviceName: kubehop\n    servicePort: 80\n",
      ),
    );
    expect(objects).toEqual(["2:1 extensions/v1beta1 Ingress proven"]);
    expect(templates).toEqual({ certain: 1, conditional: 0, unresolved: 0 });
    expect(manifests[0]).toMatchObject({ path: "web/templates/ingress.yaml", name: "web" });
    expect(manifests[0]?.value?.textAt("spec", "backend", "serviceName")).toBe("kubehop");
  });

  test("a line in it has its place in the template where it stands there, else the object's", () => {
    const { manifests } = readRendered(
      { "web/templates/ingress.yaml": INGRESS },
      rendered(
        "# Source: shop/templates/ingress.yaml\napiVersion: extensions/v1beta1\nkind: Ingress\nmetadata:\n  name: web\nspec:\n  backend:\n      serviceName: kubehop\n      servicePort: 80\n",
      ),
    );
    const backend = manifests[0]?.value?.get("spec", "backend");
    expect(backend?.keyPosition("servicePort")).toEqual({ line: 9, column: 5 });
    expect(backend?.keyPosition("serviceName")).toEqual({ line: 2, column: 1 });
  });

  test("the other apiVersions of its mapping are settled; what the cluster decides stays likely", () => {
    const { objects } = readRendered(
      { "web/templates/pdb.yaml": PDB },
      rendered(
        "# Source: shop/templates/pdb.yaml\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: kubehop\n",
      ),
    );
    expect(objects).toEqual(["2:1 policy/v1 PodDisruptionBudget likely"]);
  });

  test("what defaults leave out stays as the template says it", () => {
    const { objects } = readRendered(
      { "web/templates/ingress.yaml": INGRESS, "web/templates/pdb.yaml": PDB },
      rendered("# Source: shop/templates/pdb.yaml\napiVersion: policy/v1\nkind: PodDisruptionBudget\n"),
    );
    expect(objects).toEqual([
      "2:1 policy/v1 PodDisruptionBudget likely",
      "2:1 extensions/v1beta1 Ingress likely",
    ]);
  });

  test("an object of a define stands where the define says it", () => {
    const { manifests } = readRendered(
      {
        "web/templates/_job.tpl": '{{ define "job" }}\napiVersion: batch/v1beta1\nkind: CronJob\n{{ end }}',
        "web/templates/jobs.yaml": '{{ if .Values.jobs }}{{ include "job" . }}{{ end }}\n',
      },
      rendered("# Source: shop/templates/jobs.yaml\napiVersion: batch/v1beta1\nkind: CronJob\n"),
    );
    expect(manifests).toMatchObject([
      { path: "web/templates/_job.tpl", at: { line: 2, column: 1 }, certainty: "proven" },
    ]);
  });

  test("an object that no template shows stands where its file leaves open what it writes, which is no longer unread", () => {
    const { manifests, unread } = readRendered(
      { "web/templates/all.yaml": '# Everything.\n{{ include "library.all" . }}\n' },
      rendered("# Source: shop/templates/all.yaml\napiVersion: apps/v1\nkind: Deployment\n"),
    );
    expect(manifests).toMatchObject([{ path: "web/templates/all.yaml", at: { line: 2, column: 1 } }]);
    expect(unread).toEqual([]);
  });

  test("a separator that a template writes does not part an object from its file", () => {
    const { manifests } = readRendered(
      { "web/templates/extra.yaml": "{{- range .Values.extra }}\n---\n{{ toYaml . }}\n{{- end }}\n" },
      rendered("# Source: shop/templates/extra.yaml\n---\napiVersion: v1\nkind: Secret\n"),
    );
    expect(manifests).toMatchObject([{ path: "web/templates/extra.yaml", kind: "Secret" }]);
  });

  test("an object of a packed dependency stands at the chart, one of a plain file is told once", () => {
    const { manifests } = readRendered(
      { "web/templates/a.yaml": INGRESS, "web/templates/plain.yaml": "apiVersion: v1\nkind: Secret\n" },
      rendered(
        "# Source: shop/charts/redis/templates/svc.yaml\napiVersion: v1\nkind: Service\n",
        "# Source: shop/templates/plain.yaml\napiVersion: v1\nkind: Secret\n",
      ),
    );
    expect(manifests.map(({ path, kind }) => `${path} ${kind}`)).toEqual([
      "web/templates/plain.yaml Secret",
      "web/Chart.yaml Service",
      "web/templates/a.yaml Ingress",
    ]);
  });

  test("two objects that look alike have a place each", () => {
    const service = "apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .x }}\n---\n";
    const source = "# Source: shop/templates/a.yaml\napiVersion: v1\nkind: Service\nmetadata:\n  name:";
    const { objects } = readRendered(
      { "web/templates/a.yaml": service + service },
      rendered(`${source} a\n`, `${source} b\n`),
    );
    expect(objects).toEqual(["1:1 v1 Service proven", "6:1 v1 Service proven"]);
  });
});

test("a dependency in charts/ is rendered with its chart; a library is not", () => {
  const { asked } = readRendered(
    {
      "web/charts/redis/Chart.yaml": "name: redis\n",
      "web/charts/redis/templates/a.yaml": INGRESS,
      "common/Chart.yaml": "name: common\ntype: library\n",
      "common/templates/_a.yaml": INGRESS,
    },
    rendered(),
  );
  expect(asked).toEqual(["web/"]);
});

test("a chart that could not be rendered is read as it is, and what was passed over says why", () => {
  const read = readRendered({ "web/templates/ingress.yaml": INGRESS }, { reason: "helm is not on PATH" });
  expect(read.objects).toEqual(["2:1 extensions/v1beta1 Ingress likely"]);
  expect(read.unread).toEqual([]);
  expect(read.skipped).toEqual([
    {
      path: "web/Chart.yaml",
      reason: "not rendered: helm is not on PATH; its templates were read as they are",
    },
  ]);
});

test("of more charts than are worth the time none is rendered, and that is told", () => {
  const charts = ["a", "b", "c"].map((name) => [
    [`${name}/Chart.yaml`, `name: ${name}\n`],
    [`${name}/templates/a.yaml`, INGRESS],
  ]);
  const { asked, objects, skipped } = readRendered(Object.fromEntries(charts.flat()), rendered());
  expect(asked).toEqual([]);
  expect(objects).toHaveLength(3);
  expect(skipped).toEqual([
    { path: ".", reason: expect.stringMatching(/^3 charts were not rendered, because they are more than 2/) },
  ]);
});
