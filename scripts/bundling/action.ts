import { writeFile } from "node:fs/promises";
import type { Plugin } from "rolldown";
import { bundle } from "./bundle.ts";
import { thirdPartyLicenses } from "./licenses.ts";

/** The Action's files by the sources that they begin with: each is whole, so that each costs what it does alone. */
const FILES = {
  action: "src/action.ts",
  "action-playbook": "src/action/playbook/steps.ts",
  "action-post": "src/action/post-step.ts",
} as const;

/** Writes the Action's files and the licences of what is in them; all are committed. */
export async function buildAction(root: string, directory: string): Promise<void> {
  const chunks = [];
  for (const [name, source] of Object.entries(FILES)) {
    const written = await bundle({
      root,
      input: { [name]: source },
      output: { dir: directory, entryFileNames: "[name].js", codeSplitting: false },
      plugins: [apart()],
    });
    if (written.length !== 1) throw new Error(`${name} must be one file, and ${written.length} came out`);
    chunks.push(...written);
  }
  await writeFile(`${directory}/licenses.txt`, await thirdPartyLicenses(root, chunks));
}

/** What runs playbooks stays in its own file, which each comment of a repository would pay for otherwise. */
function apart(): Plugin {
  return {
    name: "apart",
    resolveId: (id, importer) =>
      importer !== undefined && id.endsWith("/playbook/steps.ts")
        ? { id: "./action-playbook.js", external: true }
        : null,
  };
}
