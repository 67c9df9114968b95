import { describe, expect, test } from "vitest";
import { readFiles } from "./templates/read.ts";

describe("objects that a Jsonnet program writes down are likely", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "one",
      "// an app\n{\n  apiVersion: 'extensions/v1beta1',\n  kind: \"Ingress\",\n  metadata: { name: 'web', labels+: {} },\n}\n",
      ["3:3 extensions/v1beta1 Ingress likely"],
    ],
    [
      "in a function, a list and another object's fields",
      `local job(name) = { kind: 'CronJob', apiVersion:: 'batch/v1beta1', metadata+: { name: name } };
{
  jobs: [job(x) for x in ['a', 'b']],
  'pdb.yaml': { "apiVersion": 'policy/v1beta1', "kind": 'PodDisruptionBudget' } + $.labels,
}
`,
      ["1:38 batch/v1beta1 CronJob likely", "4:17 policy/v1beta1 PodDisruptionBudget likely"],
    ],
    [
      "a List and a reference",
      `{
  apiVersion: 'v1', kind: 'List', items: [
    { apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler', spec: {
      scaleTargetRef: { apiVersion: 'apps/v1beta1', kind: 'Deployment', name: 'x' },
    } },
  ],
}
`,
      [
        "3:7 autoscaling/v1 HorizontalPodAutoscaler likely",
        "4:25 apps/v1beta1 Deployment likely in items[].spec.scaleTargetRef",
      ],
    ],
    [
      "a choice",
      "function(old) { apiVersion: if old then 'apps/v1beta1' else 'apps/v1', kind: 'Deployment' }\n",
      ["1:17 apps/v1beta1 Deployment likely", "1:17 apps/v1 Deployment likely"],
    ],
    [
      "strings and comments are passed over",
      "{ a: |||\n    apiVersion: 'v1', kind: 'Pod'\n  |||, b: '{ apiVersion: \"v1\", kind: \"Pod\" }', /* { apiVersion: 'v1', kind: 'Pod' } */ c: @'\\' }\n",
      [],
    ],
    ["an object that others complete is none", "{ apiVersion: 'apps/v1beta1' } + kind\n", []],
  ])("%s", (_name, text, objects) => {
    expect(readFiles({ "lib/app.libsonnet": text })).toMatchObject({ objects, unread: [] });
  });
});

test("an apiVersion that the program computes is unread", () => {
  const { unread } = readFiles({ "app.jsonnet": "{ kind: 'Pod',\n  apiVersion: $._config.version }\n" });
  expect(unread).toEqual([
    {
      path: "app.jsonnet",
      line: 2,
      reason: "apiVersion is {{ $._config.version }}: it is computed while rendering",
    },
  ]);
});
