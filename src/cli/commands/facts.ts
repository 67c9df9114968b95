import { factsAge, releases } from "../../kubernetes/releases.ts";
import { supportStatus } from "../../kubernetes/support.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { deliver } from "../deliver.ts";
import type { Terminal } from "../terminal.ts";

/** `kubehop facts`: the releases that Kubehop knows, newest first, as they stand today. */
export function runFacts(invocation: Invocation, terminal: Terminal): ExitCode {
  const age = factsAge(terminal.today);
  const minors = releases()
    .toReversed()
    .map((release) => ({
      minor: release.minor,
      state: supportStatus(release.minor, terminal.today).state,
      newestPatch: release.newestPatch,
      released: release.gaDate,
      endOfLife: release.endOfLife,
      sources: release.sources,
    }));
  const asJson = invocation.options.get("format") === "json";
  const text = asJson ? JSON.stringify({ schemaVersion: 1, ...age, minors }, null, 2) : table(age, minors);
  deliver(text, invocation, terminal);
  return 0;
}

interface Row {
  readonly minor: string;
  readonly state: string;
  readonly newestPatch: string;
  readonly released: string;
  readonly endOfLife: string;
}

function table(age: ReturnType<typeof factsAge>, rows: readonly Row[]): string {
  const cells = [
    ["minor", "newest", "released", "end of life", "today"],
    ...rows.map((row) => [row.minor, row.newestPatch, row.released, row.endOfLife, row.state]),
  ];
  const widths = [0, 1, 2, 3].map((index) => Math.max(...cells.map((line) => line[index]?.length ?? 0)));
  const lines = cells.map((line) =>
    line
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const stale = age.stale ? " They are stale: update Kubehop before you trust a date." : "";
  return `Facts of ${age.asOf}, ${age.ageDays} days old.${stale}\n\n${lines.join("\n")}`;
}
