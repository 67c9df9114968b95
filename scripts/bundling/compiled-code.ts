import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { promisify } from "node:util";

/** What people run most, on clusters that bring most readers and checks to work. */
const TYPICAL: readonly (readonly string[])[] = [
  ...["text", "markdown", "json", "html"].map((format) => [
    "plan",
    "--to",
    "1.36",
    "--format",
    format,
    "examples/ha",
  ]),
  ["check", "examples/ha"],
  ["check", "--to", "1.36", "examples/kubespray"],
];

/**
 * Runs typical commands of the built CLI and keeps what V8 compiled for them in `build/compiled/`, where
 * `bin/start.cjs` looks for it. Each run adds to what those before have left.
 */
export async function keepCompiledCode(root: string): Promise<void> {
  await mkdir(`${root}build/compiled/${process.version}-${process.arch}`, { recursive: true });
  const recorder = new URL("record-compiled-code.ts", import.meta.url).href;
  for (const words of TYPICAL) {
    await promisify(execFile)(process.execPath, ["--import", recorder, "bin/kubehop.js", ...words], {
      cwd: root,
      maxBuffer: 64 * 1024 * 1024,
    });
  }
}
