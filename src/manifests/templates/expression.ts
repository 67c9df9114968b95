import { detached } from "../../source/detached.ts";

/** An expression of a Go template, as far as it can name something. */
export type Expression =
  | { readonly is: "text"; readonly text: string }
  /** `.Values.a.b`, `$.Values.a`, `$ingress.apiVersion`; `of` is empty, `$` or a variable's name. */
  | { readonly is: "field"; readonly of: string; readonly path: readonly string[] }
  | { readonly is: "call"; readonly name: string; readonly given: readonly Expression[] }
  | { readonly is: "unclear" };

const UNCLEAR: Expression = { is: "unclear" };
const TOKEN = /\s+|"(?:[^"\\]|\\.)*"|`[^`]*`|\$?(?:\w*(?:\.\w+)+|\w+|\.)|\$|[|()]|\S/y;
/** Parentheses inside each other. */
const DEEPEST = 24;

/** Parses a pipeline: `include "x" . | quote`. What it does not know is `unclear`, never an error. */
export function parseExpression(text: string): Expression {
  const earlier = parsed.get(text);
  if (earlier !== undefined) return earlier;
  const kept = detached(text);
  const expression = new Parser(split(kept)).pipeline(0);
  if (parsed.size === MOST_PARSED) parsed.clear();
  parsed.set(kept, expression);
  return expression;
}

/** The templates of a repository, and even more those of a chart, say the same again and again. */
const parsed = new Map<string, Expression>();
const MOST_PARSED = 4096;

function split(text: string): readonly string[] {
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    if (match[0].trim() !== "") found.push(match[0]);
  }
  return found;
}

class Parser {
  private readonly tokens: readonly string[];
  private at = 0;

  constructor(tokens: readonly string[]) {
    this.tokens = tokens;
  }

  /** Commands between `|`: each gets what the one before it gave as its last argument. */
  pipeline(depth: number): Expression {
    let value = this.command(depth);
    while (this.tokens[this.at] === "|") {
      this.at += 1;
      const next = this.command(depth);
      value = next.is === "call" ? { ...next, given: [...next.given, value] } : UNCLEAR;
    }
    return value;
  }

  private command(depth: number): Expression {
    const operands: Expression[] = [];
    for (let token = this.tokens[this.at]; token !== undefined && token !== "|" && token !== ")"; ) {
      operands.push(this.operand(token, depth));
      token = this.tokens[this.at];
    }
    const [first = UNCLEAR, ...given] = operands;
    if (first.is === "call" && first.given.length === 0) return { ...first, given };
    return given.length === 0 ? first : UNCLEAR;
  }

  private operand(token: string, depth: number): Expression {
    this.at += 1;
    if (token === "(") return this.inParentheses(depth);
    if (token.startsWith('"')) return { is: "text", text: unescaped(token) };
    if (token.startsWith("`")) return { is: "text", text: token.slice(1, -1) };
    if (/^[$.]/.test(token)) {
      const [of = "", ...path] = token.split(".");
      return { is: "field", of, path: path.filter((name) => name !== "") };
    }
    return /^[a-zA-Z]\w*$/.test(token) ? { is: "call", name: token, given: [] } : UNCLEAR;
  }

  private inParentheses(depth: number): Expression {
    if (depth > DEEPEST) {
      this.at = this.tokens.length;
      return UNCLEAR;
    }
    const inner = this.pipeline(depth + 1);
    if (this.tokens[this.at] === ")") this.at += 1;
    const suffix = this.tokens[this.at];
    if (suffix === undefined || !/^\.\w/.test(suffix) || inner.is !== "field") return inner;
    this.at += 1;
    return { ...inner, path: [...inner.path, ...suffix.slice(1).split(".")] };
  }
}

function unescaped(token: string): string {
  return token.slice(1, -1).replaceAll(/\\(.)/g, "$1");
}
