import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { OutputChunk } from "rolldown";

/** The licence texts of every package with code in `chunks`, in the order of their names. */
export async function thirdPartyLicenses(root: string, chunks: readonly OutputChunk[]): Promise<string> {
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
  const directories = new Set(modules.flatMap((id) => packageDirectory(root, id)));
  const entries = [...directories].map((directory) => entryOf(root, directory));
  const texts = [...new Set(entries.toSorted((left, right) => (left < right ? -1 : 1)))];
  return `Kubehop's bundled files contain code of the following ${texts.length} packages.\n\n${texts.join("\n")}`;
}

/** The directory of the npm package that a module belongs to; none for Kubehop's own. */
function packageDirectory(root: string, moduleId: string): string[] {
  const path = moduleId.replace(/^\0/, "").split("?")[0] ?? "";
  if (!path.includes("/node_modules/")) return [];
  for (let directory = dirname(path); directory.startsWith(root); directory = dirname(directory)) {
    if (isPackage(directory)) return [directory];
  }
  throw new Error(`${relative(root, path)} belongs to no package`);
}

/** Packages put small `package.json` files into subdirectories to say `"type": "module"`; these have no name. */
function isPackage(directory: string): boolean {
  const manifest = join(directory, "package.json");
  return existsSync(manifest) && manifestOf(directory).version !== undefined;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
}

function manifestOf(directory: string): Manifest {
  return JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
}

function entryOf(root: string, directory: string): string {
  const { name, version, license } = manifestOf(directory);
  const files = readdirSync(directory).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files.toSorted().map((file) => readFileSync(join(directory, file), "utf8").trim());
  if (texts.length === 0) texts.push(fallback(root, `${name}`, `${license}`));
  return `${"-".repeat(78)}\n${name} ${version} (${license})\n\n${texts.join("\n\n")}\n`.replaceAll(
    "\r\n",
    "\n",
  );
}

/** Some packages name their licence and forget its text: `scripts/bundling/licenses/` keeps it for them. */
function fallback(root: string, name: string, license: string): string {
  const path = join(root, "scripts/bundling/licenses", `${name.replace("/", "__")}.txt`);
  if (existsSync(path)) return readFileSync(path, "utf8").trim();
  throw new Error(`${name} (${license}) ships no licence text: keep it in ${relative(root, path)}`);
}
