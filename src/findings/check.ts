import type { Cluster } from "../cluster/cluster.ts";
import type { ReleaseFacts } from "../kubernetes/releases.ts";
import type { SkewPolicy } from "../kubernetes/skew.ts";
import type { Repository } from "../manifests/repository.ts";
import type { View } from "../manifests/view.ts";
import type { Finding } from "../source/finding.ts";

/** One hop of the way to the target; versions are full where they are known (`1.34.6`). */
export interface HopRange {
  readonly from: string;
  readonly to: string;
}

/** The way that findings are about. */
export interface Way {
  /** The hops in their order; empty where no target is asked for or it cannot be reached. */
  readonly hops: readonly HopRange[];
  /** The target as it was asked for: `1.36` or `1.36.2`. */
  readonly to?: string;
  /** The day that support dates are judged on, as an ISO date; without it no date is judged. */
  readonly today?: string;
  /** What is known of releases; without it what Kubehop brings. */
  readonly releases?: ReleaseFacts;
}

/** What a check of a cluster gets: the cluster as it stands and the way it is to go. Without hops only the present is judged. */
export interface CheckContext extends Way {
  readonly cluster: Cluster;
  /** Overrides the cluster's own policy, as the assessment of a pull request does with the base's. */
  readonly skewPolicy?: SkewPolicy;
}

/** What a check of manifests gets: a repository may hold no cluster, and then the way alone says what is ahead. */
export interface ManifestContext extends Way {
  readonly repository: Repository;
  readonly cluster?: Cluster;
}

/** One thing that a check can find, as `kubehop explain ID` and the reference table tell it. */
export interface FindingDescription {
  /** Stable, kebab-case; its page is `docs/runbooks/<id>.md`. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what it means for the upgrade. */
  readonly meaning: string;
}

interface CheckDescription {
  /** Short name in kebab-case. */
  readonly name: string;
  /** The parts of the input that it looks at, in words, for the reference table. */
  readonly reads: readonly string[];
  /** Everything that it can find. */
  readonly findings: readonly FindingDescription[];
}

/** One check of a cluster. A new one is one file in `checks/`, one line in `registry.ts` and a runbook per finding. */
export interface Check extends CheckDescription {
  /** Judges one cluster. Deterministic, and never throws on what a cluster's files hold. */
  readonly run: (context: CheckContext) => readonly Finding[];
}

/** One check of what the repository's files hold: Kubernetes objects, and files of hosts and tools. */
export interface ManifestCheck extends CheckDescription {
  /** What it needs to know of the files; what no check wants is never parsed. */
  readonly views: readonly View[];
  /** Judges the views' records. Deterministic, and never throws on what files hold. */
  readonly judge: (context: ManifestContext) => readonly Finding[];
}
