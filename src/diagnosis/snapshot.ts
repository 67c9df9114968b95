/** What is known of a cluster at one moment: objects as kubectl gives them, and logs. Secrets are not among them. */
export interface ClusterSnapshot {
  /** Any kinds, Lists already taken apart; each with its `kind`. */
  readonly objects: readonly unknown[];
  readonly logs: readonly ContainerLog[];
  /** Of what all objects are here, by kind (`Node`) or kind and namespace (`Service shop`). */
  readonly complete?: readonly string[];
  /** When it was read, as an ISO time; the newest time that the objects tell counts where it is later. */
  readonly takenAt?: string;
  /** What could not be read, as a sentence each. */
  readonly unread: readonly string[];
}

/** The last lines that a container wrote, in its run before the present one or in the present one. */
export interface ContainerLog extends LogRequest {
  readonly text: string;
  /** Why it could not be read; the text is empty then. */
  readonly problem?: string;
}

/** Which log: that of a container of a pod. */
export interface LogRequest {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** Of the run before the present one. */
  readonly previous: boolean;
}
