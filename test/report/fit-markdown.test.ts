import { describe, expect, it } from "vitest";
import type { Task } from "../../src/report/document.ts";
import { fitMarkdown } from "../../src/report/fit-markdown.ts";
import { inCharacters } from "../../src/report/room.ts";

const room = { limit: 5_000, measure: inCharacters, elsewhere: ["the whole plan"] };

describe("a block that is far too long", () => {
  it("is written only as far as the page goes", () => {
    let written = 0;
    const task: Task = {
      get title() {
        written += 1;
        return ["a step of a node"];
      },
      notes: [],
      commands: [],
      after: [],
    };
    const items = Array.from({ length: 20_000 }, () => task);
    const steps = {
      kind: "details" as const,
      summary: "Hop 1",
      blocks: [{ kind: "tasks" as const, items }],
    };
    const text = fitMarkdown({ head: [], body: [steps, steps], foot: [] }, room);
    expect(text.length).toBeLessThanOrEqual(room.limit);
    expect(text).toContain("more: the whole plan");
    expect(written).toBeLessThan(2_000);
  });
});
