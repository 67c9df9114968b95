import { describe, expect, test } from "vitest";
import { documentWords } from "../../src/manifests/document-words.ts";

describe("the words of a document are what it names after apiVersion and kind", () => {
  test.each<[string, string, readonly string[]]>([
    ["block style", "apiVersion: apps/v1\nkind: Deployment\n", ["apps/v1", "Deployment"]],
    ["JSON", '{"apiVersion":"v1","kind" : "Service"}', ["v1", "Service"]],
    ["flow style", "{apiVersion: v1, kind: Service}", ["v1", "Service"]],
    ["quotes and a comment", "apiVersion: 'policy/v1' # old\nkind: \"Job\"\r\n", ["policy/v1", "Job"]],
    [
      "nested references",
      "kind: HPA\nspec:\n  scaleTargetRef:\n    kind: Deployment\n",
      ["HPA", "Deployment"],
    ],
    ["a schema's property", "kind: CRD\nproperties:\n  kind:\n    type: string\n", ["CRD"]],
    ["a schema's property behind a comment", "  kind:\n    # which\n\n    type: string\n", []],
    ["a colon on the next line", '{"apiVersion"\r\n: "v1", "kind"\n\t:"Service"}', ["v1", "Service"]],
    [
      "JSON in a quoted string",
      String.raw`a: "{\"apiVersion\":\"v1\", \"kind\": \"Service\"}"`,
      ["v1", "Service"],
    ],
    [
      "JSON in a string of JSON in a string",
      String.raw`a: "{\"b\":\"{\\\"kind\\\":\\\"Service\\\"}\"}"`,
      ["Service"],
    ],
    ["no object at all", "name: build\non: push\n", []],
  ])("%s", (_name, text, words) => {
    expect(documentWords(text)).toEqual({ words: new Set(words), isUnclear: false });
  });
});

test.each([
  ["an alias", "kind: *kind\n"],
  ["an anchor", "apiVersion: &old extensions/v1beta1\n"],
  ["a tag", "kind: !!str Ingress\n"],
  ["a value on a line of its own", "kind:\n  Ingress\n"],
  ["a value behind a comment that looks like a key", "kind:\n  # type: string\n  Ingress\n"],
  ["a block scalar", "kind: >-\n  Ingress\n"],
  ["an escaped slash", '{"apiVersion":"extensions\\/v1beta1"}'],
  ["an escaped slash in a quoted string", String.raw`a: "{\"apiVersion\":\"policy\\/v1beta1\"}"`],
  ["lines in a quoted string", String.raw`a: "apiVersion: v1\nkind: Service\n"`],
  ["an escaped letter", '{"apiVersion":"v1","kind":"v1","\\u006bind":"Ingress"}'],
  ["keys that are escaped, all of them", '{"api\\u0056ersion":"v1","\\x6bind":"Ingress"}'],
  ["an explicit key", "apiVersion: v1\n? kind\n: Ingress\n"],
  ["an explicit key behind a dash", "- ? apiVersion\n  : v1\n  kind: Ingress\n"],
  ["an explicit key in flow style", "{? kind : Ingress, apiVersion: v1}\n"],
  ["an explicit key with a tag, on a line of its own", "?\n  !!str kind\n: Ingress\n"],
  ["explicit keys alone", "? apiVersion\n: v1\n? kind\n: Ingress\n"],
])("%s makes it unclear, so that it is parsed", (_name, text) => {
  expect(documentWords(text).isUnclear).toBe(true);
});
