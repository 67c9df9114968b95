import { describe, expect, test } from "vitest";
import type { Written } from "../../bench/corpus/corpus-file.ts";
import { compare } from "../../bench/scan/compare.ts";
import { disagreementLines } from "../../bench/scan/report-disagreement.ts";
import { scoreOf } from "../../bench/scan/score.ts";
import type { Sighting } from "../../bench/scan/tool.ts";

const WAY = { from: "1.33", to: "1.36" };
const BUDGET = { apiVersion: "policy/v1beta1", kind: "PodDisruptionBudget" };
const JOB = { apiVersion: "batch/v1beta1", kind: "CronJob" };

function written(path: string, mention: Partial<Written> = {}): Written {
  return {
    ...BUDGET,
    name: "web",
    class: "object",
    key: "apiVersion",
    path,
    line: 1,
    certainty: "proven",
    isTemplate: false,
    ...mention,
  };
}

function compared(answers: Readonly<Record<string, readonly Sighting[]>>, truth: readonly Written[]) {
  return compare(new Map(Object.entries(answers)), { written: truth, way: WAY }).rows;
}

describe("a comparison", () => {
  test("has one row for a version in a file, with what each tool found of it", () => {
    const found = [
      { ...BUDGET, path: "a.yaml" },
      { ...BUDGET, path: "a.yaml" },
    ];
    const rows = compared({ ours: found, pluto: found.slice(1) }, [written("a.yaml"), written("a.yaml")]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ path: "a.yaml", expected: { object: 2, template: 0, reference: 0 } });
    expect([...(rows[0]?.found ?? [])]).toEqual([
      ["ours", 2],
      ["pluto", 1],
    ]);
  });

  test("expects nothing of a version that is fine", () => {
    expect(compared({}, [written("a.yaml", { apiVersion: "policy/v1" })])).toEqual([]);
  });

  test("finds the file of a finding that names none by its object", () => {
    const rows = compared({ kubent: [{ ...BUDGET, name: "web" }] }, [written("a.yaml"), written("b.yaml")]);
    expect(rows.map(({ path, found }) => [path, found.get("kubent")])).toEqual([
      ["a.yaml", 1],
      ["b.yaml", 1],
    ]);
  });

  test("keeps a finding whose file nothing tells", () => {
    const [row] = compared({ kubent: [{ ...JOB, name: "nightly" }] }, []);
    expect(row?.path).toBeUndefined();
  });

  test("takes a reference to an object for no place of it", () => {
    const reference = written("scaler.yaml", { class: "reference" });
    const rows = compared({ kubent: [{ ...BUDGET, name: "web" }] }, [reference]);
    expect(rows.find(({ found }) => found.has("kubent"))?.path).toBeUndefined();
  });
});

describe("a score", () => {
  const rows = compared(
    {
      ours: [
        { ...BUDGET, path: "a.yaml" },
        { ...BUDGET, path: "t.yaml" },
        { ...JOB, path: "a.yaml" },
      ],
    },
    [
      written("a.yaml"),
      written("a.yaml", { class: "reference" }),
      written("t.yaml", { isTemplate: true }),
      written("b.yaml"),
    ],
  );

  test("tells objects, templates and references apart", () => {
    expect(scoreOf("ours", rows)).toMatchObject({
      object: { found: 1, all: 2 },
      template: { found: 1, all: 1 },
      reference: { found: 0, all: 1 },
    });
  });

  test("counts what is not there", () => {
    expect(scoreOf("ours", rows).wrong).toBe(1);
  });
});

test("the report names what one tool found alone, and what nobody found", () => {
  const rows = compared({ ours: [{ ...BUDGET, path: "a.yaml" }], pluto: [] }, [
    written("a.yaml"),
    written("b.yaml"),
  ]);
  expect(disagreementLines(["ours", "pluto"], { rows, isTruthKnown: true })).toEqual([
    "all found: 0 places in 0 files, 0 really there",
    "only ours: 1 place in 1 file, 1 really there",
    "  policy/v1beta1 PodDisruptionBudget: 1 (1 really there): a.yaml",
    "nobody: 1 place in 1 file, 1 really there",
    "  policy/v1beta1 PodDisruptionBudget: 1 (1 really there): b.yaml",
  ]);
});
