import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { bundle } from "./bundle.ts";
import { thirdPartyLicenses } from "./licenses.ts";

/**
 * Writes `build/`: the CLI in lazily loaded chunks, the library, its types, and the licences of what is
 * bundled. Dependencies are bundled so that `npx kubehop` installs one package and runs offline.
 */
export async function buildPackage(root: string): Promise<void> {
  const chunks = await bundle({
    root,
    input: { cli: "src/cli.ts", index: "src/index.ts" },
    output: { dir: `${root}build`, entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
  });
  await writeFile(`${root}build/licenses.txt`, await thirdPartyLicenses(root, chunks));
  await promisify(execFile)(`${root}node_modules/.bin/tsc`, ["-p", `${root}scripts/bundling/tsconfig.json`]);
}
