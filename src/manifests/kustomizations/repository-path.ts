import { detached } from "../../source/detached.ts";

/** The path in the repository that `to` means in the file `from`; undefined where it leads out of it. */
export function pathIn(from: string, to: string): string | undefined {
  if (to.startsWith("/")) return undefined;
  const folders = from.split("/").slice(0, -1);
  for (const part of to.split("/")) {
    if (part === "..") {
      if (folders.pop() === undefined) return undefined;
    } else if (part !== "." && part !== "") folders.push(part);
  }
  return detached(folders.join("/"));
}
