import { createTwoFilesPatch } from "diff";
import type { FixedFile } from "../fixes/plan-fixes.ts";

/** The edits of files as one unified diff that `git apply` takes. */
export function renderPatch(files: readonly FixedFile[]): string {
  return files
    .map(({ path, before, after }) => {
      const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
        context: 3,
      });
      return patch.replace(/^=+\n/, "");
    })
    .join("");
}
