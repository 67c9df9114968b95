import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { playbookRunSchemaText } from "../../../scripts/playbook-run-schema.ts";
import { renderJson } from "../../../src/report/json.ts";
import { hostileRun } from "./hostile-run.ts";
import { playbookRun } from "./sample-run.ts";

const isRun = new Ajv2020({ allowUnionTypes: true }).compile(JSON.parse(playbookRunSchemaText()));

describe("schemas/playbook-run.schema.json", () => {
  it("describes every report.json", () => {
    fc.assert(
      fc.property(hostileRun, (run) => {
        isRun(JSON.parse(renderJson(run)));
        expect(isRun.errors ?? []).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ["a result of no word that there is", { result: "ok" }],
    ["a path that there is not", { path: 5 }],
    ["a member that no report has", { score: 1 }],
  ])("refuses %s", (_what, changes) => {
    expect(isRun({ ...playbookRun(), ...changes })).toBe(false);
  });
});
