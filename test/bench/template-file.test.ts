import { expect, test } from "vitest";
import { templateFile } from "../../bench/corpus/template-file.ts";

const OBJECT = "apiVersion: batch/v1beta1\nkind: CronJob\n";

test.each([
  { name: "outside any branch", text: OBJECT, certainty: "proven" },
  { name: "after a branch", text: `{{- if .a }}\n# a\n{{- end }}\n${OBJECT}`, certainty: "proven" },
  { name: "inside a condition", text: `{{- if .a }}\n${OBJECT}{{- end }}\n`, certainty: "likely" },
  { name: "inside a loop", text: `{{ range .a }}\n${OBJECT}{{ end }}\n`, certainty: "likely" },
  { name: "in the other branch", text: `{{ if .a }}\n{{ else }}\n${OBJECT}{{ end }}\n`, certainty: "likely" },
])("a literal version $name is $certainty", ({ text, certainty }) => {
  const { written } = templateFile("templates/job.yaml", text);
  expect(written).toMatchObject([
    { apiVersion: "batch/v1beta1", kind: "CronJob", certainty, isTemplate: true },
  ]);
});

test("a version that an included template chooses is likely to be each of its choices", () => {
  const text = 'apiVersion: {{ include "version" . }}\nkind: CronJob\n';
  const { written } = templateFile("templates/job.yaml", text, { version: ["batch/v1", "batch/v1beta1"] });
  expect(written).toMatchObject([
    { apiVersion: "batch/v1", line: 1, certainty: "likely" },
    { apiVersion: "batch/v1beta1", line: 1, certainty: "likely" },
  ]);
});

test("a version that is any other action is none that could be told", () => {
  const text = "apiVersion: {{ .Values.version }}\nkind: CronJob\n";
  expect(templateFile("templates/job.yaml", text).written).toEqual([]);
});
