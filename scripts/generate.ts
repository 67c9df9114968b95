import { readdirSync, readFileSync, writeFileSync } from "node:fs";

/**
 * What one generator makes; `text` gets the file as it is, empty where it is missing, so that a generator
 * can keep hand-written parts and replace its own.
 */
export interface GeneratedFile {
  readonly path: string;
  readonly text: (current: string) => string;
}

// `npm run generate` runs every file of `scripts/generators/`; `.ci/run` fails where that changes anything.
const root = new URL("..", import.meta.url);
for (const name of readdirSync(new URL("generators/", import.meta.url)).toSorted()) {
  const { files } = (await import(`./generators/${name}`)) as { files: readonly GeneratedFile[] };
  for (const { path, text } of files) {
    const file = new URL(path, root);
    writeFileSync(file, text(readOrEmpty(file)));
  }
}

function readOrEmpty(file: URL): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}
