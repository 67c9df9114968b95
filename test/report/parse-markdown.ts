import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** Reads Markdown as GitHub does, links that it makes by itself included. */
export function parseMarkdown(text: string): Root {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** Every node of the tree, parents first. */
export function nodesOf(node: Nodes): readonly Nodes[] {
  return "children" in node ? [node, ...node.children.flatMap((child) => nodesOf(child))] : [node];
}

/** The text that GitHub looks for mentions and references in: all but code and links. */
export function referenceText(node: Nodes): string {
  if (node.type === "text") return node.value;
  if (node.type === "code" || node.type === "inlineCode" || node.type === "link") return " ";
  return "children" in node ? node.children.map(referenceText).join("") : "";
}

/** What GitHub would make of a text after Markdown: mentions, issues, addresses. */
export const GITHUB_REFERENCE = /@[a-z0-9]|#\d|\bgh-\d|https?:\/\/|www\.|\w@\w/i;
