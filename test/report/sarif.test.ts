import { describe, expect, it } from "vitest";
import type { Assessment } from "../../src/assessment/assessment.ts";
import { renderSarif } from "../../src/report/sarif.ts";
import { assessment, entry, finding } from "./sample-assessment.ts";

interface Sarif {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri?: string }[] };
    };
    readonly invocations: readonly {
      readonly toolExecutionNotifications?: readonly { readonly message: { readonly text: string } }[];
    }[];
    readonly results: readonly {
      readonly ruleId: string;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly partialFingerprints: Readonly<Record<string, string>>;
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number; readonly startColumn: number };
        };
      }[];
    }[];
  }[];
}

function runOf(of: Assessment) {
  const log: Sarif = JSON.parse(renderSarif(of));
  expect(log.version).toBe("2.1.0");
  const [run] = log.runs;
  if (run === undefined) throw new Error("a SARIF log has one run");
  return run;
}

const withFindings = (findings: readonly ReturnType<typeof finding>[]) =>
  runOf(assessment({ clusters: [entry({ findings })] }));

const at = (line: number, subject: string, why = "one") =>
  withFindings([finding({ why, subject, places: [{ path: "a.yaml", line, column: 1 }] })]).results[0]
    ?.partialFingerprints;

describe("renderSarif", () => {
  it("has one rule for each id, with its runbook, and one result for each place", () => {
    const places = [
      { path: "a.yaml", line: 1, column: 2 },
      { path: "b.yaml", line: 3, column: 4 },
    ];
    const run = withFindings([finding({ places }), finding()]);
    expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(["pdb-blocks-drain"]);
    expect(run.tool.driver.rules[0]?.helpUri).toMatch(/^https:.*\/docs\/runbooks\/pdb-blocks-drain\.md$/);
    expect(run.results).toHaveLength(3);
    expect(run.results[1]?.locations[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: "b.yaml" },
      region: { startLine: 3, startColumn: 4 },
    });
  });

  it.each([
    ["blocker", "error"],
    ["risk", "warning"],
    ["notice", "note"],
  ] as const)("calls a %s %s", (severity, level) => {
    expect(withFindings([finding({ severity })]).results[0]?.level).toBe(level);
  });

  it("encodes paths as relative addresses", () => {
    const places = [{ path: "a b/ü#?%.yaml", line: 1, column: 1 }];
    const [result] = withFindings([finding({ places })]).results;
    expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toBe("a%20b/%C3%BC%23%3F%25.yaml");
  });

  it("knows a result again when its line moves or its words change, and tells others apart", () => {
    expect(at(7, "GateA", "gone in 1.35")).toEqual(at(70, "GateA", "gone in 1.36"));
    expect(at(7, "GateA")).not.toEqual(at(7, "GateB"));
  });

  it("tells results of one file apart that say the same", () => {
    const places = [1, 2].map((line) => ({ path: "a.yaml", line, column: 1 }));
    const [one, other] = withFindings([finding({ places })]).results;
    expect(one?.partialFingerprints).not.toEqual(other?.partialFingerprints);
  });

  it("stays within the 25,000 results that code scanning takes, most severe first, and says what it left out", () => {
    const places = Array.from({ length: 25_000 }, (_, line) => ({
      path: "a.yaml",
      line: line + 1,
      column: 1,
    }));
    const run = withFindings([
      finding({ severity: "notice", places }),
      finding({ severity: "blocker", id: "removed-api", places: [{ path: "b.yaml", line: 1, column: 1 }] }),
    ]);
    expect(run.results).toHaveLength(25_000);
    expect(run.results[0]).toMatchObject({ level: "error", ruleId: "removed-api" });
    expect(run.invocations[0]?.toolExecutionNotifications?.[0]?.message.text).toMatch(/^1 result more/);
  });

  it("describes each rule as code scanning asks for, and ends each region", () => {
    const run = withFindings([finding({ id: "removed-api" })]);
    expect(run.tool.driver.rules[0]).toMatchObject({
      fullDescription: { text: expect.stringMatching(/\S{3}/) },
      help: { text: expect.stringMatching(/\S{3}/) },
    });
    const region = run.results[0]?.locations[0]?.physicalLocation.region;
    expect(region).toMatchObject({ endLine: region?.startLine, endColumn: (region?.startColumn ?? 0) + 1 });
  });

  it("has a result for each file that could not be read", () => {
    const run = runOf(assessment({ unread: [{ path: "a.yaml", line: 4, reason: "not valid YAML" }] }));
    expect(run.results).toMatchObject([
      { ruleId: "file-not-read", level: "warning", message: { text: "not valid YAML" } },
    ]);
  });

  it("is a valid, empty log where nothing was found", () => {
    expect(runOf(assessment({ clusters: [entry()] })).results).toEqual([]);
  });
});
