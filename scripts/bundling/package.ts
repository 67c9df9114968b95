import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { OutputChunk } from "rolldown";
import { bundle } from "./bundle.ts";
import { keepCompiledCode } from "./compiled-code.ts";
import { thirdPartyLicenses } from "./licenses.ts";

/**
 * Writes `build/`: the CLI in lazily loaded chunks, the library, its types, the licences of what is bundled, and what
 * V8 makes of the CLI. Dependencies are bundled so that `npx kubehop` installs one package and runs offline.
 */
export async function buildPackage(root: string): Promise<void> {
  const chunks = await bundle({
    root,
    input: { cli: "src/cli.ts", library: "src/index.ts" },
    output: {
      dir: `${root}build`,
      // `bin/start.cjs` loads these with what V8 had compiled; for modules Node.js has no way to do that.
      format: "cjs",
      entryFileNames: "[name].cjs",
      chunkFileNames: "chunks/[name]-[hash].cjs",
      codeSplitting: { groups: [COMMAND_LINE, BASE, ASSESSMENT] },
    },
  });
  await writeFile(`${root}build/index.js`, libraryModule(chunks));
  await writeFile(`${root}build/licenses.txt`, await thirdPartyLicenses(root, chunks));
  await promisify(execFile)(`${root}node_modules/.bin/tsc`, ["-p", `${root}scripts/bundling/tsconfig.json`]);
  await nameDeclarationsAsModules(`${root}build/types`);
  await keepCompiledCode(root);
}

/** The library as a module, over the same chunks as the CLI. */
function libraryModule(chunks: readonly OutputChunk[]): string {
  const names = chunks.find(({ fileName }) => fileName === "library.cjs")?.exports ?? [];
  return `import library from "./library.cjs";\n\nexport const { ${names.join(", ")} } = library;\n`;
}

/** What reading a command line needs, so that `--version` and the help load no more than that. */
const COMMAND_LINE = {
  name: "command-line",
  test: /package\.json$|src\/(?:cli\/(?:commands|suggestions|terminal)|report\/visible|source\/kubehop-error)\.ts$/,
  priority: 1,
};

/** What assessments and playbooks need both: without it a run of a playbook would keep 20 MB of assessment in memory. */
const BASE = {
  name: "base",
  test: /node_modules\/(?:js-yaml|zod|re2js)\/|late:|src\/source\/[\w-]+\.ts$|src\/(?:report\/(?:document|shorten)|cli\/deliver)\.ts$/,
  priority: 1,
};

/** What every assessment needs, with all that these modules import: forty chunks of it would cost 8 ms. */
const ASSESSMENT = {
  name: "assessment",
  test: /src\/(?:assessment\/|cli\/(?:assess|exit-code|render-report)\.ts|report\/assessment-report)/,
};

/** TypeScript leaves `.ts` in the imports of declarations; a reader of the package has `.js` there. */
async function nameDeclarationsAsModules(directory: string): Promise<void> {
  const paths = await readdir(directory, { recursive: true });
  for (const path of paths.filter((name) => name.endsWith(".d.ts"))) {
    const text = await readFile(`${directory}/${path}`, "utf8");
    await writeFile(`${directory}/${path}`, text.replaceAll(/((?:from|import) "\.[^"]*)\.ts"/g, '$1.js"'));
  }
}
