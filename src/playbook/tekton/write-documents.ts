import { dump } from "js-yaml";
import type { TektonObject } from "./objects.ts";

/** YAML documents for `kubectl create -f`, the scripts as blocks that a person can read. */
export function writeDocuments(objects: readonly TektonObject[]): string {
  return objects.map((object) => `---\n${dump(object, { lineWidth: -1, noRefs: true })}`).join("");
}
