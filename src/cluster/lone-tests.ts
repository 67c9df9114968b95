import type { SourceFile } from "../source/finding.ts";
import { namesEnvironment } from "./home-directory.ts";

/** What lies in a folder `test` of a program: the tools that its tests use, and sorts of tests. */
const OF_TESTS =
  /^(?<parent>(?:.*\/)?)test\/(?:terraform|terragrunt|tofu|opentofu|pulumi|ansible|packer|vagrant|kitchen|kind|k3d|helm|charts?|kustomize|capi|cluster-api|ci|scripts|resources|acceptance|functional|conformance|performance|perf|load|system|upgrade)\//;

/**
 * Tells the folder `test` of a program from the environment that is called test (`test/terraform/` beside
 * `prod/terraform/`): beside the second lies another environment.
 *
 * @returns for a path the folder of tests that it lies in, undefined where it lies in none
 */
export function loneTests(files: readonly SourceFile[]): (path: string) => string | undefined {
  const isLone = new Map<string, boolean>();
  return (path) => {
    const parent = OF_TESTS.exec(path)?.groups?.parent;
    if (parent === undefined) return undefined;
    const known = isLone.get(parent) ?? !files.some((file) => liesInEnvironment(file.path, parent));
    isLone.set(parent, known);
    return known ? `${parent}test` : undefined;
  };
}

function liesInEnvironment(path: string, parent: string): boolean {
  if (!path.startsWith(parent)) return false;
  const [folder = "", ...below] = path.slice(parent.length).split("/");
  return below.length > 0 && folder !== "test" && namesEnvironment(folder);
}
