import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readBundle } from "../../src/workspace/read-bundle.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kubehop-bundle-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): string {
  const place = join(folder, path);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, text);
  return place;
}

test("objects and logs of all folders are read, and nothing else", () => {
  write("shop/pods.json", "{}");
  write("shop/web-1/logs.txt", "boom");
  write("node/kubelet.log", "E1127");
  write("picture.png", "x");
  symlinkSync("/etc/hostname", join(folder, "link.txt"));
  expect(
    readBundle(folder)
      .files.map(({ path }) => path)
      .toSorted(),
  ).toEqual(["node/kubelet.log", "shop/pods.json", "shop/web-1/logs.txt"]);
});

test("one file is a bundle, whatever its name", () => {
  expect(readBundle(write("answer", "{}")).files).toEqual([{ path: "", text: "{}" }]);
});

test("of a long log only the end is read", () => {
  write("web.log", `first\n${"x".repeat(200_000)}\nlast\n`);
  const [log] = readBundle(folder).files;
  expect(log?.text.endsWith("last\n")).toBe(true);
  expect(log?.text.length).toBeLessThan(70_000);
});

test("it was taken when its newest file was written", () => {
  const times = ["2026-11-01T00:00:00Z", "2026-11-27T21:00:00Z"].map((text) => new Date(text));
  for (const [index, time] of times.entries()) utimesSync(write(`${index}.json`, "{}"), time, time);
  expect(readBundle(folder).takenAt).toBe("2026-11-27T21:00:00.000Z");
});

test("a binary file is named as unread", () => {
  write("pods.json", "\0\u0001\u0002");
  expect(readBundle(folder)).toMatchObject({
    files: [],
    unread: [expect.stringContaining("pods.json was not read")],
  });
});

test("one that is not there is named", () => {
  expect(() => readBundle(join(folder, "gone"))).toThrow(
    expect.objectContaining({ code: "bundle-not-found" }),
  );
});
