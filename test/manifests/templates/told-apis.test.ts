import { expect, test } from "vitest";
import { tellsItsApis } from "../../../src/manifests/templates/told-apis.ts";

const OBJECT = "apiVersion: v1\nkind: Service\n";

test.each([
  ["an object", OBJECT],
  ["objects in branches", `{{- if .Values.a }}\n${OBJECT}---\n{{- else -}}\n${OBJECT}{{ end }}\n`],
  ["values that are computed", `${OBJECT}metadata:\n  name: {{ include "name" . }}\n`],
  [
    "a range over pairs",
    `${OBJECT}data:\n{{- range $key, $value := .Values.data }}\n  {{ $key }}: a\n{{- end }}\n`,
  ],
  ["comments", `{{- /* a comment */ -}}\n# another one\n${OBJECT}`],
  ["a marker before the first object", `---\n${OBJECT}`],
])("a template says itself what it writes: %s", (_, text) => {
  expect(tellsItsApis(text)).toBe(true);
});

test.each([
  ["a line that is computed", `${OBJECT}---\n{{ include "object" . }}\n`],
  ["a line that is computed behind blanks", `${OBJECT}{{-  toYaml .Values.more }}\n`],
  ["a kind without an apiVersion", "kind: Service\n"],
  ["a second document without a kind", `${OBJECT}---\napiVersion: v1\n`],
  ["a define", `{{ define "a" }}\n${OBJECT}{{ end }}\n`],
  ["a block", `{{- block "a" . }}\n${OBJECT}{{ end }}\n`],
  ["a variable", `{{- $name := "a" }}\n${OBJECT}`],
])("a template leaves something open: %s", (_, text) => {
  expect(tellsItsApis(text)).toBe(false);
});
