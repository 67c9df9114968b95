import { type OutputChunk, type OutputOptions, rolldown } from "rolldown";

export interface BundleRequest {
  /** The repository's root, with a trailing slash. */
  readonly root: string;
  readonly input: Readonly<Record<string, string>>;
  readonly output: OutputOptions;
}

/** Bundles ESM for Node.js, dependencies included. Any warning ends the build. */
export async function bundle(request: BundleRequest): Promise<readonly OutputChunk[]> {
  const build = await rolldown({
    cwd: request.root,
    input: { ...request.input },
    platform: "node",
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

/** bottleneck hides its optional Redis adapters behind `eval("require")`; Kubehop never loads them. */
function isKnown(code: string | undefined, message: string): boolean {
  return code === "EVAL" && message.includes("bottleneck");
}
