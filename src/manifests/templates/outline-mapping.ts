import { detached } from "../../source/detached.ts";
import type { OutlineObject } from "./outline-document.ts";

/** A mapping whose lines are being read. */
export interface OutlineMapping {
  indent: number;
  readonly parent?: OutlineMapping;
  /** The key or item of the parent that holds it. */
  readonly via: string;
  /** The key that was read last. */
  key?: string;
  object?: OutlineObject;
}

/** The mapping of a document of which no line was read. */
export function rootMapping(): OutlineMapping {
  return { indent: -1, via: "" };
}

/** What a mapping says of itself, empty at first. */
export function newObject(mapping: OutlineMapping): OutlineObject {
  const field = detached(fieldOf(mapping));
  return { field, apiVersions: [], kinds: [], names: [], namespaces: [], hasMetadata: false };
}

function fieldOf({ parent, via }: OutlineMapping): string {
  const outer = parent === undefined ? "" : fieldOf(parent);
  return outer === "" || via === "[]" ? outer + via : `${outer}.${via}`;
}
