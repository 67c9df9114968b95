import { describe, expect, it } from "vitest";
import { renderJson } from "../../src/report/json.ts";
import { assessment } from "./sample-assessment.ts";

describe("renderJson", () => {
  it("is the model as it is", () => {
    expect(JSON.parse(renderJson(assessment()))).toEqual(assessment());
  });
});
