import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isLater, type RunRecord, recordLine, recordOf } from "../../src/chatops/playbooks/run-record.ts";
import { redaction } from "../../src/source/redaction.ts";

const RECORD: RunRecord = {
  run: "kubehop-7",
  asked: 7,
  name: "shop",
  playbook: "playbooks/shop--web.yaml",
  path: 0,
  from: "base",
  inputs: { note: 'two "words" --> <!-- x -->\n' },
  headSha: "1234567890abcdef1234567890abcdef12345678",
  workflowRun: 9_000,
  status: "started",
};

describe("the record of a run", () => {
  test("comes back as it was written, whatever the inputs hold", () => {
    const value = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/), value), (inputs) => {
        const record = { ...RECORD, inputs: { ...inputs } };
        const line = recordLine(record);
        expect(recordOf(`<!-- marker -->\n${line}\ntext`)).toEqual(record);
        expect(line.slice("<!--".length, -"-->".length)).not.toMatch(/--|>|\n/);
      }),
    );
  });

  test("goes through the redaction of what leaves", () => {
    expect(recordOf(redaction()(recordLine(RECORD)))).toEqual(RECORD);
  });

  test.each([
    ["none", "<!-- kubehop:playbook-run:x -->"],
    ["one that is no JSON", "<!-- kubehop-run:%7B -->"],
    ["one that is no text", "<!-- kubehop-run:%E0%A4%A -->"],
    ["one with another member", recordLine({ ...RECORD, more: 1 } as RunRecord)],
    ["one of no commit", recordLine({ ...RECORD, headSha: "main" })],
    ["one in a quoted line", `> ${recordLine(RECORD)}`],
  ])("is not read from %s", (_what, body) => {
    expect(recordOf(body)).toBeUndefined();
  });
});

describe("what comes later", () => {
  const inOrder = [1, 2].flatMap((attempt) =>
    (["started", "running", "cancelling", "ended"] as const).map((status) => ({ attempt, status })),
  );

  test("is a later state of an attempt, or any of a later attempt; nothing else is", () => {
    for (const [at, state] of inOrder.entries()) {
      for (const [where, known] of inOrder.entries()) {
        expect([state, known, isLater(state, { ...RECORD, ...known })]).toEqual([state, known, at > where]);
      }
    }
  });

  test("counts a record without an attempt as of the first", () => {
    expect(isLater({ attempt: 1, status: "started" }, RECORD)).toBe(false);
    expect(isLater({ attempt: 2, status: "started" }, { ...RECORD, status: "ended" })).toBe(true);
  });
});
