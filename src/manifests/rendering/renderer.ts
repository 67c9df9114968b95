import type { Unread } from "../../source/finding.ts";

/**
 * What runs a chart or a kustomization through its own tool. Only a door that may run tools gives one; like the
 * reading of a file it answers at once.
 */
export interface Renderer {
  /** How many charts, and how many kustomizations, are worth the time: of more none is rendered. */
  readonly most: number;
  /** `helm template` of the chart in a folder of the repository (`charts/web`; empty for the root). */
  readonly renderChart: (folder: string) => Rendering;
  /** `kustomize build` of the kustomization in a folder of the repository. */
  readonly buildKustomization: (folder: string) => Rendering;
}

/** What the tool wrote, or why there is nothing: it is not there, it took too long, or it said no. */
export type Rendering = { readonly text: string } | { readonly reason: string };

/** What is told where more are wanted than are worth the time. */
export function tooMany(count: number, what: string, { most }: Renderer): Unread {
  const reason = `${count} ${what} were not rendered, because they are more than ${most}: they were read as they are (--render always renders them)`;
  return { path: ".", reason };
}
