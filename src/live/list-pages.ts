import type { Get } from "./api-server.ts";

/** All pages of a list, at most 500 items each. Undefined where the API server does not know the path. */
export async function listPages(get: Get, path: string, query = ""): Promise<readonly object[] | undefined> {
  const items: object[] = [];
  let next = "";
  do {
    const page = asPage(
      await get(`${path}?limit=500${query}${next === "" ? "" : `&continue=${encodeURIComponent(next)}`}`),
    );
    if (page === undefined) return undefined;
    items.push(...page.items);
    next = page.next;
  } while (next !== "");
  return items;
}

function asPage(answer: unknown): { readonly items: readonly object[]; readonly next: string } | undefined {
  if (answer === undefined) return undefined;
  const { items, metadata } = (answer ?? {}) as {
    readonly items?: readonly object[];
    readonly metadata?: { readonly continue?: string };
  };
  return { items: items ?? [], next: metadata?.continue ?? "" };
}
