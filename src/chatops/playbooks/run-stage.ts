/** Where a run stands that is not over, as its comment and its check run say it. */
export type RunStage = (
  | { readonly kind: "queued" }
  | {
      readonly kind: "running";
      readonly runner?: string | undefined;
      /** ISO time, UTC. */
      readonly since?: string | undefined;
    }
  | { readonly kind: "cancelling" }
  /** Its workflow has begun; whether its job has a runner is not known. */
  | { readonly kind: "begun"; readonly since: string }
  /** Nobody tells us how it goes on. */
  | { readonly kind: "unheard" }
) & {
  /** Page where it can be followed. */
  readonly url: string;
};
