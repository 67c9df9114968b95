import { expect, test } from "vitest";
import { readDocuments } from "../../src/source/documents.ts";
import { documentsOf, isShared, shareDocuments } from "../../src/source/shared-documents.ts";

const NODES = { path: "nodes.yaml", text: "apiVersion: v1\nkind: NodeList\nitems: []\n" };

test("gives everybody the same documents of a shared file", () => {
  const file = { ...NODES };
  shareDocuments(file);
  const first = documentsOf(file);
  expect(first.documents[0]?.root.plain()).toEqual({ apiVersion: "v1", kind: "NodeList", items: [] });
  expect(documentsOf(file)).toBe(first);
});

test("shares only the very file that was named, not one of the same text", () => {
  shareDocuments({ ...NODES });
  const other = { ...NODES };
  expect(isShared(other)).toBe(false);
  expect(documentsOf(other)).not.toBe(documentsOf(other));
});

test("keeps nothing of a text that is not parsed at all", () => {
  const file = { path: "nodes.yaml", text: "\0\0\0\0" };
  shareDocuments(file);
  expect(isShared(file)).toBe(false);
  expect(documentsOf(file)).toEqual(readDocuments(file));
});
