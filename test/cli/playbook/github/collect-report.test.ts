import { expect, test } from "vitest";
import { collectReport } from "../../../../src/cli/playbook/github/collect-report.ts";
import { readPlaybook } from "../../../../src/playbook/reading/read-playbook.ts";
import type { RunPlan } from "../../../../src/playbook/run/run-plan.ts";
import { zipOf } from "../../../github/zip-of.ts";

const DIGEST = "a".repeat(64);
const { playbook } = readPlaybook({
  path: "shop.yaml",
  text: `playbook:
  name: shop
  description: d
  recommended_path: 0
  minimum_path: 0
  steps: [{ name: one, description: d, variants: { path_0: { commands: [x], validates: v } } }]
`,
});

const REPORT = {
  schemaVersion: 1,
  playbook: "shop",
  digest: DIGEST,
  result: "passed",
  path: 0,
  degraded: false,
  steps: [],
  notValidated: [],
  teardown: [],
  missing: { tools: [], files: [] },
  warnings: [],
  artifacts: [] as readonly string[],
};

/** What is collected of a job that succeeded and left this report and these files. */
async function collected(report: Partial<typeof REPORT>, files: Readonly<Record<string, string>> = {}) {
  if (playbook === undefined) throw new Error("the playbook is broken");
  const choice = {
    path: 0,
    degraded: false,
    passedOver: [],
    notValidated: [],
  } as unknown as RunPlan["choice"];
  const plan: RunPlan = { playbook, choice, steps: [], digest: DIGEST, inputs: {}, passedBefore: [] };
  const written = new Map<string, string>();
  const entries = Object.entries(files).map(([name, text]) => ({ name, text }));
  const archive = zipOf({ name: "report.json", text: JSON.stringify({ ...REPORT, ...report }) }, ...entries);
  const told = await collectReport(
    plan,
    { id: 7, conclusion: "success", artifact: "report" },
    {
      gitHub: { artifact: async () => archive },
      artifacts: {
        open: (name) => ({
          write: (piece) => written.set(name, piece),
          close: () => ({ path: `output/${name}` }),
        }),
      },
    },
  );
  return { told, written };
}

test("whole outputs come along", async () => {
  const path = "output/one-1.log";
  const { told, written } = await collected({ artifacts: [path] }, { [path]: "all of it" });
  expect(told).toMatchObject({ artifacts: [path], warnings: [] });
  expect([...written]).toEqual([["one-1.log", "all of it"]]);
});

test.each([
  "output/../../.bashrc",
  "../x",
  "/etc/passwd",
  "output/..",
  "output/.hidden",
  "output/a/b",
  "report.json",
])("%j in a report is no place for a file here", async (path) => {
  const { told, written } = await collected(
    { artifacts: [path] },
    path === "report.json" ? {} : { [path]: "x" },
  );
  expect([...written]).toEqual([]);
  expect(told).toMatchObject({
    artifacts: [],
    warnings: [expect.stringContaining("was left on GitHub")],
  });
});

test("an output that the report names and the archive does not hold is told", async () => {
  const { told } = await collected({ artifacts: ["output/one-1.log"] });
  expect(told).toMatchObject({ artifacts: [], warnings: [expect.stringContaining("left on GitHub")] });
});

test.each([{ playbook: "other" }, { digest: "b".repeat(64) }])(
  "%j is another run's report",
  async (report) => {
    expect((await collected(report)).told).toEqual({
      reason: expect.stringContaining("of another playbook"),
    });
  },
);
