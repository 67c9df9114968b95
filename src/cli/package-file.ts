import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { KubehopError } from "../source/kubehop-error.ts";

/**
 * The place of something that ships beside the code (`docs/runbooks`), from the sources and from the
 * bundle alike: the nearest directory above this file that holds it.
 *
 * @throws KubehopError `installation-incomplete`
 */
export function packageFile(name: string): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let directory = start; directory !== dirname(directory); directory = dirname(directory)) {
    if (existsSync(join(directory, name))) return join(directory, name);
  }
  throw new KubehopError({
    code: "installation-incomplete",
    message: `This installation of Kubehop lacks ${name}.`,
    remedy: "Install the package again.",
  });
}
