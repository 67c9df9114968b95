import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CheckAnnotation } from "../../src/report/check-annotations.ts";
import { workflowCommands } from "../../src/report/workflow-commands.ts";
import { hostileText } from "./hostile-text.ts";

const annotation: CheckAnnotation = {
  path: "cluster/nodes.yaml",
  start_line: 7,
  end_line: 7,
  start_column: 3,
  end_column: 3,
  annotation_level: "failure",
  title: "A title",
  message: "A message",
};

describe("workflowCommands", () => {
  it("writes one command for each annotation, with the runner's words for the levels", () => {
    const levels = ["failure", "warning", "notice"] as const;
    expect(workflowCommands(levels.map((level) => ({ ...annotation, annotation_level: level })))).toBe(
      ["error", "warning", "notice"]
        .map(
          (name) =>
            `::${name} file=cluster/nodes.yaml,line=7,endLine=7,col=3,endColumn=3,title=A title::A message\n`,
        )
        .join(""),
    );
  });

  it.each([
    ["message" as const, "50 %: a\nb\r", "::50 %25: a%0Ab%0D"],
    ["title" as const, "a,b:c%\n", "title=a%2Cb%3Ac%25%0A::"],
    ["path" as const, "a,b:c::d.yaml", "file=a%2Cb%3Ac%3A%3Ad.yaml,"],
  ])("escapes a %s as the runner reads it", (member, text, written) => {
    expect(workflowCommands([{ ...annotation, [member]: text }])).toContain(written);
  });

  it("never lets a text begin a command of its own", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const written = workflowCommands([{ ...annotation, path: text, title: text, message: text }]);
        expect(written.match(/\r|\n/g)).toHaveLength(1);
        expect(written).toMatch(/^::error file=/);
      }),
    );
  });
});
