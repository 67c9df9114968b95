import { detached } from "../../source/detached.ts";
import type { SourceValue } from "../../source/value.ts";

/** The scalars of a list, without their document; empty where it is no list. */
export function textsOf(list: SourceValue | undefined): readonly string[] {
  return (list?.items() ?? []).flatMap((item) => {
    const text = item.text();
    return text === undefined ? [] : [detached(text)];
  });
}
