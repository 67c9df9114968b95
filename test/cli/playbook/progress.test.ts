import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Display, displayOn, follow } from "../../../src/cli/playbook/progress.ts";
import type { RunEvent } from "../../../src/playbook/run/ports.ts";
import { outputRedaction } from "../../../src/source/redaction.ts";
import { stepRun, teardownRun } from "../../report/playbook/sample-run.ts";

const STARTED: RunEvent = { kind: "step-started", step: "manifest-is-valid", path: 1 };
const ENDED: RunEvent = { kind: "step-ended", step: stepRun() };
const TEARDOWN: RunEvent = {
  kind: "teardown-ended",
  teardown: teardownRun({ status: "failed", command: "minikube delete\n::error::x hunter2 ##[error]y" }),
};

interface View {
  readonly display: Display;
  readonly written: () => string;
}

function view(of: { isTerminal: boolean; columns?: number; isJson?: boolean; TERM?: string }): View {
  const written: string[] = [];
  const { isTerminal, columns, isJson = false, TERM = "xterm" } = of;
  const error = { write: (text: string) => void written.push(text), isTerminal, columns };
  return { display: displayOn({ error, environment: { TERM } }, isJson), written: () => written.join("") };
}

/** What the screen shows after all that was written: each clearing takes the last line away. */
const screen = (written: string) =>
  written.split("\n").map((line) => line.slice(line.lastIndexOf("\r\u001b[2K") + 1).replace("\u001b[2K", ""));

const shown = { steps: 2, redact: outputRedaction(["hunter2"]) };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("in a log", () => {
  it("each step and each teardown command is a line when it is over", () => {
    const { display, written } = view({ isTerminal: false });
    for (const event of [STARTED, ENDED, TEARDOWN]) follow(display, shown)(event);
    expect(written().split("\n")).toEqual([
      "✅ manifest-is-valid passed (1.4 s)",
      "⛔ teardown of traffic-reaches-the-shop failed: minikube delete ::error::x *** ##\u200b[error]y",
      "",
    ]);
  });

  it("what goes on for long is said every 30 seconds, until it is over", () => {
    const { display, written } = view({ isTerminal: false });
    const observe = follow(display, { ...shown, name: "ingress" });
    observe(STARTED);
    vi.advanceTimersByTime(65_000);
    observe(ENDED);
    vi.advanceTimersByTime(65_000);
    expect(written().split("\n")).toEqual([
      "… ingress: 1/2 manifest-is-valid (30.0 s)",
      "… ingress: 1/2 manifest-is-valid (1 min 0 s)",
      "ingress: ✅ manifest-is-valid passed (1.4 s)",
      "",
    ]);
  });

  it("nothing is said to a program that wants JSON", () => {
    const { display, written } = view({ isTerminal: false, isJson: true });
    follow(display, shown)(ENDED);
    expect(written()).toBe("");
  });

  it.each([{ isTerminal: true, TERM: "dumb" }, { isTerminal: false }])("no line moves: %j", (of) => {
    const { display, written } = view(of);
    follow(display, shown)(STARTED);
    vi.advanceTimersByTime(1_000);
    expect(written()).toBe("");
  });
});

describe("where a person looks", () => {
  it("the last line turns and counts, and what is over stays above it", () => {
    const { display, written } = view({ isTerminal: true, columns: 80 });
    const observe = follow(display, shown);
    observe(STARTED);
    vi.advanceTimersByTime(2_100);
    expect(screen(written())).toEqual(["⠙ 1/2 manifest-is-valid 2.0 s"]);
    observe(ENDED);
    observe({ ...STARTED, step: "second" });
    expect(screen(written())).toEqual(["✅ manifest-is-valid passed (1.4 s)", "⠙ 2/2 second 0 ms"]);
  });

  it.each([
    [80, "⠋ ingress: 1/2 manifest-is-valid 0 ms · backup: 1/2 manifest-is-valid 0 ms"],
    [60, "⠋ ingress: 1/2 manifest… 0 ms · backup: 1/2 manifest-… 0 ms"],
    [30, "⠋ ingress: 1/2 man… 0 ms · +1"],
    [8, "⠋ … 0 …"],
  ])("several runs share a line of %i columns with the time of each", (columns, line) => {
    const { display, written } = view({ isTerminal: true, columns });
    follow(display, { ...shown, name: "ingress" })(STARTED);
    follow(display, { ...shown, name: "backup" })(STARTED);
    expect(screen(written())).toEqual([line]);
  });

  it("characters of two columns do not make it longer than the window", () => {
    const { display, written } = view({ isTerminal: true, columns: 40 });
    const command = { step: "shop", path: 1, text: `echo ${"日本語".repeat(20)}` } as const;
    follow(display, shown)({ kind: "teardown-started", command });
    expect(screen(written())).toEqual(["⠋ teardown of shop: echo 日本語日… 0 ms"]);
  });

  it("another message stands above the line", () => {
    const { display, written } = view({ isTerminal: true, columns: 80 });
    follow(display, shown)(STARTED);
    display.error.write("SIGINT: the run is cancelled\n");
    expect(screen(written())).toEqual(["SIGINT: the run is cancelled", "⠋ 1/2 manifest-is-valid 0 ms"]);
  });

  it("nothing moves any more when the run is over", () => {
    const { display, written } = view({ isTerminal: true });
    const observe = follow(display, shown);
    observe(STARTED);
    observe(ENDED);
    const before = written();
    vi.advanceTimersByTime(10_000);
    expect(written()).toBe(before);
    expect(vi.getTimerCount()).toBe(0);
  });
});
