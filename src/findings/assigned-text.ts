/** A part of a text and where it begins. */
export interface TextPart {
  readonly text: string;
  readonly at: number;
}

/** A command of hundreds of lines is none that somebody wrote. */
const MOST_LINES = 50;
const MOST_CHARACTERS = 20_000;
/** What systemd reads over between the lines of one setting. */
const COMMENTS = /(?<=\\\r?\n)(?:[ \t]*[#;].*\n)+/g;
/** What may continue a quotation on its next line; anything else shows that the mark closed nothing. */
const FURTHER = /^[ \t]*(?:--|[$%{])/;

/**
 * The value that a variable is given, from `start`, the offset after its `=`: between the marks that open there or
 * stood before the name (`before`, an offset), else the rest of the line with those that a backslash continues.
 */
export function assignedText(text: string, start: number, before: number): TextPart {
  const opened = /^\\?["']/.exec(text.slice(start, start + 2))?.[0];
  const around = /\\?["']$/.exec(text.slice(Math.max(before - 2, 0), before))?.[0];
  const mark = opened ?? around;
  const at = start + (opened?.length ?? 0);
  if (mark === undefined) return { text: command(lines(text, at)), at };
  const region = lines(text, at, FURTHER);
  return { text: region.slice(0, closing(region, mark)), at };
}

/** What a unit starts, from the offset after `ExecStart=`; comments between its lines do not end it. */
export function startedText(text: string, at: number): string {
  const ahead = text.slice(at, at + MOST_CHARACTERS);
  const readable = ahead.replaceAll(COMMENTS, (comments) =>
    comments.replaceAll(/[^\n]/g, " ").replaceAll(/ (?=\n)/g, "\\"),
  );
  return lines(readable, 0);
}

/** From an offset to the end of its line, with the lines that a backslash or what they begin with adds to it. */
function lines(text: string, start: number, further?: RegExp): string {
  let end = lineEnd(text, start);
  for (let count = 1; count < MOST_LINES && end < text.length; count += 1) {
    const line = text.slice(text.lastIndexOf("\n", end - 1) + 1, end);
    const next = text.slice(end + 1, lineEnd(text, end + 1));
    if (!/\\\s*$/.test(line) && further?.test(next) !== true) break;
    end = lineEnd(text, end + 1);
  }
  return text.slice(start, end);
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}

/** Where the mark closes what it opened; `undefined` where it does not. */
function closing(region: string, mark: string): number | undefined {
  const found = mark === '"' ? /(?<!\\)(?:\\\\)*"/.exec(region)?.index : region.indexOf(mark);
  return found === undefined || found === -1 ? undefined : found;
}

/** A line up to where a shell's command ends. */
function command(line: string): string {
  const end = /\s(?:[>|;]|&&)|\s#/.exec(line);
  return line.slice(0, end?.index);
}
