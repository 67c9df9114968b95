import { describe, expect, test } from "vitest";
import { customResourcesCheck } from "../../src/findings/checks/custom-resources.ts";
import { definedVersionsCheck } from "../../src/findings/checks/defined-versions.ts";
import { found, inShort } from "./manifest-check.ts";

function definition(versions: string, status = ""): string {
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  names: {kind: Widget, plural: widgets}
  scope: Namespaced
  versions:
${versions}${status}`;
}

const OLD_OFF =
  "  - {name: v1alpha1, served: false, storage: false}\n  - {name: v1, served: true, storage: true}\n";
const ONLY_NEW = "  - {name: v1, served: true, storage: true}\n";

function widget(version: string): string {
  return `apiVersion: example.com/${version}\nkind: Widget\nmetadata: {name: a}\n`;
}

describe("objects of the repository's own definitions", () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      "in a version that is switched off",
      { "crd.yaml": definition(OLD_OFF), "a.yaml": widget("v1alpha1"), "b.yaml": widget("v1alpha1") },
      ["custom-resource-not-served risk a.yaml:1 b.yaml:1"],
    ],
    [
      "in a version that the definition does not have",
      { "crd.yaml": definition(ONLY_NEW), "a.yaml": widget("v2") },
      ["custom-resource-not-served risk a.yaml:1"],
    ],
    [
      "in a version that the definition does not have, in a test",
      { "crd.yaml": definition(ONLY_NEW), "tests/conversion/a.yaml": widget("v2") },
      ["custom-resource-not-served notice tests/conversion/a.yaml:1"],
    ],
    ["in a version that is served", { "crd.yaml": definition(ONLY_NEW), "a.yaml": widget("v1") }, []],
    [
      "in a version that one of two copies serves",
      {
        "old/crd.yaml": definition("  - {name: v1alpha1, served: true, storage: true}\n"),
        "new/crd.yaml": definition(ONLY_NEW),
        "a.yaml": widget("v1alpha1"),
      },
      [],
    ],
    [
      "in a version that the definition calls deprecated",
      {
        "crd.yaml": definition(
          `  - {name: v1alpha1, served: true, deprecated: true, storage: false}\n${ONLY_NEW}`,
        ),
        "a.yaml": widget("v1alpha1"),
      },
      ["custom-resource-deprecated notice a.yaml:1"],
    ],
    ["of a kind that the repository does not define", { "a.yaml": widget("v1alpha1") }, []],
    [
      "of a v1beta1 definition with a single version",
      {
        "crd.yaml":
          "apiVersion: apiextensions.k8s.io/v1beta1\nkind: CustomResourceDefinition\nspec:\n  group: example.com\n  version: v1\n  names: {kind: Widget}\n",
        "a.yaml": widget("v1alpha1"),
        "b.yaml": widget("v1"),
      },
      ["custom-resource-not-served risk a.yaml:1"],
    ],
  ])("%s", (_, files, expected) => {
    expect(inShort(found(customResourcesCheck, files))).toEqual(expected);
  });
});

describe("versions that a definition has stored", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "and no longer has",
      definition(ONLY_NEW, "status:\n  storedVersions: [v1alpha1, v1]\n"),
      ["crd-stored-version risk crd.yaml:11"],
    ],
    [
      "and no longer serves",
      definition(OLD_OFF, "status:\n  storedVersions:\n  - v1alpha1\n"),
      ["crd-stored-version risk crd.yaml:13", "crd-version-not-served notice crd.yaml:9"],
    ],
    ["and serves", definition(ONLY_NEW, "status:\n  storedVersions: [v1]\n"), []],
  ])("%s", (_, text, expected) => {
    expect(inShort(found(definedVersionsCheck, { "crd.yaml": text }))).toEqual(expected);
  });
});
