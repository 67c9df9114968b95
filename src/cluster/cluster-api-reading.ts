import type { Finding } from "../source/finding.ts";
import type { Observation } from "./reader.ts";

/** What one object of Cluster API adds to its cluster. */
export type ClusterApiPart = Omit<Observation, "reader" | "path" | "name" | "distribution" | "nature"> & {
  readonly nature?: Observation["nature"];
};

/** What one object says, with the findings made on the way. */
export interface ClusterApiReading {
  readonly parts: readonly ClusterApiPart[];
  readonly findings: readonly Finding[];
}
