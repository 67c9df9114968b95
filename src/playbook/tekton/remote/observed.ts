/** The part of Tekton's answers that a run is followed by; everything may be missing while it begins. */
export interface ObservedRun {
  readonly status?: {
    readonly conditions?: readonly ObservedCondition[];
    readonly completionTime?: string;
    readonly skippedTasks?: readonly { readonly name?: string }[];
  };
}

export interface ObservedTaskRun {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
  readonly status?: {
    readonly conditions?: readonly ObservedCondition[];
    readonly startTime?: string;
    readonly completionTime?: string;
    readonly podName?: string;
    readonly results?: readonly { readonly name?: string; readonly value?: unknown }[];
  };
}

export interface ObservedCondition {
  readonly type?: string;
  /** `True`, `False` or `Unknown`. */
  readonly status?: string;
  readonly reason?: string;
  readonly message?: string;
}

/** The one condition that Tekton's runs have. */
export function succeeded(run: ObservedRun | ObservedTaskRun): ObservedCondition | undefined {
  return run.status?.conditions?.find(({ type }) => type === "Succeeded");
}

/** Whether it is over, with its `finally`. */
export function isOver(run: ObservedRun): boolean {
  return run.status?.completionTime !== undefined;
}

export function resultOf(run: ObservedTaskRun | undefined, name: string): string | undefined {
  const value = run?.status?.results?.find((result) => result.name === name)?.value;
  return typeof value === "string" ? value : undefined;
}

/** The task of the Pipeline that a TaskRun is one of. */
export function pipelineTaskOf({ metadata }: ObservedTaskRun): string {
  return metadata?.labels?.["tekton.dev/pipelineTask"] ?? "";
}
