import { CUT_LINE } from "./cut-line.ts";
import { stars } from "./ranges.ts";

const MARK = /-{4,5} ?(BEGIN|END) [A-Z0-9 ]{0,40}?PRIVATE KEY(?: BLOCK)? ?-{4,5}/g;
/** A key of 16,384 bits is 12,000 characters; each line may have a prefix of a log. */
const LONGEST = 40_000;

/**
 * Takes out private keys in PEM, whatever stands before each of their lines (a log's time, a container's name), and
 * also where the beginning or the end was cut off.
 */
export function withoutPrivateKeys(text: string): string {
  if (!text.includes("PRIVATE KEY")) return text;
  let kept = "";
  let at = 0;
  for (const { from, to } of keyRanges(text)) {
    if (to <= at) continue;
    kept += text.slice(at, Math.max(at, from)) + stars(to - from);
    at = to;
  }
  return kept + text.slice(at);
}

interface Range {
  readonly from: number;
  readonly to: number;
}

interface Mark extends Range {
  readonly isBegin: boolean;
}

function keyRanges(text: string): readonly Range[] {
  const marks = [...text.matchAll(MARK)].map(
    (found): Mark => ({
      isBegin: found[1] === "BEGIN",
      from: found.index,
      to: found.index + found[0].length,
    }),
  );
  const cuts = [...text.matchAll(new RegExp(CUT_LINE, "g"))].map(({ index, 0: { length } }) => ({
    from: text[index - 1] === "\n" ? index - 1 : index,
    to: index + length,
  }));
  return marks.map((mark, index) => {
    if (!mark.isBegin) return endedKey(text, mark, nearest(cuts, marks[index - 1], mark));
    const next = marks[index + 1];
    const cut = cuts.find(({ from }) => from >= mark.to);
    const isWhole =
      next?.isBegin === false &&
      next.to - mark.from <= LONGEST &&
      (cut === undefined || cut.from > next.from);
    if (isWhole) return { from: mark.from, to: next.to };
    const limit = Math.min(next?.from ?? text.length, cut?.from ?? text.length);
    return { from: mark.from, to: bodyEnd(text, mark.to, limit) };
  });
}

/** Where the text begins in which the body of a key must stand that ends with this mark. */
function nearest(cuts: readonly Range[], before: Mark | undefined, mark: Mark): number {
  return Math.max(before?.to ?? 0, cuts.findLast(({ to }) => to <= mark.from)?.to ?? 0);
}

function endedKey(text: string, mark: Mark, limit: number): Range {
  return { from: bodyStart(text, mark.from, limit), to: mark.to };
}

/** What may stand between the lines of a key that is written on one line. */
const BETWEEN = "(?: |\\\\[nr])";
const INLINE_BODY = new RegExp(`(?:${BETWEEN}*[A-Za-z0-9+/=]{16,})+(?:${BETWEEN}+[A-Za-z0-9+/=]+)?`, "y");
/** A line of a key: base64 at its end, or a header, or nothing. */
const BODY =
  /(?:^|[\s"'|>:])[A-Za-z0-9+/=]{16,}["',]*(?:\\[nr])*\s*$|^\s*$|\b(?:Proc-Type|DEK-Info|Version|Comment): /;
/** The last line of a key may be short; so may be the one where a text was cut. */
const SHORT_BODY = /^(?:\S*[\d|>:\])"']\S*\s+)*[A-Za-z0-9+/=]+\s*$/;

function bodyEnd(text: string, from: number, limit: number): number {
  INLINE_BODY.lastIndex = from;
  let end = Math.min(limit, from + (INLINE_BODY.exec(text)?.[0].length ?? 0));
  while (end < limit) {
    const lineEnd = text.indexOf("\n", end + 1);
    const next = lineEnd === -1 || lineEnd > limit ? limit : lineEnd;
    const line = text.slice(end, next).replace(/^\n/, "");
    if (!BODY.test(line) && !(next >= limit - 1 && SHORT_BODY.test(line))) break;
    end = next;
  }
  return end;
}

function bodyStart(text: string, to: number, limit: number): number {
  const inline = inlineStart(text, to, limit);
  // The prefix of a log may stand before the end mark too.
  const first = inline < to ? inline : Math.max(limit, text.lastIndexOf("\n", to - 1) + 1);
  let start = first;
  for (let isLast = true; start > limit && text[start - 1] === "\n"; isLast = false) {
    // Before the first character there is no line break; asked from -1, lastIndexOf looks at that character itself.
    const lineStart = start < 2 ? limit : Math.max(limit, text.lastIndexOf("\n", start - 2) + 1);
    const line = text.slice(lineStart, start - 1);
    const mayBeShort = isLast || (limit > 0 && lineStart - limit <= 1);
    if (!BODY.test(line) && !(mayBeShort && SHORT_BODY.test(line))) break;
    start = lineStart;
  }
  return start === first ? inline : start;
}

/** Where the body begins that stands on the line of the end mark; `to` where none does. */
function inlineStart(text: string, to: number, limit: number): number {
  const line = text.slice(Math.max(limit, text.lastIndexOf("\n", to - 1) + 1), to);
  const words = line.split(/( |\\[nr])/);
  let length = 0;
  let found = 0;
  for (const word of words.toReversed()) {
    if (!/^(?:[A-Za-z0-9+/=]*| |\\[nr])$/.test(word)) break;
    length += word.length;
    if (word.length >= 16) found = length;
  }
  return to - found;
}
