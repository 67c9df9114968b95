import { describe, expect, test } from "vitest";
import { Ledger } from "../../src/jobs/ledger.ts";

describe("a delivery", () => {
  test("runs once while it runs, and not again when it is done", () => {
    const ledger = new Ledger();
    expect(ledger.begin(["d-1"])).toBe(true);
    expect(ledger.begin(["d-1"])).toBe(false);
    ledger.finish(["d-1"]);
    expect(ledger.begin(["d-1"])).toBe(false);
  });

  test("that failed may be delivered again", () => {
    const ledger = new Ledger();
    ledger.begin(["d-1"]);
    ledger.abandon(["d-1"]);
    expect(ledger.begin(["d-1"])).toBe(true);
  });

  test("of a comment that another delivery brought is known", () => {
    const ledger = new Ledger();
    ledger.begin(["d-1", "comment 5"]);
    expect(ledger.begin(["d-2", "comment 5"])).toBe(false);
    ledger.finish(["d-1", "comment 5"]);
    expect(ledger.begin(["d-3", "comment 5"])).toBe(false);
  });

  test("is forgotten after very many others, so that memory stays bounded", () => {
    const ledger = new Ledger();
    for (let index = 0; index < 30_000; index += 1) ledger.finish([`d-${index}`]);
    expect(ledger.begin(["d-0"])).toBe(true);
    expect(ledger.begin(["d-29999"])).toBe(false);
  });
});
