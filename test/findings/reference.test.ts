import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { files } from "../../scripts/generators/findings-reference.ts";

describe("the findings reference", () => {
  it.each(files)("$path is what `npm run generate` writes", ({ path, text }) => {
    const written = readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
    expect(text(written)).toBe(written);
  });
});
