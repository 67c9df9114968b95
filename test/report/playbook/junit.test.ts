import { spawnSync } from "node:child_process";
import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { runJunit } from "../../../src/report/playbook/junit.ts";
import { hostileRun } from "./hostile-run.ts";
import { playbookRun, stepRun, teardownRun } from "./sample-run.ts";

/** Generated inputs take their time on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

const PARSE = "import sys, xml.dom.minidom; xml.dom.minidom.parseString(sys.stdin.buffer.read())";
const hasPython = spawnSync("python3", ["--version"]).status === 0;
if (!hasPython) console.log("skipped: no python3, whose expat reads the XML");

describe("a run as JUnit XML", () => {
  it("is one suite of the playbook's name with its path, and one case a step", () => {
    const xml = runJunit(playbookRun({ path: 1, degraded: true }));
    expect(xml).toContain(
      '<testsuite name="validate-ingress-change" tests="2" failures="0" errors="0" skipped="0" time="2.800">',
    );
    expect(xml).toContain('<property name="path" value="1"/>');
    expect(xml).toContain('<property name="degraded" value="true"/>');
    expect(xml).toContain(
      '<testcase classname="validate-ingress-change" name="manifest-is-valid" time="1.400">',
    );
    expect(xml).toContain(
      "<system-out>ingress.networking.k8s.io/shop created (server dry run)\n</system-out>",
    );
  });

  it.each([
    ["failed", '<failure type="failed" message="It ended with exit code 0.">'],
    ["timed_out", '<failure type="timed_out" message="A command ran out of time.">'],
    ["cancelled", '<skipped message="cancelled: The run was cancelled while it ran."/>'],
    ["not_run", '<skipped message="not run: The run ended before it."/>'],
    ["no_variant", '<skipped message="no variant: It has no variant for a path that can be used here."/>'],
  ] as const)("says of a step that is %s", (status, element) => {
    expect(runJunit(playbookRun({ steps: [stepRun({ status })] }))).toContain(element);
  });

  it("has an error where it could not run, with what is missing", () => {
    const missing = { tools: ["kind"], files: ["a.yaml"] };
    const xml = runJunit(
      playbookRun({ result: "error", path: null, reason: "No path.", steps: [], missing }),
    );
    expect(xml).toContain('tests="1" failures="0" errors="1" skipped="0"');
    expect(xml).toContain(
      '<error type="error" message="No path.">No path.\nMissing tool: kind\nMissing file: a.yaml</error>',
    );
  });

  it("shows a failed teardown, which changes no result", () => {
    const teardown = [teardownRun({ status: "failed", outputExcerpt: "denied" })];
    const xml = runJunit(playbookRun({ teardown }));
    expect(xml).toContain('failures="0" errors="0"');
    expect(xml).toContain('<property name="teardown-failures" value="1"/>');
    expect(xml).toContain(
      "<system-err>Teardown of traffic-reaches-the-shop failed: minikube delete --profile shop\ndenied</system-err>",
    );
  });

  it("carries no character that XML 1.0 cannot, whatever a command wrote", () => {
    const bytes = fc.uint8Array({ maxLength: 200 }).map((chunk) => Buffer.from(chunk).toString("latin1"));
    const units = fc.array(
      fc.constantFrom("]]>", "\u0000", "\ud800", "\ufffe", "\uffff", "\u0085", "<", "&", "🚀"),
    );
    const output = fc.oneof(
      bytes,
      units.map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(output, (outputExcerpt) => {
        const xml = runJunit(playbookRun({ steps: [stepRun({ outputExcerpt, name: outputExcerpt })] }));
        expect(xml.isWellFormed()).toBe(true);
        expect(xml).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
        expect(xml).not.toContain("]]>");
      }),
    );
  });

  it.skipIf(!hasPython)("is read by an XML parser, whatever a run says", () => {
    const [run] = fc.sample(hostileRun, { numRuns: 1, seed: 7 });
    const runs = fc.sample(hostileRun, { numRuns: 60, seed: 8 });
    const steps = runs.flatMap((one) => one.steps);
    const teardown = runs.flatMap((one) => one.teardown);
    const xml = runJunit(playbookRun({ ...run, result: "error", steps, teardown }));
    expect(spawnSync("python3", ["-c", PARSE], { input: xml }).status).toBe(0);
  });
});
