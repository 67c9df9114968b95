import { quotedText } from "../kubernetes/quoted-text.ts";
import type { SourceDocuments } from "../source/documents.ts";
import type { Unread } from "../source/finding.ts";
import type { SourceValue } from "../source/value.ts";

/**
 * Says why documents without a flaw hold no object all the same: comments only, what a failed command
 * printed, a list of nothing, something encrypted. Undefined where they hold one.
 */
export function hollowness({ documents }: SourceDocuments): Omit<Unread, "path"> | undefined {
  const [first] = documents;
  if (first === undefined) return { reason: "the file holds comments only" };
  const reasons = documents.map(({ root }) => reasonFor(root));
  const [reason] = reasons;
  if (reason === undefined || reasons.includes(undefined)) return undefined;
  return { line: first.root.position().line, reason };
}

function reasonFor(root: SourceValue): string | undefined {
  if (root.kind === "scalar") return plainText(root.text());
  if (root.kind === "sequence") return root.items().length === 0 ? EMPTY_LIST : undefined;
  const error = errorMessage(root);
  if (error !== undefined) return `the file holds an error and no object: ${quotedText(error)}`;
  if (root.has("sops")) return "the file is encrypted by SOPS";
  if (root.entries().length === 0) return "the object is empty";
  if (isEmptyList(root)) return EMPTY_LIST;
  return root.has("apiVersion") && !root.has("kind") ? "an object without a kind: half-written" : undefined;
}

/** What kubectl or the API server answered in place of objects. */
function errorMessage(root: SourceValue): string | undefined {
  const [entry] = root.entries();
  if (entry !== undefined && /^error\b/i.test(entry[0])) return `${entry[0]}: ${entry[1].text() ?? ""}`;
  return root.textAt("kind") === "Status" ? root.textAt("message") : undefined;
}

function isEmptyList(root: SourceValue): boolean {
  const items = root.get("items");
  const kind = root.textAt("kind");
  return items?.kind === "sequence" && items.items().length === 0 && kind?.endsWith("List") !== false;
}

const EMPTY_LIST = "the list is empty: whoever took it saw no objects";

/** What stands in a file when `kubectl get nodes` was asked for a table, or failed. */
function plainText(text: string | undefined): string {
  if (text === undefined) return "the file holds nothing but null";
  if (text.startsWith("$ANSIBLE_VAULT")) return "the file is encrypted by Ansible Vault";
  // One word alone may be a token.
  const shown = /\s/.test(text) ? ` (${quotedText(text.replaceAll(/\s+/g, " "))})` : "";
  return `the file holds plain text${shown} and no object of YAML or JSON`;
}
