import { Readable } from "node:stream";
import { createGzip, gzipSync } from "node:zlib";
import { type Pack, pack } from "tar-stream";
import { describe, expect, test } from "vitest";
import { archiveLimits } from "../../src/github/archive-policy.ts";
import { unpack } from "../../src/github/unpack.ts";

const SMALL = { ...archiveLimits, file: 100, kept: 150, unpacked: 10_000, entries: 20 };

function archive(fill: (tar: Pack) => void): Readable {
  const tar = pack();
  tar.entry({ name: "octo-infra-3f1c9ab/", type: "directory" });
  fill(tar);
  tar.finalize();
  return tar.pipe(createGzip());
}

function unpacked(fill: (tar: Pack) => void) {
  return unpack(archive(fill), SMALL);
}

function add(tar: Pack, path: string, content: string | Buffer = "x: 1\n"): void {
  tar.entry({ name: `octo-infra-3f1c9ab/${path}` }, content);
}

describe("an archive of GitHub", () => {
  test("gives the text files without its outer directory", async () => {
    const { files, unread } = await unpacked((tar) => {
      add(tar, "cluster/kubeadm.yaml", "a: ü\n");
      add(tar, "inventory/prod/hosts", "[all]\n");
      add(tar, "group_vars/all", "kube_version: 1.36\n");
      add(tar, "nodes.json", "{}");
    });
    expect(files).toEqual([
      { path: "cluster/kubeadm.yaml", text: "a: ü\n" },
      { path: "inventory/prod/hosts", text: "[all]\n" },
      { path: "group_vars/all", text: "kube_version: 1.36\n" },
      { path: "nodes.json", text: "{}" },
    ]);
    expect(unread).toEqual([]);
  });

  test.each(["main.go", "README.md", "logo.png", "a.min.js", "app.tgz"])("leaves %s out", async (path) => {
    expect(await unpacked((tar) => add(tar, path))).toEqual({ files: [], unread: [] });
  });

  test("keeps two names that differ in case only", async () => {
    const { files } = await unpacked((tar) => {
      add(tar, "A.yaml");
      add(tar, "a.yaml");
    });
    expect(files.map(({ path }) => path)).toEqual(["A.yaml", "a.yaml"]);
  });
});

test("a link is named where it leads to something that is not read under its own path", async () => {
  const { files, unread } = await unpacked((tar) => {
    const link = (path: string, linkname: string) =>
      tar.entry({ name: `r/${path}`, type: "symlink", linkname });
    link("prod", "clusters/prod");
    link("staging", "clusters/staging");
    link("outside", "/etc");
    link("logo.png", "clusters/prod/a.yaml");
    add(tar, "clusters/prod/a.yaml");
    link("clusters/prod/up", "..");
    link("clusters/b.yaml", "prod/up/prod/a.yaml");
  });
  expect(files.map(({ path }) => path)).toEqual(["clusters/prod/a.yaml"]);
  expect(unread).toEqual([
    { path: "staging", reason: "the link leads nowhere" },
    { path: "outside", reason: "the link leads outside and is not followed" },
    { path: "clusters/b.yaml", reason: "the file is a link, which is not followed" },
  ]);
});

describe("what cannot be taken is said", () => {
  test.each([
    [
      "a symbolic link",
      (tar: Pack) => void tar.entry({ name: "r/a.yaml", type: "symlink", linkname: "/proc/self/environ" }),
      /link/,
    ],
    [
      "a hard link",
      (tar: Pack) => void tar.entry({ name: "r/a.yaml", type: "link", linkname: "/etc/passwd" }),
      /link/,
    ],
    ["a device", (tar: Pack) => void tar.entry({ name: "r/a.yaml", type: "fifo" }), /fifo/],
    [
      "a path upwards",
      (tar: Pack) => void tar.entry({ name: "r/../../a.yaml" }, "x: 1"),
      /out of the repository/,
    ],
    ["a large file", (tar: Pack) => add(tar, "a.yaml", "x".repeat(101)), /larger/],
    [
      "a Git LFS pointer",
      (tar: Pack) => add(tar, "a.yaml", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n"),
      /LFS/,
    ],
    ["binary content", (tar: Pack) => add(tar, "a.yaml", Buffer.from([1, 0, 2])), /binary/],
  ])("%s", async (_what, fill, reason) => {
    const { files, unread } = await unpacked(fill);
    expect(files).toEqual([]);
    expect(unread).toEqual([expect.objectContaining({ reason: expect.stringMatching(reason) })]);
  });

  test("files beyond the room for all", async () => {
    const { files, unread } = await unpacked((tar) => {
      add(tar, "a.yaml", "x".repeat(90));
      add(tar, "b.yaml", "x".repeat(90));
    });
    expect([files.length, unread.map(({ path }) => path)]).toEqual([1, ["b.yaml"]]);
  });
});

describe("an archive that is too much ends", () => {
  test("by its size, before it is unpacked", async () => {
    const unpacking = unpacked((tar) => add(tar, "film.mp4", Buffer.alloc(20_000)));
    await expect(unpacking).rejects.toMatchObject({ code: "repository-too-large" });
  });

  test("by the number of its files", async () => {
    const unpacking = unpacked((tar) => {
      for (let index = 0; index < 30; index += 1) add(tar, `${index}.yaml`, "");
    });
    await expect(unpacking).rejects.toMatchObject({ code: "repository-too-large" });
  });

  test.each([
    ["no archive", Buffer.from("<html>an error page</html>")],
    ["gzip, but no archive", gzipSync("not a tar at all".repeat(100))],
    ["cut in the middle", gzipSync(Buffer.alloc(2_000)).subarray(0, 15)],
    ["empty", Buffer.alloc(0)],
  ])("with an error: %s", async (_what, bytes) => {
    await expect(unpack(Readable.from([bytes]), SMALL)).rejects.toBeInstanceOf(Error);
  });
});
