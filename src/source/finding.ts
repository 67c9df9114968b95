/** `blocker`: the upgrade must not start; `risk`: it may hurt; `notice`: worth knowing. */
export type Severity = "blocker" | "risk" | "notice";

/** `proven`: read in a file and a fact; `likely`: inferred; `unknown`: neither file nor fact settles it. */
export type Certainty = "proven" | "likely" | "unknown";

/** The Kubernetes object that a place lies in; of a reference, the one that it refers to. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
}

/** One spot in a file; `line` and `column` are 1-based. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly object?: ObjectReference;
  readonly class?: "object" | "reference";
}

/** What to do about a finding; `patch` is a unified diff where the change is mechanical. */
export interface Fix {
  readonly text: string;
  readonly patch?: string;
}

/** One cause and all its places. */
export interface Finding {
  /** Stable id in kebab-case, also the name of its runbook page: `docs/runbooks/<id>.md`. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly certainty: Certainty;
  /** The hop it belongs to as versions; null where it holds whatever the hop. */
  readonly appliesTo: { readonly from: string | null; readonly to: string | null };
  readonly places: readonly Place[];
  /** One sentence that names what was read, with its numbers. */
  readonly why: string;
  readonly fix: Fix;
  /** Path of the runbook page in the Kubehop repository: `docs/runbooks/<id>.md`. */
  readonly runbook: string;
  /** Where the rule stands: policy page, kubeadm file, KEP, changelog. */
  readonly sources: readonly string[];
  /** Which of several things that one id may be about in one file: a feature gate, an option, a field. */
  readonly subject?: string;
  /** Name of the cluster it is about, where there is one. */
  readonly cluster?: string;
  /** Where a change is compared with its base: whether the change brings it, or it was there before. */
  readonly novelty?: "new" | "existing";
  /** Of a finding about an API: what to write instead in the target; null where nothing replaces it. */
  readonly replacement?: { readonly apiVersion: string; readonly kind: string } | null;
  /** The minors that serve the API and its replacement; `until` is null while both are served. */
  readonly window?: { readonly from: string; readonly until: string | null } | null;
}

/** A file, or a part of it, that looked relevant and could not be read. */
export interface Unread {
  readonly path: string;
  readonly line?: number;
  readonly reason: string;
}

/** A text file of the repository; `path` is relative to its root, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}
