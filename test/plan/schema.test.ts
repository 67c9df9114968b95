import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { planSchemaText } from "../../scripts/plan-schema.ts";
import { planUpgrade } from "../../src/plan/plan-upgrade.ts";
import { generatedCase } from "./generated-cluster.ts";

const published = readFileSync(new URL("../../schemas/plan.schema.json", import.meta.url), "utf8");

describe("schemas/plan.schema.json", () => {
  it("is what the schema in the code says", () => {
    expect(published).toBe(planSchemaText());
  });

  it("accepts every plan of generated clusters", () => {
    const ajv = new Ajv2020({ discriminator: false, strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(published));
    const refused = Array.from({ length: 100 }, (_, index) => {
      const { cluster, to } = generatedCase(50_000 + index, {
        mostControlPlanes: 3,
        mostWorkers: 3,
        mostHops: 4,
      });
      const plan = planUpgrade(cluster, { to, today: "2026-11-24" });
      return validate(JSON.parse(JSON.stringify(plan)))
        ? []
        : [{ index, errors: validate.errors?.slice(0, 2) }];
    }).flat();
    expect(refused).toEqual([]);
  });
});
