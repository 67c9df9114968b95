/**
 * What runs a chart or a kustomization through its own tool. Only a door that may run tools gives one; like the
 * reading of a file it answers at once.
 */
export interface Renderer {
  /** `helm template` of the chart in a folder of the repository (`charts/web`; empty for the root). */
  readonly renderChart: (folder: string) => Rendering;
  /** `kustomize build` of the kustomization in a folder of the repository. */
  readonly buildKustomization: (folder: string) => Rendering;
}

export type Rendering =
  | { readonly state: "rendered"; readonly text: string }
  /** The tool is not there, or may not be run: nothing is known against the chart. */
  | { readonly state: "skipped"; readonly reason: string }
  /** The tool said no, or took too long. */
  | { readonly state: "failed"; readonly reason: string };
