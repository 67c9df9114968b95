import { createTwoFilesPatch } from "diff";

/** A file before and after. */
export interface PatchedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** The edits of files as one unified diff that `git apply` takes. */
export function renderPatch(files: readonly PatchedFile[]): string {
  return files
    .map(({ path, before, after }) => {
      const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
        context: 3,
      });
      return patch.replace(/^=+\n/, "");
    })
    .join("");
}
