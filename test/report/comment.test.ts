import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { Assessment } from "../../src/assessment/assessment.ts";
import { renderCheckRun } from "../../src/report/check-run.ts";
import { renderComment } from "../../src/report/comment.ts";
import { repositoryLinks } from "../../src/report/links.ts";
import { hostileText } from "./hostile-text.ts";
import { GITHUB_REFERENCE, nodesOf, parseMarkdown, referenceText } from "./parse-markdown.ts";
import { assessment, cluster, entry, finding, hop, node, plan, step } from "./sample-assessment.ts";

/** Generated inputs take their time on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

const COMMIT = { serverUrl: "https://github.com", owner: "acme", repository: "fleet", sha: "3f1c9ab" };
const links = repositoryLinks(COMMIT);
const comment = (of: Assessment) => renderComment(of, links);

const of = (overrides: Partial<Assessment>) => comment(assessment(overrides));

function seventeenHops(): Assessment {
  const cast = cluster();
  const hops = Array.from({ length: 17 }, (_, index) =>
    hop(cast, { from: `1.${20 + index}.1`, to: `1.${21 + index}.1` }, true),
  );
  return assessment({
    clusters: [entry({ cluster: cast, plan: plan(cast, { hops, from: "1.20.1", to: "1.37.1" }) })],
  });
}

const long = (length: number, text: string) => Array.from({ length }, () => text).join(" ");

const shape = (one: Assessment) =>
  nodesOf(parseMarkdown(comment(one)))
    .map(({ type }) => type)
    .filter((type) => ["heading", "table", "tableRow", "list"].includes(type));

const many = (length: number) =>
  Array.from({ length }, (_, index) => finding({ why: `Finding ${index}: ${long(60, "word & more")}.` }));

/** What a page may hold: our own folds, each opened and closed, the small print, and fences that end. */
function expectWhole(text: string): void {
  const nodes = nodesOf(parseMarkdown(text));
  const html = nodes.flatMap((one) => (one.type === "html" ? [one.value] : []));
  let open = 0;
  for (const tag of html) {
    expect(tag).toMatch(
      /^(<details><summary>[^<>\n]*<\/summary>|<\/details>|<sub>|<\/sub>|<!-- marker -->)$/,
    );
    if (tag.startsWith("<details>")) open += 1;
    if (tag === "</details>") open -= 1;
    expect(open).toBeGreaterThanOrEqual(0);
  }
  expect(open).toBe(0);
  const lines = text.split("\n");
  const ends = nodes.flatMap((one) =>
    one.type === "code" ? [lines[(one.position?.end.line ?? 0) - 1]?.trim()] : [],
  );
  for (const end of ends) expect(end).toMatch(/^`{3,}$/);
}

describe("the first screen", () => {
  const text = comment(
    assessment({ clusters: [entry({ findings: [finding(), finding({ severity: "notice" })] })] }),
  );

  it("says the verdict, the size and the time in the first line", () => {
    expect(text.split("\n")[0]).toBe("### ✅ prod can go 1.34.6 → 1.36.6: 2 hops, 8 drains, about 52 min");
  });

  it("says what to do next, for which commit, with facts of which day, and how long the minor is supported", () => {
    expect(text.split("\n")[2]).toBe(
      "**Next:** look at the risk below, then start with step 1.1 (Check: check). Made for `3f1c9ab`; facts of 2026-11-21. Kubernetes 1.34 reached its end of life on 2026-10-27: it gets no security fixes any more.",
    );
  });

  it("has the hops with drains, time and the point of no return", () => {
    expect(text).toContain(
      "| 1.34.6 → 1.35.10 | control plane cp-1, cp-2, cp-3; kubelets stay | 0 | 10 min | `apply` on `cp-1` (step 1.5) |",
    );
    expect(text).toContain("then all 8 kubelets | 8 | 42 min |");
  });

  it("says what the drains save and what the time rests on", () => {
    expect(text).toContain("Saves 8 of 16 drains");
    expect(text).toContain("3 min an `apply`, 1 min a `kubeadm upgrade node`, 4 min a drain");
  });

  it("reckons with the times that it is given", () => {
    const slow = renderComment(assessment(), links, { times: { drain: 30 } });
    expect(slow).toContain("about 4 h 20 min");
    expect(slow).toContain("30 min a drain");
  });

  it("links each finding to its line at the commit and to its runbook", () => {
    expect(text).toContain(
      "⚠️ [`deploy/shop/pdb.yaml:7`](https://github.com/acme/fleet/blob/3f1c9ab/deploy/shop/pdb.yaml#L7) `shop/checkout` allows no eviction",
    );
    expect(text).toMatch(/\[runbook\]\(https:\/\/\S+\/docs\/runbooks\/pdb-blocks-drain\.md\)/);
  });

  it("says what was read, and that nothing was skipped", () => {
    expect(text).toMatch(/Kubehop read 2 files: \[`cluster\/kubeadm-config\.yaml`\].*; nothing skipped/);
  });
});

describe("other verdicts", () => {
  it("puts blockers before risks and says how to ask again", () => {
    const text = of({
      verdict: "blocked",
      conclusion: "failure",
      headline: "prod cannot go 1.34.6 → 1.36.6 yet: 1 blocker",
      clusters: [
        entry({
          verdict: "blocked",
          findings: [finding(), finding({ severity: "blocker", id: "etcd-too-old" })],
        }),
      ],
    });
    expect(text).toMatch(/^### ⛔ prod cannot go/);
    expect(text).toContain("clear the blocker below, then ask again with `/upgrade-plan 1.36.6`");
    expect(text.indexOf("- ⛔")).toBeLessThan(text.indexOf("- ⚠️"));
    expect(text).toContain("<details><summary>Hop 1");
  });

  it("asks to clear the risks where the policy fails on risks and nothing is worse", () => {
    const findings = [finding(), finding({ id: "other" })];
    const text = of({ verdict: "blocked", clusters: [entry({ verdict: "blocked", findings })] });
    expect(text).toContain("clear the 2 risks below, then ask again");
  });

  it("does not ask to clear what only another tool can do", () => {
    const blocker = finding({ severity: "blocker", id: "not-upgraded-by-kubeadm" });
    const text = of({ verdict: "blocked", clusters: [entry({ verdict: "blocked", findings: [blocker] })] });
    expect(text).toContain("upgrade it with its own tool, which the blocker below names.");
  });

  it("says nothing to do in a few lines", () => {
    const text = of({
      verdict: "nothing-to-do",
      headline: "prod is at 1.36.6 already: nothing to do",
      clusters: [entry({ verdict: "nothing-to-do", plan: plan(cluster(), { hops: [], nothingToDo: true }) })],
    });
    expect(text).toMatch(/^### ✅ prod is at 1\.36\.6 already: nothing to do\n\n\*\*Next:\*\* nothing\./);
    expect(text).not.toContain("Hop 1");
  });

  it("names the line of each version that breaks the skew policy", () => {
    const origin = {
      path: "nodes.yaml",
      line: 41,
      column: 9,
      field: "status.nodeInfo.kubeletVersion",
      value: "v1.30.1",
    };
    const broken = cluster();
    const text = of({
      subject: "skew",
      verdict: "unsupported",
      headline: "prod has an unsupported version skew: 1 violation",
      clusters: [
        {
          cluster: {
            ...broken,
            nodes: [...broken.nodes, node("old-1", { kubeletVersion: "1.30.1", origin })],
          },
          verdict: "unsupported",
          support: entry().support,
          findings: [],
          skew: {
            verdict: "unsupported",
            violations: [
              {
                rule: "kubelet",
                component: "kubelet",
                node: "old-1",
                version: "1.30.1",
                against: { component: "kube-apiserver", node: "cp-1", version: "1.34.6" },
                allowedMinors: 3,
                actualMinors: 4,
                message: "kubelet 1.30.1 on old-1 is 4 minors older than kube-apiserver 1.34.6 on cp-1.",
                source: "https://kubernetes.io/releases/version-skew-policy/",
              },
            ],
          },
        },
      ],
    });
    expect(text).toContain("[`nodes.yaml:41`](https://github.com/acme/fleet/blob/3f1c9ab/nodes.yaml#L41)");
    expect(text).toContain("bring the versions below back within the policy");
    expect(text).toContain("1 violation of the official policy now");
  });

  it("says how to name a cluster where none was found", () => {
    const text = of({ verdict: "no-cluster", headline: "No cluster was found", clusters: [], filesRead: [] });
    expect(text).toContain("name the cluster's files in `.github/kubehop.yml`");
  });

  it("has one row for each of several clusters, and names them at their findings", () => {
    const stage = entry({ cluster: cluster({ name: "stage" }), verdict: "blocked", findings: [finding()] });
    const text = of({
      verdict: "blocked",
      headline: "stage cannot go 1.34.6 → 1.36.6 yet: 1 blocker (worst of 2 clusters)",
      clusters: [entry(), stage],
    });
    expect(text).toContain("| prod | ✅ can go | 1.34.6 | 1.36.6 | 8 | none |");
    expect(text).toContain("| stage | ⛔ cannot go yet | 1.34.6 | 1.36.6 | 8 | 1 risk |");
    expect(text).toContain("- stage: ⚠️");
    expect(text).toContain("<details><summary>stage · Hop 1");
  });

  it("tells once what several clusters share", () => {
    const entries = ["prod", "stage", "lab"].map((name) =>
      entry({
        cluster: cluster({ name }),
        verdict: "blocked",
        findings: [
          { ...finding({ id: "bare-pod", why: "Shared by all." }), cluster: name },
          ...(name === "lab"
            ? []
            : [{ ...finding({ id: "bare-pod", why: "Shared by two." }), cluster: name }]),
        ],
      }),
    );
    const text = of({ verdict: "blocked", headline: "blocked", clusters: entries });
    expect(text.match(/^- .*Shared by all\./gm)).toEqual([expect.stringMatching(/^- all 3 clusters: /)]);
    expect(text.match(/^- .*Shared by two\./gm)).toEqual([expect.stringMatching(/^- prod and stage: /)]);
  });

  it("never hides what could not be read", () => {
    const unread = Array.from({ length: 9 }, (_, line) => ({
      path: "broken.yaml",
      line: line + 1,
      reason: "not valid YAML",
    }));
    const text = of({ unread });
    expect(text).toContain("**Not read: 9 parts**");
    expect(text.match(/broken\.yaml:\d`/g)).toHaveLength(9);
  });

  it("says that old facts are old", () => {
    expect(of({ facts: { asOf: "2026-08-01", ageDays: 115, stale: true } })).toContain(
      "facts of 2026-08-01, 115 days old: STALE",
    );
  });

  it("says where a text goes on that is too long for a page", () => {
    const wordy = entry({ findings: [finding({ why: "word ".repeat(2_000) })] });
    expect(of({ clusters: [wordy] })).toContain("… (cut here, `--format json` has all of it)");
  });

  it("does not tell a broken rule twice where a finding tells it", () => {
    const violation = {
      rule: "kubelet",
      component: "kubelet",
      version: "1.30.1",
      against: { component: "kube-apiserver", version: "1.34.6" },
      allowedMinors: 3,
      actualMinors: 4,
      message: "kubelet 1.30.1 is 4 minors older than kube-apiserver 1.34.6.",
      source: "policy",
    } as const;
    const told = entry({
      skew: { verdict: "unsupported", violations: [violation] },
      findings: [finding({ severity: "blocker", why: violation.message })],
    });
    expect(of({ clusters: [told] }).split(violation.message)).toHaveLength(2);
  });

  it("begins with the marker that it is given", () => {
    expect(renderComment(assessment(), links, { marker: "<!-- marker -->" })).toMatch(
      /^<!-- marker -->\n### ✅/,
    );
  });
});

describe("the limits of GitHub", () => {
  const huge = cluster({ workers: 5_000 });
  const wide = cluster({ workers: 300 });
  const unequal = {
    ...wide,
    nodes: wide.nodes.map((one, index) => ({ ...one, name: `${one.name}-${"x".repeat(index % 7)}` })),
  };
  const cases: readonly (readonly [string, Assessment])[] = [
    ["5,000 nodes", assessment({ clusters: [entry({ cluster: huge })] })],
    ["500 findings", assessment({ clusters: [entry({ findings: many(500) })] })],
    ["17 hops", seventeenHops()],
    [
      "nodes that are all different",
      assessment({ clusters: [entry({ cluster: unequal, plan: different() })] }),
    ],
    ["60 clusters", assessment({ clusters: Array.from({ length: 60 }, () => entry({ findings: many(5) })) })],
    [
      "names of 10,000 characters",
      assessment({ clusters: [entry({ cluster: cluster({ name: "<@&>".repeat(2_500) }) })] }),
    ],
    [
      "4,000 files not read",
      assessment({
        unread: Array.from({ length: 4_000 }, () => ({ path: "a".repeat(300), reason: "&".repeat(900) })),
      }),
    ],
    [
      "texts of four-byte characters",
      assessment({
        clusters: [entry({ findings: many(90).map((one) => ({ ...one, why: "🚀".repeat(400) })) })],
      }),
    ],
  ];

  it.each(cases)("holds for %s", (_, one) => {
    const text = comment(one);
    expect(text.length).toBeLessThan(65_536);
    expectWhole(text);
    const run = renderCheckRun(one, links);
    expect(run.title.length).toBeLessThanOrEqual(255);
    expect(Buffer.byteLength(run.summary)).toBeLessThanOrEqual(65_535);
    expect(Buffer.byteLength(run.text ?? "")).toBeLessThanOrEqual(65_535);
    expectWhole(run.summary);
    expectWhole(run.text ?? "");
  });

  it("says how much is missing and where it is", () => {
    const full = { text: "artifact kubehop-report", url: "https://github.com/acme/fleet/actions/runs/1" };
    const text = renderComment(
      assessment({ clusters: [entry({ cluster: unequal, plan: different() })] }),
      repositoryLinks(COMMIT, full),
    );
    expect(text).toMatch(
      /… and [\d,]+ more: \[artifact kubehop-report\]\(https:\/\/github\.com\/acme\/fleet\/actions\/runs\/1\)/,
    );
    expect(text).toContain("full plan: [artifact kubehop-report]");
  });

  it("writes a pool of 5,000 alike nodes once", () => {
    const text = comment(assessment({ clusters: [entry({ cluster: huge })] }));
    expect(text).toContain(
      "for each of 5,000 nodes, one after the other: worker-1, worker-2, worker-3, worker-4 and 4,996 more",
    );
    expect(text.length).toBeLessThan(20_000);
  });

  function different() {
    const steps = unequal.nodes.map(({ name }, index) =>
      step("check", { node: name, id: `s-${index}`, why: `Reason ${index}: ${"word ".repeat(60)}` }),
    );
    return plan(unequal, {
      hops: [
        {
          from: "1.34.6",
          to: "1.35.10",
          kubeadm: "1.35.10",
          steps,
          pointOfNoReturn: "s-0",
          rollback: "none",
        },
      ],
    });
  }
});

describe("hostile texts", () => {
  const hostileAssessment = fc
    .tuple(hostileText, hostileText, hostileText, hostileText)
    .map(([name, version, why, path]) => {
      const at = { kubeletVersion: version, kubeProxyVersion: version, pool: why };
      const hostile = {
        ...cluster({ name, controlPlanes: 1, workers: 0, version }),
        nodes: [node(name, { ...at, role: "control-plane" as const }), node(path, at)],
      };
      const found = finding({ why, fix: { text: name }, places: [{ path, line: 3, column: 1 }] });
      const hostileStep = step("drain", {
        node: name,
        why,
        undo: version,
        commands: [{ run: `kubectl drain ${name}`, on: path, expect: why }],
      });
      const hops = [{ ...hop(hostile, { from: version, to: version }, true), rollback: why }];
      const withHostile = hops.map((one) => ({ ...one, steps: [...one.steps, hostileStep] }));
      return assessment({
        headline: `${name} can go ${version} → ${why}: 1 hop, 2 drains`,
        clusters: [
          entry({
            cluster: hostile,
            findings: [found],
            plan: plan(hostile, { from: version, to: path, hops: withHostile }),
          }),
        ],
        findings: [found],
        unread: [{ path, reason: why }],
        filesRead: [path],
      });
    });

  it("bring no mention, link, picture, HTML or other structure into a comment", () => {
    fc.assert(
      fc.property(hostileAssessment, (one) => {
        const text = renderComment(one, links, { marker: "<!-- marker -->" });
        expect(text.length).toBeLessThan(65_536);
        expect(text.match(/<!--/g)).toHaveLength(1);
        expectWhole(text);
        const tree = parseMarkdown(text);
        expect(referenceText(tree)).not.toMatch(GITHUB_REFERENCE);
        for (const found of nodesOf(tree)) {
          expect(found.type).not.toMatch(/^(image|definition|footnote|linkReference|imageReference)/);
          const url = found.type === "link" ? found.url : links.runbookUrl("");
          expect(url).toMatch(
            /^https:\/\/github\.com\/(acme\/fleet\/blob\/3f1c9ab\/|kubehop\/kubehop\/blob\/)/,
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it("change neither the number of headings nor of tables", () => {
    fc.assert(
      fc.property(hostileAssessment, (one) => {
        expect(shape(one).filter((type) => type === "heading")).toHaveLength(1);
        expect(shape(one).filter((type) => type === "table")).toHaveLength(2);
      }),
      { numRuns: 30 },
    );
  });
});
