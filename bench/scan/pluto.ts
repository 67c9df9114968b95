import { relative } from "node:path";
import type { Tool } from "./tool.ts";

interface Item {
  readonly name: string;
  readonly namespace?: string;
  readonly filePath: string;
  readonly api: { readonly version: string; readonly kind: string };
}

/** https://github.com/FairwindsOps/pluto; it walks a folder and names the file of each finding. */
export function pluto(program: string, to: string): Tool {
  return {
    name: "pluto",
    command: [program],
    words: () => ["detect-files", "-d", ".", "-o", "json", "-t", `k8s=v${to}.0`],
    read: (output, directory) => {
      const { items } = JSON.parse(output) as { readonly items?: readonly Item[] | null };
      const sightings = (items ?? []).map(({ filePath, api, name, namespace }) => ({
        path: relative(directory, filePath),
        apiVersion: api.version,
        kind: api.kind,
        name,
        ...(namespace === undefined ? {} : { namespace }),
      }));
      return { findings: sightings.length, sightings };
    },
  };
}
