import { describe, expect, test } from "vitest";
import { renderJunit } from "../../src/report/junit.ts";
import type { Finding } from "../../src/source/finding.ts";
import { assessment } from "./sample-assessment.ts";

const FINDING: Finding = {
  id: "bare-pod",
  title: "A pod that no controller owns",
  severity: "risk",
  certainty: "proven",
  appliesTo: { from: null, to: null },
  places: [{ path: "a&b.yaml", line: 3, column: 1, object: { apiVersion: "v1", kind: "Pod", name: "x" } }],
  why: 'No controller owns "x" <y>\u0007.',
  fix: { text: "Delete it." },
  runbook: "docs/runbooks/bare-pod.md",
  sources: [],
};

describe("JUnit XML", () => {
  test("has a failed case a place, with its file and line", () => {
    const xml = renderJunit(assessment({ findings: [FINDING] }));
    expect(xml).toContain('<testsuites name="kubehop plan" tests="1" failures="1" skipped="0" errors="0">');
    expect(xml).toContain(
      '<testcase classname="kubehop.bare-pod" name="a&amp;b.yaml:3 Pod x" file="a&amp;b.yaml" line="3">',
    );
    expect(xml).toContain('<failure message="risk: A pod that no controller owns">');
  });

  test("carries no character that XML cannot", () => {
    const xml = renderJunit(assessment({ findings: [FINDING] }));
    expect(xml).not.toContain("\u0007");
    expect(xml).toContain("&quot;x&quot; &lt;y&gt;");
  });

  test("skips notices and what could not be read, with the reason", () => {
    const unread = [{ path: "c.yaml", line: 2, reason: "not valid YAML" }];
    const xml = renderJunit(assessment({ findings: [{ ...FINDING, severity: "notice" }], unread }));
    expect(xml).toContain('tests="2" failures="0" skipped="2"');
    expect(xml).toContain('<skipped message="not valid YAML"/>');
  });

  test("has one case that passed where nothing was found", () => {
    expect(renderJunit(assessment())).toMatch(/tests="1" failures="0"[\s\S]*<testcase [^>]*\/>/);
  });
});
