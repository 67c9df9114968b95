import type { Readable } from "node:stream";
import { createGzip } from "node:zlib";
import { pack } from "tar-stream";

/** One entry of a recursive git tree. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly content: Buffer;
}

/** A gzipped tar as GitHub makes it: a global header, one directory around all, submodules as empty directories. */
export function archiveOfTree(root: string, entries: readonly TreeEntry[]): Readable {
  const archive = pack();
  archive.entry({ name: `${root}/`, type: "directory", mode: 0o775 });
  for (const { path, mode, type, content } of entries) {
    const name = `${root}/${path}`;
    if (type === "tree" || mode === "160000") archive.entry({ name: `${name}/`, type: "directory" });
    else if (mode === "120000") archive.entry({ name, type: "symlink", linkname: content.toString("utf8") });
    else archive.entry({ name, mode: Number.parseInt(mode.slice(-3), 8) }, content);
  }
  archive.finalize();
  return archive.pipe(createGzip());
}
