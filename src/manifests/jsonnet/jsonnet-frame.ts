import type { OutlineObject } from "../templates/outline-document.ts";
import type { JsonnetToken } from "./jsonnet-tokens.ts";

/** A bracket of a Jsonnet program that is open. */
export interface JsonnetFrame {
  readonly parent?: JsonnetFrame;
  readonly opens: "{" | "[" | "(" | "file";
  /** Where it lies in its parent: a key, `[]` in a list, empty elsewhere. */
  readonly via: string;
  /** The member under way: its key, once a colon has said it, and the tokens since. */
  key?: JsonnetToken;
  tokens: JsonnetToken[];
  /** What the mapping says of itself. */
  object?: OutlineObject;
  hasMetadata?: boolean;
  /** The objects that were found inside, each with those that lie in it. */
  readonly inner: InnerObjects[];
}

/** An object and what lies in it; `field` says where in the frame. */
export interface InnerObjects {
  readonly field: string;
  readonly objects: readonly OutlineObject[];
}

/** What a frame that closes gives to its parent: its own object with those inside it, or the ones inside. */
export function objectsInside({
  object,
  inner,
  via,
  hasMetadata = false,
}: JsonnetFrame): readonly InnerObjects[] {
  if (object === undefined)
    return inner.map(({ field, objects }) => ({ field: joined(via, field), objects }));
  const nested = inner.flatMap(({ field, objects }) =>
    objects.map((one) => ({ ...one, field: joined(field, one.field) })),
  );
  return [{ field: via, objects: [{ ...object, hasMetadata }, ...nested] }];
}

function joined(outer: string, inner: string): string {
  if (outer === "" || inner === "") return outer + inner;
  return inner.startsWith("[]") ? outer + inner : `${outer}.${inner}`;
}
