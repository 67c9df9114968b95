import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { subscribedEvents } from "../../src/chatops/read-event.ts";

interface Manifest {
  readonly default_permissions: Readonly<Record<string, string>>;
  readonly default_events: readonly string[];
}

const manifest = load(readFileSync("app.yml", "utf8")) as Manifest;
const page = readFileSync("docs/operations/github-app.md", "utf8");

/** First cells of the table under a heading row. */
function firstCells(heading: string): readonly string[] {
  const table = page.slice(page.indexOf(`| ${heading} |`)).split("\n\n", 1)[0] ?? "";
  return table
    .split("\n")
    .slice(2)
    .map((row) => row.split("|")[1]?.trim() ?? "");
}

test("the page gives a reason for each permission of the manifest, and for no other", () => {
  const asked = Object.entries(manifest.default_permissions).map(([name, level]) => `${name}: ${level}`);
  expect(firstCells("permission").toSorted()).toEqual(asked.toSorted());
});

test("the events of the manifest are those that are read and those that the page explains", () => {
  const explained = firstCells("event").flatMap((cell) => cell.match(/(?<=`)\w+(?=`)/g) ?? []);
  expect([...subscribedEvents].toSorted()).toEqual([...manifest.default_events].toSorted());
  expect(explained.toSorted()).toEqual([...manifest.default_events].toSorted());
});
