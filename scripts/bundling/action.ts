import { writeFile } from "node:fs/promises";
import { bundle } from "./bundle.ts";
import { thirdPartyLicenses } from "./licenses.ts";

/** Writes the Action's one file and the licences of what is in it; both are committed. */
export async function buildAction(root: string, directory: string): Promise<void> {
  const chunks = await bundle({
    root,
    input: { action: "src/action.ts" },
    output: { dir: directory, entryFileNames: "[name].js", codeSplitting: false },
  });
  if (chunks.length !== 1) throw new Error(`the Action must be one file, and ${chunks.length} came out`);
  await writeFile(`${directory}/licenses.txt`, await thirdPartyLicenses(root, chunks));
}
