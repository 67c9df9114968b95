import type { PathLevel } from "../playbook.ts";

/** What a path may be chosen by: what is here, and what was said. */
export interface Surroundings {
  /** Whether a program of that name is on PATH. */
  readonly hasTool: (name: string) => boolean;
  /** What is here besides programs, as whoever runs the playbook says: see {@link CAPABILITIES}. */
  readonly capabilities: readonly string[];
  /** The path that was asked for. */
  readonly requested?: PathLevel;
  /** The highest path that the operator allows. */
  readonly maximum?: PathLevel;
}

/** The capabilities that paths need, by path: of each path one is enough. */
export const CAPABILITIES = {
  3: ["cloud-kubeconfig"],
  4: ["hosted", "hosted-dev-environment", "path-4"],
} as const;

/** What is printed beside the number of a path. */
export const PATH_NAMES: Readonly<Record<PathLevel, string>> = {
  0: "static",
  1: "kind",
  2: "minikube",
  3: "cloud",
  4: "hosted dev environment",
};

/** `Path 1 (kind)`, where a sentence begins with it. */
export function pathTitle(path: PathLevel): string {
  return `Path ${path} (${PATH_NAMES[path]})`;
}

/** `path 1 (kind)` */
export function pathName(path: PathLevel): string {
  return `path ${path} (${PATH_NAMES[path]})`;
}
