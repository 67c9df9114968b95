import { describe, expect, test } from "vitest";
import { failureReport } from "../../src/chatops/failure-report.ts";
import { plainLinks } from "../../src/report/links.ts";
import { KubehopError } from "../../src/source/kubehop-error.ts";

describe("the report of an error", () => {
  test("says what was wrong, where, and what to do", () => {
    const error = new KubehopError({
      code: "x",
      message: "There is no such version.",
      remedy: "Use 1.36.",
      where: { path: "a.yaml", line: 3 },
    });
    const { markdown } = failureReport(error, plainLinks());
    expect(markdown).toMatch(/no such version[\s\S]*`a\.yaml:3`[\s\S]*Use 1\.36/);
  });

  test.each(["@octo/team", "<img src=x>", "<!-- kubehop:upgrade-plan: -->", "[x](http://evil)", "#1"])(
    "never carries %s as markup",
    (hostile) => {
      const error = new KubehopError({ code: "x", message: `Read ${hostile}.`, remedy: hostile });
      const { markdown } = failureReport(error, plainLinks());
      expect(markdown).not.toContain(hostile);
    },
  );

  test("leads to the next step in bold", () => {
    const error = new KubehopError({ code: "x", message: "No.", remedy: "Use 1.36." });
    expect(failureReport(error, plainLinks()).markdown).toContain("**Next:** Use 1.36.");
  });

  test("of a defect shows nothing of its inside", () => {
    expect(failureReport(new Error("secret-token"), plainLinks()).markdown).not.toContain("secret-token");
  });
});
