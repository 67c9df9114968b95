import type { Certainty, ObjectReference } from "../source/finding.ts";
import type { Position } from "../source/line-index.ts";
import type { SourceValue } from "../source/value.ts";
import type { ClusterRequirement } from "./templates/cluster-requirements.ts";

/** One Kubernetes object as a file of the repository states it, taken out of its List where it lies in one. */
export interface Manifest {
  readonly path: string;
  /** This and `kind` are empty where only something else tells them: a rendering, or who fills a placeholder. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
  /** Where the key `apiVersion` stands; of an item of a typed list that leaves it out, where the item begins. */
  readonly at: Position;
  /** `likely` where a branch of a template decides whether the object is there at all. */
  readonly certainty: Exclude<Certainty, "unknown">;
  /** What a template writes in place of `apiVersion` where the cluster's own answer is another; mostly missing. */
  readonly alternatives?: readonly string[];
  /** What the cluster has to answer for a template to write it at all; mostly missing. */
  readonly requires?: readonly ClusterRequirement[];
  /** The object itself; missing for a template that nobody rendered, whose text is no YAML yet. */
  readonly value?: SourceValue;
  /**
   * Set where `value` is what a template says with blanks for its actions: whether a branch decides about what stands
   * in a line. The same object is shown without a value, too.
   */
  readonly isConditional?: (line: number) => boolean;
  /** Missing for what is an object of its own. */
  readonly part?: ManifestPart;
}

/** A manifest with the words that its document names after `apiVersion:` and `kind:`. */
export interface NamedManifest {
  readonly manifest: Manifest;
  readonly words: Iterable<string>;
}

/** What names an API without being an object. */
export type ManifestPart =
  /** It changes an object of a kustomization. */
  | { readonly of: "kustomization" }
  /**
   * It lies inside an object of a template, at `field`: `spec.scaleTargetRef`, `spec.volumeClaimTemplates[]`. What
   * has metadata of its own is an object that the outer one makes.
   */
  | { readonly of: "template"; readonly field: string; readonly hasMetadata: boolean };

/** What a finding's place says about the object it lies in. */
export function objectReference({ apiVersion, kind, name, namespace }: Manifest): ObjectReference {
  return {
    apiVersion,
    kind,
    ...(name === undefined ? {} : { name }),
    ...(namespace === undefined ? {} : { namespace }),
  };
}
