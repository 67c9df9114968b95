import { describe, expect, test } from "vitest";
import { apiVersionsCheck } from "../../src/findings/checks/api-versions.ts";
import { found, inShort } from "./manifest-check.ts";
import { hopsOf } from "./sample-cluster.ts";

const APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

function live(metadata: object): string {
  const object = {
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: { name: "job", namespace: "prod", ...metadata },
  };
  return JSON.stringify({ apiVersion: "v1", kind: "List", items: [object] }, null, 1);
}

function told(path: string, metadata: object, from = "1.24.17"): readonly string[] {
  return inShort(
    found(apiVersionsCheck, { [path]: live(metadata) }, { hops: hopsOf(from, "1.29"), to: "1.29" }),
  );
}

describe("an object of a live cluster that was written in an old version", () => {
  test.each([
    ["by a field manager", { managedFields: [{ manager: "argocd", apiVersion: "batch/v1beta1" }] }],
    ["by kubectl apply", { annotations: { [APPLIED]: '{"apiVersion":"batch/v1beta1","kind":"CronJob"}\n' } }],
  ])("%s is told before the hop that refuses the next write", (_, metadata) => {
    expect(told("live/objects.json", metadata)).toEqual([
      expect.stringMatching(/^removed-api risk live\/objects.json:\d+$/),
    ]);
  });

  test("long ago is a notice: the object is there in the new version", () => {
    const metadata = { annotations: { [APPLIED]: '{"apiVersion":"batch/v1beta1"}' } };
    expect(told("live/objects.json", metadata, "1.27.16")).toEqual([
      expect.stringMatching(/^removed-api notice /),
    ]);
  });

  test.each([
    [
      "in the version that is shown",
      "live/objects.json",
      { managedFields: [{ manager: "helm", apiVersion: "batch/v1" }] },
    ],
    [
      "in a file of a repository",
      "dump/objects.json",
      { managedFields: [{ manager: "helm", apiVersion: "batch/v1beta1" }] },
    ],
  ])("%s is none", (_, path, metadata) => {
    expect(told(path, metadata)).toEqual([]);
  });

  test("names its writer", () => {
    const text = live({ managedFields: [{ manager: "helm", apiVersion: "batch/v1beta1" }] });
    const way = { hops: hopsOf("1.24.17", "1.29"), to: "1.29" };
    expect(found(apiVersionsCheck, { "live/objects.json": text }, way)[0]?.fix.text).toContain(
      "last written by helm",
    );
  });
});
