/** Why something in a cluster is unhealthy, in the words of who must mend it. */
export interface Diagnosis {
  /** Stable id in kebab-case: `crash-loop-back-off`, `image-pull-not-found`; also the name of its runbook page. */
  readonly class: string;
  /** `Pod shop/web-7c9f`, `Node worker-2`, `Namespace shop`; of several with this root the first one. */
  readonly object: string;
  /** How many objects have this root; absent where it is this one alone. */
  readonly count?: number;
  /** One sentence. */
  readonly cause: string;
  /** The lines of status, events and logs that it rests on. */
  readonly evidence: readonly string[];
  /** The next command to type, complete. */
  readonly next: string;
  /** Path of the runbook page in the Kubehop repository. */
  readonly runbook: string;
}
