import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { PlaybookRun } from "../../../src/playbook/playbook-run.ts";
import { runComment, runSummary } from "../../../src/report/playbook/markdown.ts";
import { HOSTILE } from "../hostile-text.ts";
import { GITHUB_REFERENCE, nodesOf, parseMarkdown, referenceText } from "../parse-markdown.ts";
import { hostileRun } from "./hostile-run.ts";
import { playbookRun, stepRun, teardownRun } from "./sample-run.ts";

/** Generated inputs take their time on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

const firstLine = (run: PlaybookRun) => runComment(run, {}).split("\n")[0];
/** Our own folded parts, and nothing else that is HTML. */
const OUR_HTML = /^(?:<details><summary>[^<>\n]*<\/summary>|<\/details>|<sub>|<\/sub>)$/;

describe("the first line of the comment", () => {
  const failed = stepRun({ status: "failed" });
  const runs: readonly (readonly [Partial<PlaybookRun>, string])[] = [
    [{}, "### ✅ validate-ingress-change passed on path 2 (minikube)"],
    [
      { path: 1, degraded: true, recommended: { path: 2, needs: [] } },
      "### ⚠️ validate-ingress-change passed on path 1 (kind), below the recommended path 2 (minikube)",
    ],
    [{ degraded: true }, "### ⚠️ validate-ingress-change passed on path 2 (minikube), degraded"],
    [
      { result: "failed", path: 0, steps: [failed] },
      "### ⛔ validate-ingress-change failed on path 0 (static): step manifest-is-valid failed",
    ],
    [
      { result: "cancelled", path: 3 },
      "### ⏹️ validate-ingress-change was cancelled on path 3 (cloud): 2 of 2 steps had passed",
    ],
    [
      { result: "error", path: null, degraded: true, reason: "No path can be taken here. Path 1 (kind) …" },
      "### ❔ validate-ingress-change could not run: No path can be taken here",
    ],
    [
      { teardown: [teardownRun({ status: "timed_out" })] },
      "### ⚠️ validate-ingress-change passed on path 2 (minikube); teardown failed (1 command)",
    ],
  ];

  it.each(runs)("is the verdict with the path's number and name: %j", (changes, line) => {
    expect(firstLine(playbookRun(changes))).toBe(line);
  });
});

describe("the comment of a run", () => {
  it("says which claims were not validated, on which path they are, and what that needs", () => {
    const text = runComment(
      playbookRun({
        path: 1,
        degraded: true,
        reason: "Path 2 (minikube) cannot be taken: minikube is not on PATH.",
        recommended: {
          path: 2,
          needs: ["minikube is not on PATH (https://minikube.sigs.k8s.io/docs/start/)"],
        },
        notValidated: ["traffic reaches the workload"],
      }),
      { file: "playbooks/in gress.yaml" },
    );
    expect(text).toContain("#### Not validated\n\n- traffic reaches the workload\n");
    expect(text).toContain("`kubehop playbook run 'playbooks/in gress.yaml' --path 2`");
    expect(text).toContain(
      "minikube is not on PATH ([how to install](https://minikube.sigs.k8s.io/docs/start/))",
    );
  });

  it.each([
    ["failed", [stepRun({ status: "failed" })], "once every step before them passes"],
    ["error", [stepRun({ status: "not_run" })], "once what kept it from running is mended"],
    ["cancelled", [stepRun({ status: "cancelled" })], "and let it end"],
  ] as const)("says of a run that ended with %s when to run it again", (result, steps, when) => {
    const text = runComment(playbookRun({ result, steps, path: 1, notValidated: ["it works"] }), {});
    expect(text).toContain(`To check them, run the playbook again on path 1 (kind) ${when}.`);
  });

  it("says of a failed step the cause, the evidence, the next command and the runbook page", () => {
    const diagnosis = {
      class: "image-pull-not-found",
      object: "Pod shop/web-1",
      cause: "The image `shop:1.9` does not exist.",
      evidence: ["Failed to pull image: not found"],
      next: "kubectl -n shop describe pod web-1",
      runbook: "docs/runbooks/image-pull-not-found.md",
    };
    const steps = [
      stepRun({ status: "failed", exitCode: 1, reason: "It ended with 1.", diagnosis: [diagnosis] }),
    ];
    const text = runComment(playbookRun({ result: "failed", steps }), {});
    expect(text).toContain("**manifest-is-valid** failed: It ended with 1.");
    expect(text).toContain("**Cause:** `Pod shop/web-1`: The image `shop:1.9` does not exist.");
    expect(text).toContain("```text\nFailed to pull image: not found\n```");
    expect(text).toContain("```sh\nkubectl -n shop describe pod web-1\n```");
    expect(text).toMatch(/\[runbook\]\(https:\/\/\S+docs\/runbooks\/image-pull-not-found\.md\)/);
  });

  it("is loud about a failed teardown, with the command to type again, before anything else", () => {
    const teardown = [
      teardownRun({ status: "failed", command: "kind delete cluster", outputExcerpt: "denied" }),
    ];
    const text = runComment(playbookRun({ teardown }), {});
    const [warning, table] = [text.indexOf("**Teardown failed:**"), text.indexOf("| step |")];
    expect(warning).toBeGreaterThan(0);
    expect(warning).toBeLessThan(table);
    expect(text).toContain("```sh\nkind delete cluster\n```\n\n```text\ndenied\n```");
  });

  it("names missing tools and files, warnings, and where whole outputs are", () => {
    const text = runComment(
      playbookRun({
        result: "error",
        path: null,
        missing: { tools: ["kind"], files: ["deploy/a.yaml"] },
        warnings: ["its expected_output is blank"],
        artifacts: ["manifest-is-valid-1.log"],
      }),
      {},
    );
    expect(text).toContain("**Missing tools:** `kind`");
    expect(text).toContain("**Missing files:** `deploy/a.yaml`");
    expect(text).toContain("#### Warnings\n\n- its expected\\_output is blank");
    expect(text).toContain("<sub>Whole outputs and logs: `manifest-is-valid-1.log`</sub>");
  });

  it("begins with the caller's marker where one is given", () => {
    expect(runComment(playbookRun(), { marker: "<!-- kubehop:playbook:x -->" })).toMatch(
      /^<!-- kubehop:playbook:x -->\n### ✅/,
    );
  });
});

describe("whatever a run says", () => {
  it("nothing of it becomes markup, a link, a mention, or a line of its own", () => {
    fc.assert(
      fc.property(hostileRun, (run) => {
        const tree = parseMarkdown(runComment(run, {}));
        const nodes = nodesOf(tree);
        const html = nodes.flatMap((node) => (node.type === "html" ? node.value.split("\n") : []));
        const links = nodes.flatMap((node) => (node.type === "link" ? [node.url] : []));
        expect(html.filter((line) => !OUR_HTML.test(line))).toEqual([]);
        expect(links.filter((url) => !url.startsWith("https://github.com/kubehop/"))).toEqual([]);
        expect(referenceText(tree)).not.toMatch(GITHUB_REFERENCE);
      }),
      { numRuns: 60 },
    );
  });

  it("an output never leaves its code block, and no line of it stands outside", () => {
    const line = fc.constantFrom(
      ...HOSTILE.flatMap((text) => text.split(/\r?\n/)),
      "/cancel",
      "```text",
      "~~~~",
      "``````",
      "   ```",
      "> ```",
      "\t```",
      "</details>",
      "::add-mask::x",
    );
    const output = fc
      .array(line, { minLength: 1, maxLength: 8 })
      .map((lines) => lines.map((text) => `${text}LEAK\n`).join(""));
    fc.assert(
      fc.property(output, fc.constantFrom("passed", "failed", "cancelled"), (outputExcerpt, status) => {
        const steps = [stepRun({ status, outputExcerpt })];
        const teardown = [teardownRun({ status: "failed", outputExcerpt })];
        const tree = parseMarkdown(runComment(playbookRun({ steps, teardown }), {}));
        const outside = nodesOf(tree).filter(
          (node) => node.type !== "code" && "value" in node && node.value.includes("LEAK"),
        );
        const inside = nodesOf(tree).filter((node) => node.type === "code" && node.value.includes("LEAK"));
        expect(outside).toEqual([]);
        expect(inside).toHaveLength(2);
      }),
      { numRuns: 100 },
    );
  });

  it("a blank line follows every summary", () => {
    fc.assert(
      fc.property(hostileRun, (run) => {
        const lines = runComment(run, {}).split("\n");
        const after = lines.filter((_, index) =>
          /^<details><summary>.*<\/summary>$/.test(lines[index - 1] ?? ""),
        );
        expect(after.filter((line) => line !== "")).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe("a run of thousands of steps that wrote 64 KiB each", () => {
  const KIB_64 = 64 * 1024;
  const outputs: readonly (readonly [name: string, output: string, steps?: number])[] = [
    ["backticks", "`".repeat(KIB_64), 5_000],
    ["tildes in lines", "~~~~~~\n".repeat(KIB_64 / 7)],
    ["hidden characters", "\u200b".repeat(KIB_64)],
    ["one long line", "x".repeat(KIB_64)],
    ["empty lines", "\n".repeat(KIB_64)],
    ["signs of four bytes", "🚀".repeat(KIB_64 / 4)],
    ["folded parts", "</details>\n".repeat(KIB_64 / 11)],
  ];
  const statuses = ["passed", "failed"] as const;
  const cases = outputs.flatMap(([name, output, count = 300]) =>
    statuses.map((status) => ({ name, status, output, count })),
  );

  it.each(cases)(
    "keeps GitHub's limits when $count steps $status with $name",
    ({ output, status, count }) => {
      const steps = Array.from({ length: count }, (_, index) =>
        stepRun({ name: `step-${index}`, status, outputExcerpt: output, validates: `claim ${index}` }),
      );
      const notValidated = steps.map(({ validates }) => validates ?? "");
      const run = playbookRun({
        result: status,
        steps,
        notValidated,
        teardown: steps.map(({ name }) => teardownRun({ step: name, status, outputExcerpt: output })),
        warnings: notValidated,
        artifacts: steps.map(({ name }) => `${name}-1.log`),
      });
      const comment = runComment(run, {});
      expect(comment.length).toBeLessThanOrEqual(65_535);
      expect(Buffer.byteLength(runSummary(run, {}))).toBeLessThanOrEqual(1024 * 1024);
      expect(comment).toContain("#### Not validated");
      expect(comment).toMatch(/Left out|and [\d,]+ more/);
      expect(comment).toContain("`report.html`");
      const blocks = parseMarkdown(comment).children.map(({ type }) => type);
      expect(blocks.filter((type) => type === "html").length % 2).toBe(0);
    },
  );
});
