import { describe, expect, test } from "vitest";
import { zipEntries } from "../../src/github/zip-archive.ts";
import { KubehopError } from "../../src/source/kubehop-error.ts";
import { zipOf } from "./zip-of.ts";

const REPORT = { name: "report.json", text: '{"result":"passed"}'.repeat(50) };
const LOG = { name: "output/start-1.log", text: "grün\n", isStored: true };

describe("the files of a zip archive", () => {
  const entries = zipEntries(zipOf(REPORT, LOG, { name: "empty", text: "" }));

  test("are known by name and size before anything is unpacked", () => {
    expect([...entries].map(([name, { size }]) => [name, size])).toEqual([
      ["report.json", REPORT.text.length],
      ["output/start-1.log", 6],
      ["empty", 0],
    ]);
  });

  test.each([REPORT, LOG, { name: "empty", text: "" }])("are read: $name", ({ name, text }) => {
    expect(entries.get(name)?.read().toString()).toBe(text);
  });
});

test("a comment behind the directory is passed over", () => {
  const archive = zipOf(REPORT);
  archive.writeUInt16LE(5, archive.length - 2);
  expect(zipEntries(Buffer.concat([archive, Buffer.from("hello")])).size).toBe(1);
});

test.each<[string, Buffer]>([
  ["is none", Buffer.from("<html>not found</html>")],
  ["is empty", Buffer.alloc(0)],
  ["was cut short at its beginning", zipOf(REPORT).subarray(40)],
  ["was cut short at its end", zipOf(REPORT).subarray(0, -30)],
  ["holds a file twice", zipOf(REPORT, REPORT)],
  ["unpacks to more than it says", zipOf({ ...REPORT, claimed: { size: 10 } })],
  ["unpacks to less than it says", zipOf({ ...REPORT, claimed: { size: 100_000 } })],
  ["has another checksum", zipOf({ ...REPORT, claimed: { checksum: 1 } })],
  ["is packed by a method that is not known", zipOf({ ...REPORT, claimed: { method: 12 } })],
])("an archive that %s is refused", (_what, archive) => {
  const readAll = () => [...zipEntries(archive).values()].map((entry) => entry.read());
  expect(readAll).toThrow(KubehopError);
  expect(readAll).toThrow(/no zip archive that can be read/);
});
