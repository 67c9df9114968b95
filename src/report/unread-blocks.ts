import type { Assessment } from "../assessment/assessment.ts";
import { type Block, type Details, type Phrase, say, strong } from "./document.ts";
import { placeLink } from "./finding-item.ts";
import type { ReportLinks } from "./links.ts";
import { counted, grouped, shorten } from "./shorten.ts";

const FIRST = 5;

/** What could not be read: on the first screen always, the whole list one click away. */
export function unreadBlocks(
  { unread }: Pick<Assessment, "unread">,
  links: ReportLinks,
): { readonly first: readonly Block[]; readonly rest: readonly Details[] } {
  if (unread.length === 0) return { first: [], rest: [] };
  const items = unread.map((item): Phrase => say`${placeLink(item, links)} ${shorten(item.reason, 300)}`);
  const others = items.length - FIRST;
  const shown = others > 0 ? [...items.slice(0, FIRST), [`… and ${grouped(others)} more below`]] : items;
  return {
    first: [
      {
        kind: "paragraph",
        text: [strong(`Not read: ${counted(items.length, "part")}`), ", so the answer does not cover:"],
      },
      { kind: "list", items: shown },
    ],
    rest:
      others > 0
        ? [
            {
              kind: "details",
              summary: `The other ${others} parts that were not read`,
              blocks: [{ kind: "list", items: items.slice(FIRST) }],
              share: 0.2,
            },
          ]
        : [],
  };
}
