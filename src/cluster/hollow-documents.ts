import { quotedText } from "../kubernetes/quoted-text.ts";
import type { SourceDocuments } from "../source/documents.ts";
import type { Unread } from "../source/finding.ts";
import type { SourceValue } from "../source/value.ts";

/**
 * Says why documents without a flaw hold no object that can be read: comments only, what a failed command
 * printed, a list of nothing, something encrypted, a misspelt type. Undefined where they hold one.
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
  return typeFlaw(root.textAt("apiVersion"), root.textAt("kind"));
}

/** What kubectl or the API server answered in place of objects. */
function errorMessage(root: SourceValue): string | undefined {
  const [entry] = root.entries();
  if (entry !== undefined && /^error\b/i.test(entry[0])) return `${entry[0]}: ${entry[1].text() ?? ""}`;
  return root.textAt("kind") === "Status" ? root.textAt("message") : undefined;
}

const KUBEADM_GROUP = "kubeadm.k8s.io/";
const KUBEADM_KIND = /^(?:Cluster|Init|Join)Configuration$/;

/** What is wrong with the two words that say what an object is. */
function typeFlaw(apiVersion: string | undefined, kind: string | undefined): string | undefined {
  if (kind === undefined) return apiVersion && "an object without a kind: half-written";
  if (apiVersion === undefined) return `a ${quotedText(kind)} without an apiVersion`;
  if (apiVersion.startsWith(KUBEADM_GROUP)) return `kubeadm has no kind ${quotedText(kind)}`;
  return KUBEADM_KIND.test(kind)
    ? `a ${kind} of ${quotedText(apiVersion)}: kubeadm's begins with ${KUBEADM_GROUP}`
    : undefined;
}

function isEmptyList(root: SourceValue): boolean {
  const items = root.get("items");
  const kind = root.textAt("kind");
  return items?.kind === "sequence" && items.items().length === 0 && kind?.endsWith("List") !== false;
}

const EMPTY_LIST = "the list is empty: whoever took it saw no objects";

/** The headings of what `kubectl get` prints for people. */
const TABLE = /^(?:NAMESPACE\s+)?NAME\s+(?:STATUS\s+ROLES|READY\s+STATUS)\s/;

/** What stands in a file when `kubectl get nodes` was asked for a table, or failed. */
function plainText(text: string | undefined): string {
  if (text === undefined) return "the file holds nothing but null";
  if (text.startsWith("$ANSIBLE_VAULT")) return "the file is encrypted by Ansible Vault";
  if (TABLE.test(text)) return "the file holds kubectl's table and no objects: take it again with -o json";
  // One word alone may be a token.
  const shown = /\s/.test(text) ? ` (${quotedText(text.replaceAll(/\s+/g, " "))})` : "";
  return `the file holds plain text${shown} and no object of YAML or JSON`;
}
