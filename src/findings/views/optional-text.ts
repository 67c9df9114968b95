import { detached } from "../../source/detached.ts";

/** `{ key: text }` in memory of its own, or nothing where nothing is written. */
export function optionalText<Key extends string>(
  key: Key,
  written: string | undefined,
): { readonly [Name in Key]?: string };
export function optionalText(key: string, written: string | undefined): object {
  return written === undefined ? {} : { [key]: detached(written) };
}
