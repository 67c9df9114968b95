import type { Cluster } from "../cluster/cluster.ts";
import type { PlanSettings } from "../config/configuration.ts";
import type { SkewReport } from "../kubernetes/skew.ts";
import type { SupportStatus } from "../kubernetes/support.ts";
import type { Renderer } from "../manifests/rendering/renderer.ts";
import type { Coverage } from "../manifests/repository.ts";
import type { Plan } from "../plan/plan.ts";
import type { Finding, SourceFile, Unread } from "../source/finding.ts";
import type { Suppressed } from "./suppression.ts";

/** A file that is read when it is looked at, and not kept. */
export interface LazyFile {
  readonly path: string;
  /** The file, what stands against reading it, or nothing where it is without interest (binary). */
  readonly load: () => SourceFile | Unread | undefined;
}

/** The files of a repository at one commit; `sha` is missing where they come from a disk. */
export interface RepositorySnapshot {
  readonly sha?: string;
  /** In the order of their paths. */
  readonly files: readonly (SourceFile | LazyFile)[];
  /** Files that could be a cluster's and could not be taken: too large, a Git LFS pointer, a symbolic link. */
  readonly unread: readonly Unread[];
  /** Paths that were given by hand: whatever they hold, something is said about them. */
  readonly named?: readonly string[];
  /** Only where the files lie on a disk whose owner lets their charts and kustomizations be rendered. */
  readonly renderer?: Renderer;
}

/** What a pull request does to a cluster's version. */
export interface VersionChange {
  readonly from: string;
  readonly to: string;
  readonly kind: "upgrade" | "downgrade" | "skips-minor" | "unknown-version";
}

export type ClusterVerdict = "ready" | "blocked" | "unknown" | "supported" | "unsupported" | "nothing-to-do";

/** What Kubehop says about one cluster. */
export interface ClusterAssessment {
  readonly cluster: Cluster;
  readonly verdict: ClusterVerdict;
  /** Missing where it was not judged: no API server's version is known, or the chosen checks leave it out. */
  readonly skew?: SkewReport;
  readonly support: SupportStatus;
  /** Only where a base was compared and the version differs. */
  readonly change?: VersionChange;
  /** Only where a target is known: it was asked for, or the pull request brings it. */
  readonly plan?: Plan;
  /** All findings of this cluster, the plan's included, most severe first. */
  readonly findings: readonly Finding[];
}

/** What Kubehop says about the manifests of a repository that describes no cluster. */
export interface ManifestAssessment {
  /** Where the cluster is assumed to stand; without it the target alone was judged. */
  readonly from?: string;
  readonly to: string;
  readonly verdict: "ready" | "blocked";
}

/** The one answer that every door carries; `kubehop check|plan|skew --format json` prints it. */
export interface Assessment {
  readonly schemaVersion: 1;
  readonly subject: "check" | "plan" | "skew";
  readonly verdict: ClusterVerdict | "no-cluster" | "error";
  /** The check run's conclusion and, through `exitCode`, the CLI's. */
  readonly conclusion: "success" | "failure" | "neutral";
  /** The first line of every report: plain text, one sentence, no Markdown. */
  readonly headline: string;
  readonly sha?: string;
  readonly clusters: readonly ClusterAssessment[];
  /** Only where no cluster was found and a target was asked for. */
  readonly manifests?: ManifestAssessment;
  /** Findings that belong to no single cluster, most severe first. */
  readonly findings: readonly Finding[];
  /** What somebody decided to live with, and so was not told. */
  readonly suppressed?: readonly Suppressed[];
  readonly unread: readonly Unread[];
  /** What of the repository was looked at for manifests. */
  readonly coverage: Coverage;
  /** Paths of the files that values were read from, sorted. */
  readonly filesRead: readonly string[];
  /** `plan.times` of the configuration, in minutes: what the estimates of the reports rest on. */
  readonly times?: NonNullable<PlanSettings["times"]>;
  readonly facts: { readonly asOf: string; readonly ageDays: number; readonly stale: boolean };
}
