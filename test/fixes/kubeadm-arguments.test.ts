import { describe, expect, test } from "vitest";
import { kubeadm, mended } from "./mended.ts";

/** What becomes of a v1beta3 document at 1.34.6, or the reasons why nothing does. */
function moved(lines: string) {
  const { after, reasons } = mended({ "kubeadm.yaml": kubeadm(lines, "v1beta3") });
  return after["kubeadm.yaml"] ?? reasons.join("\n");
}

describe("arguments", () => {
  test.each([
    ["none at all, as braces", "apiServer:\n  extraArgs: {}\n", "apiServer:\n  extraArgs: []\n"],
    ["none at all, as nothing", "apiServer:\n  extraArgs:\n", "apiServer:\n  extraArgs:\n"],
    [
      "an empty text",
      'apiServer:\n  extraArgs:\n    a: ""\n',
      'apiServer:\n  extraArgs:\n    - name: a\n      value: ""\n',
    ],
    [
      "a removed gate beside others",
      "apiServer:\n  extraArgs:\n    feature-gates: JobPodFailurePolicy=true\n    a: b\n",
      "apiServer:\n  extraArgs:\n    - name: a\n      value: b\n",
    ],
    [
      "a line of another end than the file's first",
      'apiServer:\r\n  extraArgs:\n    a: "b"\n',
      'apiServer:\r\n  extraArgs:\n    - name: a\n      value: "b"\n',
    ],
  ])("%s", (_name, before, after) => {
    expect(moved(before)).toBe(kubeadm(after));
  });

  test.each([
    [
      "a number, which kubeadm refuses as it is",
      "apiServer:\n  extraArgs:\n    v: 2\n",
      /put the value of v into quotes/,
    ],
    [
      "a value of two lines",
      "apiServer:\n  extraArgs:\n    a: b\n      c\n",
      /not written one argument a line/,
    ],
    [
      "an alias",
      "apiServer:\n  extraArgs: &args\n    a: b\nscheduler:\n  extraArgs: *args\n",
      /not written one argument a line/,
    ],
    [
      "a merge",
      "x: &args\n  a: b\nscheduler:\n  extraArgs:\n    <<: *args\n    c: d\n",
      /not written one argument a line/,
    ],
  ])("not %s", (_name, lines, reason) => {
    expect(moved(lines)).toMatch(reason);
  });
});

test("all documents of a file move, or none does", () => {
  const join =
    "---\napiVersion: kubeadm.k8s.io/v1beta3\nkind: JoinConfiguration\ndiscovery:\n  timeout: 5m0s\n";
  expect(moved(join)).toMatch(/kubeadm.yaml:1 it goes together with kubeadm.yaml:6/);
});
