import type { Block, Phrase } from "../document.ts";
import { grouped } from "../shorten.ts";

const SHOWN = 25;

/** A list under its title; of a long one the rest is folded, and takes only a part of the page. */
export function longList(title: string, items: readonly Phrase[]): readonly Block[] {
  if (items.length === 0) return [];
  const rest = items.slice(SHOWN);
  return [
    { kind: "heading", level: 4, text: [title] },
    { kind: "list", items: items.slice(0, SHOWN) },
    ...(rest.length === 0 ? [] : [foldedRest(title, rest)]),
  ];
}

function foldedRest(title: string, items: readonly Phrase[]): Block {
  const summary = `${title}: ${grouped(items.length)} more`;
  return { kind: "details", summary, blocks: [{ kind: "list", items }], share: 0.15 };
}
