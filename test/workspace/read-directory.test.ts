import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readDirectory } from "../../src/workspace/read-directory.ts";
import { loaded } from "../loaded-files.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "kubehop-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), content);
}

test("files come in one order, with paths relative to the directory", () => {
  write("b/z.yaml", "z");
  write("b/a/k.yml", "k");
  write("a.json", "{}");
  write("README.md", "no");
  write("node_modules/x/x.yaml", "no");
  expect(loaded(readDirectory(root))).toEqual({
    files: [
      { path: "a.json", text: "{}" },
      { path: "b/z.yaml", text: "z" },
      { path: "b/a/k.yml", text: "k" },
    ],
    unread: [],
  });
});

describe("a symbolic link", () => {
  test.each([
    ["to a file outside", "hosts.yaml", "/etc/hostname", "the link leads outside and is not followed"],
    ["to a directory outside", "prod", "../../elsewhere", "the link leads outside and is not followed"],
    [
      "to another name of a manifest",
      "link.yaml",
      "real/a.yaml",
      "the file is a link, which is not followed",
    ],
    ["to nothing", "v1.30", "real/v1.30", "the link leads nowhere"],
    ["to itself", "round", "round", "the link leads in a circle"],
    ["to nothing, through another", "far", "current/gone", "the link leads nowhere"],
  ])("%s is named and not followed", (...[, link, target, reason]) => {
    write("real/a.yaml", "x");
    symlinkSync("real", join(root, "current"));
    symlinkSync(target, join(root, link));
    const { files, unread } = loaded(readDirectory(root));
    expect(files.map(({ path }) => path)).toEqual(["real/a.yaml"]);
    expect(unread).toEqual([{ path: link, reason }]);
  });

  test.each([
    ["a directory that is read anyway", "prod", "real"],
    ["such a directory through another link", "deep/prod", "../current/."],
    ["a directory that is never looked into", "tool", "node_modules/tool"],
    ["a file that is read anyway", "hosts", "real/a.yaml"],
    ["an image", "logo.png", "real/b.png"],
  ])("to %s needs no word", (_, link, target) => {
    for (const path of ["real/a.yaml", "real/b.png", "deep/b.png", "node_modules/tool/x.yaml"])
      write(path, "x");
    symlinkSync("real", join(root, "current"));
    symlinkSync(target, join(root, link));
    expect(loaded(readDirectory(root))).toMatchObject({ files: [{ path: "real/a.yaml" }], unread: [] });
  });
});

test("a directory that links to itself ends", () => {
  write("a/x.yaml", "x");
  symlinkSync("..", join(root, "a", "up"));
  expect(loaded(readDirectory(root)).files).toHaveLength(1);
});

test("a file of 50 MB is named with its size", () => {
  write("huge.json", "");
  truncateSync(join(root, "huge.json"), 50 * 1024 * 1024);
  expect(loaded(readDirectory(root)).unread).toEqual([
    { path: "huge.json", reason: "the file has 50 MiB and at most 32 MiB are read" },
  ]);
});

test("a manifest that is binary is named, an image is not", () => {
  write("nodes.json", Buffer.from([0x7b, 0, 1, 2]));
  write("data.txt", Buffer.from([0x7b, 0, 1, 2]));
  const { files, unread } = loaded(readDirectory(root));
  expect(files).toEqual([]);
  expect(unread).toEqual([{ path: "nodes.json", reason: "the file is binary, not text" }]);
});

test("a node list that PowerShell wrote as UTF-16 is read", () => {
  write("nodes.json", Buffer.from('\ufeff{"kind":"List"}', "utf16le"));
  expect(loaded(readDirectory(root)).files).toEqual([{ path: "nodes.json", text: '{"kind":"List"}' }]);
});

test("a Git LFS pointer is named", () => {
  write("nodes.json", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n");
  expect(loaded(readDirectory(root)).unread).toMatchObject([{ path: "nodes.json" }]);
});

test.each([
  ["missing", "directory-not-found"],
  ["file.yaml", "not-a-directory"],
  ["n".repeat(300), "directory-not-readable"],
])("%s is refused with %s", (name, code) => {
  write("file.yaml", "x");
  expect(() => readDirectory(join(root, name))).toThrow(expect.objectContaining({ code }));
});
