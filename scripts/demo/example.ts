import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** One file of an example, as it lies in a repository. */
export interface ExampleFile {
  readonly path: string;
  readonly text: string;
}

/** All files of `examples/<name>`. */
export function readExample(name: string): readonly ExampleFile[] {
  const root = fileURLToPath(new URL(`../../examples/${name}/`, import.meta.url));
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(root, path).replaceAll("\\", "/"), text: readFileSync(path, "utf8") }))
    .toSorted((left, right) => left.path.localeCompare(right.path));
}

/** The kubeadm file of the example with another `kubernetesVersion`, as Renovate would propose it. */
export function withVersion(files: readonly ExampleFile[], version: string): ExampleFile {
  for (const { path, text } of files) {
    const changed = text.replace(/^(\s*kubernetesVersion:\s*)v?[\d.]+$/m, `$1v${version}`);
    if (changed !== text) return { path, text: changed };
  }
  throw new Error("the example has no kubernetesVersion to bump");
}
