import type { Position } from "../source/line-index.ts";

/** One call of a program, as a script, a playbook or a unit writes it. */
export interface CommandLine {
  readonly at: Position;
  /** What follows the program and is no option: `["upgrade", "apply"]`, values of options with it. */
  readonly words: readonly string[];
  /** The options by their names: `--config` for `--config=kubeadm.yaml`. */
  readonly options: readonly string[];
}

/** What ends a command: a separator of the shell, a pipe, a comment. */
const END = /\s#|[;|&`]|\$\(/;

/**
 * The calls of a program in a text, with the lines that continue them: after a backslash, or, as folded YAML
 * writes them, where the next line begins with an option.
 */
export function commandLines(text: string, program: string): readonly CommandLine[] {
  const call = new RegExp(`(?<![\\w.-])${program}(?=[ \\t\\\\"',])`, "g");
  // Each node of a snapshot names kubeadm in an annotation, and such texts have a million lines.
  if (text.search(call) === -1) return [];
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    if (!line.includes(program) || isComment(line)) return [];
    return [...line.matchAll(call)].map((found) => {
      const start = found.index + program.length;
      const rest = [line.slice(start), ...continuation(lines, index)].join(" ");
      return { at: { line: index + 1, column: found.index + 1 }, ...split(rest) };
    });
  });
}

function isComment(line: string): boolean {
  return /^\s*(?:#|\/\/)/.test(line);
}

/** A command of hundreds of lines is none that somebody wrote. */
const MOST_LINES = 50;

function continuation(lines: readonly string[], index: number): readonly string[] {
  const further: string[] = [];
  for (let at = index + 1; at < Math.min(lines.length, index + MOST_LINES); at += 1) {
    const line = lines[at] ?? "";
    if (!/\\\s*$/.test(lines[at - 1] ?? "") && !/^\s*(?:- )?["']?--/.test(line)) break;
    further.push(line);
  }
  return further;
}

function split(rest: string): Pick<CommandLine, "words" | "options"> {
  const end = END.exec(rest);
  const all = rest
    .slice(0, end?.index)
    .split(/[\s"',[\]\\]+/)
    .filter((word) => word !== "" && word !== "-");
  const options = all.filter((word) => word.startsWith("-")).map((word) => word.split("=", 1)[0] ?? word);
  return { words: all.filter((word) => !word.startsWith("-")), options };
}
