import { type OutputChunk, type OutputOptions, type Plugin, rolldown } from "rolldown";
import { lateBuiltins } from "./late-builtins.ts";

export interface BundleRequest {
  /** The repository's root, with a trailing slash. */
  readonly root: string;
  readonly input: Readonly<Record<string, string>>;
  readonly output: OutputOptions;
  readonly plugins?: readonly Plugin[];
}

/** Bundles ESM for Node.js, dependencies included. Any warning ends the build. */
export async function bundle(request: BundleRequest): Promise<readonly OutputChunk[]> {
  const build = await rolldown({
    cwd: request.root,
    input: { ...request.input },
    platform: "node",
    plugins: [...(request.plugins ?? []), factsAsText(request.root), lateBuiltins(`${request.root}src/`)],
    // Old engines must be able to parse the files to be told that they are too old.
    transform: { target: "node18" },
    onLog: (level, log) => {
      if (level !== "warn" || isKnown(log.code, log.message)) return;
      throw new Error(`the bundler warns: ${log.message}`);
    },
  });
  const { output } = await build.write({
    format: "esm",
    minify: false,
    comments: { legal: true, annotation: true, jsdoc: false },
    ...request.output,
  });
  await build.close();
  return output.filter((part) => part.type === "chunk");
}

/** Kubehop's facts: V8 reads the text of JSON several times as fast as the same data written as JavaScript. */
function factsAsText(root: string): Plugin {
  return {
    name: "facts-as-text",
    transform: {
      filter: { id: `${root}data/*.json` },
      handler: (text) => ({
        code: `export default /* @__PURE__ */ JSON.parse(${JSON.stringify(JSON.stringify(JSON.parse(text)))});`,
        moduleType: "js",
      }),
    },
  };
}

/** bottleneck hides its optional Redis adapters behind `eval("require")`; Kubehop never loads them. */
function isKnown(code: string | undefined, message: string): boolean {
  return code === "EVAL" && message.includes("bottleneck");
}
