import { readDocuments } from "../source/documents.ts";
import type { SourceFile } from "../source/finding.ts";

/** Folders of what was copied from elsewhere. */
const VENDORED = /(?:^|\/)(vendor|vendored|third[_-]?party|Godeps)\//i;
/** A chart below another one, up to the folder of the upper and with the name of the lower. */
const SUBCHART = /(?<=^|\/)charts\/([^/]+)\//g;

/**
 * Why a file is left to a person that a tool brought here: it is undone when that runs again. `load` reads what
 * says so.
 */
export function broughtReason(
  path: string,
  load: (path: string) => SourceFile | { readonly reason: string },
): string | undefined {
  const folder = VENDORED.exec(path)?.[1];
  if (folder !== undefined)
    return `it was brought here from elsewhere (${folder}/): bring a newer release of it`;
  const subchart = [...path.matchAll(SUBCHART)].find(({ 1: name, index }) =>
    isFetched(name ?? "", path.slice(0, index), load),
  );
  return subchart === undefined
    ? undefined
    : `helm dependency fetches the chart ${subchart[1]}: take a newer version of it`;
}

/** Whether the chart in `folder` takes the chart of this name from a repository, and not from beside it. */
function isFetched(name: string, folder: string, load: Parameters<typeof broughtReason>[1]): boolean {
  return ["Chart.yaml", "requirements.yaml"].some((file) => {
    const read = load(`${folder}${file}`);
    if ("reason" in read) return false;
    const dependencies = readDocuments(read).documents[0]?.root.get("dependencies")?.items() ?? [];
    return dependencies.some(
      (one) =>
        one.textAt("name") === name && /^(?:https?|oci):|^@|^alias:/.test(one.textAt("repository") ?? ""),
    );
  });
}
