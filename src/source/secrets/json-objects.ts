import { CUT_LINE } from "./cut-line.ts";

/** An object of JSON in a text. */
export interface JsonObject {
  readonly parent: JsonObject | undefined;
  /** The member of its parent that it is; `cut off` where the text begins inside of it. */
  readonly key: string | undefined;
  readonly kind: string | undefined;
  /** The strings that are its members' values. */
  readonly strings: readonly JsonString[];
  /** Its beginning or its end is not in the text. */
  readonly isCut: boolean;
}

/** A string with its quotes (without one of them where the text was cut in it), and where it stands. */
export interface JsonString {
  readonly token: string;
  readonly from: number;
  readonly to: number;
}

/** A string never goes over a line's end: a quote without its fellow harms no more than its own line. */
const TOKEN = /"(?:[^"\\\n]|\\.)*(?:"|\\?$)|[{}]/gm;
const COLON = /\s*:/y;

/** Every object of a text that holds JSON among other things, whole or cut at either end or in the middle. */
export function jsonObjects(text: string): readonly JsonObject[] {
  let from = 0;
  return text.split(CUT).flatMap((part, index) => {
    const start = from;
    from += part.length;
    return index % 2 === 1 ? [] : objectsOf(text, { from: start, to: from });
  });
}

/** `split` keeps the cuts, at every odd place. */
const CUT = new RegExp(`(${CUT_LINE.source}\\n?)`);

function objectsOf(text: string, { from: start, to: end }: Range): readonly JsonObject[] {
  const scan = new Scan();
  TOKEN.lastIndex = start;
  scanRestOfString(scan, text, end);
  for (let found = TOKEN.exec(text); found !== null && found.index < end; found = TOKEN.exec(text)) {
    const [token] = found;
    const [from, to] = [found.index, found.index + token.length];
    if (token === "{") scan.open();
    else if (token === "}") scan.close();
    else if (isKey(text, to) || (scan.key === undefined && isLast(text, to, end)))
      scan.key = token.slice(1, -1);
    else scan.string({ token, from, to });
  }
  return scan.end();
}

/** What stands last and is no value is a name whose value was cut off. */
function isLast(text: string, to: number, end: number): boolean {
  return end - to <= 1 && text.slice(to, end).trim() === "";
}

type Range = Pick<JsonString, "from" | "to">;

const TO_FIRST_QUOTE = /(?:[^"\\\n]|\\.)*"(?=\s*[,:}\]]|\s*$)/my;

/** A text that was cut may begin inside of a string: then its first quote is one that ends. */
function scanRestOfString(scan: Scan, text: string, end: number): void {
  const from = TOKEN.lastIndex;
  TO_FIRST_QUOTE.lastIndex = from;
  const token = TO_FIRST_QUOTE.exec(text)?.[0];
  if (token === undefined || from + token.length > end) return;
  const to = from + token.length;
  if (isKey(text, to)) scan.key = "cut off";
  else scan.string({ token, from, to });
  TOKEN.lastIndex = to;
}

function isKey(text: string, to: number): boolean {
  COLON.lastIndex = to;
  return COLON.test(text);
}

interface OpenObject extends JsonObject {
  parent: OpenObject | undefined;
  key: string | undefined;
  kind: string | undefined;
  readonly strings: JsonString[];
  isCut: boolean;
}

class Scan {
  key: string | undefined;
  private readonly closed: OpenObject[] = [];
  private current = around();

  open(): void {
    this.current = { ...around(), parent: this.current, key: this.key, isCut: false };
    this.key = undefined;
  }

  /** An end without a beginning: the text began inside of the object. */
  close(): void {
    if (this.current.parent === undefined) Object.assign(this.current, { parent: around(), key: "cut off" });
    this.closed.push(this.current);
    this.current = this.current.parent ?? around();
    this.key = undefined;
  }

  string(found: JsonString): void {
    if (this.key === "kind" && /.["]$/.test(found.token)) this.current.kind = found.token.slice(1, -1);
    else this.current.strings.push(found);
    this.key = undefined;
  }

  end(): readonly JsonObject[] {
    for (let open: OpenObject | undefined = this.current; open !== undefined; open = open.parent) {
      open.isCut = true;
      this.closed.push(open);
    }
    return this.closed;
  }
}

/** What stands around everything: nobody knows what it is. */
function around(): OpenObject {
  return { parent: undefined, key: undefined, kind: undefined, strings: [], isCut: true };
}
