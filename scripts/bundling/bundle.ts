import { type OutputChunk, type OutputOptions, type Plugin, rolldown } from "rolldown";
import { lateBuiltins } from "./late-builtins.ts";

export interface BundleRequest {
  /** The repository's root, with a trailing slash. */
  readonly root: string;
  readonly input: Readonly<Record<string, string>>;
  readonly output: OutputOptions;
  readonly plugins?: readonly Plugin[];
}

/** Bundles for Node.js, dependencies included. Any warning ends the build. */
export async function bundle(request: BundleRequest): Promise<readonly OutputChunk[]> {
  const build = await rolldown({
    cwd: request.root,
    input: { ...request.input },
    platform: "node",
    plugins: [
      ...(request.plugins ?? []),
      factsAsText(request.root),
      lateBuiltins(`${request.root}src/`),
      escapeTheRest(),
    ],
    // Old engines must be able to parse the files to be told that they are too old.
    transform: { target: "node18" },
    onLog: (level, log) => {
      if (level !== "warn" || isKnown(log.code, log.message)) return;
      throw new Error(`the bundler warns: ${log.message}`);
    },
  });
  const { output } = await build.write({
    format: "esm",
    minify: ASCII,
    comments: { legal: true, annotation: true, jsdoc: false },
    ...request.output,
  });
  await build.close();
  return output.filter((part) => part.type === "chunk");
}

/** Nothing is made smaller, so that stacks can be read; V8 needs half of the memory for a text that is ASCII. */
const ASCII = { compress: false, mangle: false, codegen: { removeWhitespace: false, asciiOnly: true } };

/** Escapes what `ASCII` leaves: comments, and tagged templates, of which no tag here reads the raw text. */
function escapeTheRest(): Plugin {
  return {
    name: "escape-the-rest",
    generateBundle(_options, files) {
      for (const file of Object.values(files)) {
        if (file.type === "chunk") file.code = file.code.replaceAll(/[^\0-\x7f]/g, escaped);
      }
    },
  };
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
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
