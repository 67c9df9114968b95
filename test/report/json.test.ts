import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonPieces, renderJson } from "../../src/report/json.ts";
import { assessment } from "./sample-assessment.ts";

describe("renderJson", () => {
  it("is the model as it is, indented by two blanks, with a line feed at the end", () => {
    expect(renderJson(assessment())).toBe(`${JSON.stringify(assessment(), null, 2)}\n`);
  });
});

describe("jsonPieces", () => {
  const long = fc.array(fc.jsonValue({ maxDepth: 2 }), { minLength: 201, maxLength: 450, size: "max" });
  const members = fc.dictionary(fc.string(), fc.oneof(long, fc.jsonValue(), fc.constant(undefined)));
  const models = fc.record({ subject: fc.string(), clusters: fc.array(members) });

  it("are the text of any value in any depth, long lists and missing members included", () => {
    fc.assert(
      fc.property(models, (model) => {
        expect([...jsonPieces(model)].join("")).toBe(`${JSON.stringify(model, null, 2)}\n`);
      }),
      { numRuns: 30 },
    );
  });

  it("hold a part of a long list each", () => {
    const { clusters } = assessment();
    const pieces = [...jsonPieces({ clusters: Array.from({ length: 1_000 }, () => clusters[0]) })];
    const lengths = pieces.map(({ length }) => length);
    expect(Math.max(...lengths)).toBeLessThan(pieces.join("").length / 4);
  });
});
