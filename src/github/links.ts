import type { Unread } from "../source/finding.ts";
import { looksLikeManifest } from "./archive-policy.ts";

/** Symbolic links by their paths: what is written in each. */
export type Links = ReadonlyMap<string, string>;
/** What lies at a path of the repository, apart from links; undefined for nothing. */
export type KindOf = (path: string) => "file" | "directory" | undefined;

/**
 * Says of which links something is not read. None is followed: what a link names inside the repository is read
 * under its own path, so that only a manifest's other name, and what leads elsewhere, is worth a word.
 */
export function unreadLinks(links: Links, kindOf: KindOf): readonly Unread[] {
  return [...links.keys()].flatMap((path) => {
    const reason = reasonOf(path, links, kindOf);
    return reason === undefined ? [] : [{ path, reason }];
  });
}

function reasonOf(path: string, links: Links, kindOf: KindOf): string | undefined {
  const end = destination(path, links);
  if (end === OUTSIDE) return "the link leads outside and is not followed";
  if (end === CIRCLE) return "the link leads in a circle";
  const kind = end === "" ? "directory" : kindOf(end);
  if (kind === undefined) return "the link leads nowhere";
  return kind === "file" && looksLikeManifest(path) ? "the file is a link, which is not followed" : undefined;
}

const OUTSIDE = Symbol("outside the repository");
const CIRCLE = Symbol("a circle");
/** As many as Linux goes through. */
const MOST_STEPS = 40;

/** Where a link leads in the end, through others, too. */
function destination(start: string, links: Links): string | typeof OUTSIDE | typeof CIRCLE {
  let path = start;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const link = ancestors(path).find((ancestor) => links.has(ancestor));
    if (link === undefined) return path;
    const target = links.get(link) ?? "";
    const next = isAbsolute(target) ? undefined : resolved(`${link}/../${target}${path.slice(link.length)}`);
    if (next === undefined) return OUTSIDE;
    path = next;
  }
  return CIRCLE;
}

/** The path and what holds it, the outermost first: `a`, `a/b`, `a/b/c`. */
function ancestors(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

function isAbsolute(target: string): boolean {
  return /^(?:[/\\]|[a-z]:)/i.test(target);
}

/** A path without `.` and `..`; undefined where it leaves the repository. */
function resolved(path: string): string | undefined {
  const kept: string[] = [];
  for (const part of path.split(/[/\\]/)) {
    if (part === ".." && kept.pop() === undefined) return undefined;
    if (part !== ".." && part !== "." && part !== "") kept.push(part);
  }
  return kept.join("/");
}
