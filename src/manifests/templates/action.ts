import type { Mark } from "./dialect.ts";
import { goExpressionOf } from "./jinja.ts";

/** What an action of a template does to the text around it. */
export type Action =
  /** Begins a block whose first arm asks `condition`. */
  | { readonly does: "open"; readonly condition: string }
  /** Begins the block's next arm; a bare `else` asks nothing. */
  | { readonly does: "next"; readonly condition: string }
  | { readonly does: "close" }
  /** Begins a text with a name, written where something includes it. */
  | { readonly does: "define"; readonly name: string }
  | { readonly does: "assign"; readonly variable: string; readonly expression: string }
  | { readonly does: "write"; readonly expression: string }
  | { readonly does: "nothing" };

const NOTHING: Action = { does: "nothing" };
const CLOSE: Action = { does: "close" };

/** Says what stands between two marks; comments and statements without an output do nothing. */
export function actionOf({ language }: Mark, inner: string): Action {
  switch (language) {
    case "go":
      return goAction(inner);
    case "jinja":
      return { does: "write", expression: goExpressionOf(inner) };
    case "jinja-statement":
      return jinjaStatement(inner);
    case "comment":
      return NOTHING;
    case "erb":
      return erbAction(inner);
    case "terraform":
      return terraformStatement(inner);
    default:
      return language satisfies never;
  }
}

const GO_WORD = /^(if|range|with|else|end|define|block|break|continue)(?!\w)\s*/;
const ASSIGNMENT = /^(\$\w*)(?:\s*,\s*\$\w+)?\s*:?=\s*/;

function goAction(inner: string): Action {
  const isField = inner.startsWith(".") || inner.startsWith("include ");
  if (isField) return { does: "write", expression: inner };
  const word = GO_WORD.exec(inner);
  if (word !== null) return goStatement(word[1] ?? "", inner.slice(word[0].length), inner);
  if (inner === "" || inner.startsWith("/*")) return NOTHING;
  const assigned = ASSIGNMENT.exec(inner);
  if (assigned !== null) {
    return { does: "assign", variable: assigned[1] ?? "", expression: inner.slice(assigned[0].length) };
  }
  return mustacheTag(inner) ?? { does: "write", expression: inner };
}

function goStatement(word: string, rest: string, inner: string): Action {
  switch (word) {
    case "else":
      return { does: "next", condition: rest };
    case "end":
      return CLOSE;
    case "define":
      return { does: "define", name: nameIn(rest) };
    // A block is a define that is written on the spot; what overrides it is not known.
    case "block":
      return { does: "open", condition: inner };
    case "break":
    case "continue":
      return NOTHING;
    default:
      return { does: "open", condition: inner };
  }
}

function nameIn(rest: string): string {
  return /^["`]([^"`]*)["`]/.exec(rest)?.[1] ?? rest;
}

/** Mustache and Handlebars: `{{#if x}}`, `{{^x}}`, `{{/if}}`, `{{! comment}}`. */
function mustacheTag(inner: string): Action | undefined {
  if (/^[#^]/.test(inner)) return { does: "open", condition: inner };
  if (inner.startsWith("/")) return CLOSE;
  return inner.startsWith("!") ? NOTHING : undefined;
}

function jinjaStatement(inner: string): Action {
  const [word = "", rest = ""] = split(inner);
  if (/^(?:if|for)$/.test(word)) return { does: "open", condition: inner };
  if (/^(?:elif|else)$/.test(word)) return { does: "next", condition: rest };
  if (/^end(?:if|for|macro)$/.test(word)) return CLOSE;
  if (word === "macro") return { does: "define", name: rest };
  const set = /^set\s+(\w+)\s*=\s*/.exec(inner);
  if (set !== null)
    return { does: "assign", variable: `$${set[1]}`, expression: goExpressionOf(inner.slice(set[0].length)) };
  return NOTHING;
}

const ERB_OPENS = /^(?:if|unless|case|while|until|for|begin)\b|\bdo(?:\s*\|[^|]*\|)?$|\{\s*\|[^|]*\|$/;

function erbAction(inner: string): Action {
  if (inner.startsWith("=")) return { does: "write", expression: inner.slice(1).trim() };
  if (inner.startsWith("#")) return NOTHING;
  if (/^(?:end\b|\})/.test(inner)) return CLOSE;
  const next = /^(?:else|elsif|when)\b\s*/.exec(inner);
  if (next !== null) return { does: "next", condition: inner.slice(next[0].length) };
  return ERB_OPENS.test(inner) ? { does: "open", condition: inner } : NOTHING;
}

function terraformStatement(inner: string): Action {
  const [word = "", rest = ""] = split(inner);
  if (word === "if" || word === "for") return { does: "open", condition: inner };
  if (word === "else") return { does: "next", condition: rest };
  return word === "endif" || word === "endfor" ? CLOSE : { does: "write", expression: inner };
}

function split(inner: string): readonly string[] {
  const at = inner.search(/\s/);
  return at === -1 ? [inner] : [inner.slice(0, at), inner.slice(at).trim()];
}
