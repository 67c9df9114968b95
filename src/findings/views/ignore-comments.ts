import type { FileView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { SourceFile } from "../../source/finding.ts";

/** `# kubehop-ignore: ID reason` in a file. */
export interface IgnoreComment {
  readonly path: string;
  /** The line that it is about: its own, or the first one below that says something. */
  readonly line: number;
  /** Its own line. */
  readonly written: number;
  readonly id: string;
  /** Empty where none was given, and then it does not count. */
  readonly reason: string;
}

const COMMENT = /(?:#|\/\/)[ \t]*kubehop-ignore:[ \t]*([a-z0-9-]+)[ \t,:]*(.*)$/;
const NOTHING_SAID = /^[ \t]*(?:#.*|\/\/.*|---[ \t]*(?:#.*)?)?$/;

/** Every such comment of the repository. */
export const ignoreComments: FileView<IgnoreComment> = {
  kind: "files",
  name: "ignore-comments",
  wants: ({ text }) => text.includes("kubehop-ignore:"),
  read: (file) => ({ entries: commentsOf(file) }),
};

function commentsOf({ path, text }: SourceFile): readonly IgnoreComment[] {
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, index) => {
    const found = COMMENT.exec(line);
    if (found === null) return [];
    const [, id = "", reason = ""] = found;
    return [
      {
        path,
        line: targetOf(lines, index) + 1,
        written: index + 1,
        id: detached(id),
        reason: detached(reason.trim()),
      },
    ];
  });
}

function targetOf(lines: readonly string[], index: number): number {
  if (!NOTHING_SAID.test(lines[index] ?? "")) return index;
  const below = lines.findIndex((line, at) => at > index && !NOTHING_SAID.test(line));
  return below === -1 ? index : below;
}
