import type { ReportLinks } from "./links.ts";

/** Minutes that one thing takes; a team that has measured its own replaces them. */
export interface StepTimes {
  /** One `kubeadm upgrade apply`. */
  readonly apply: number;
  /** One `kubeadm upgrade node`. */
  readonly upgradeNode: number;
  /** One drain with the kubelet's restart and the way back. */
  readonly drain: number;
}

export const DEFAULT_TIMES: StepTimes = { apply: 3, upgradeNode: 1, drain: 4 };

/** The command line that gave the report, and the same with a version left to choose. */
export interface ShellCommand {
  /** `kubehop check --to 1.36 --only apis clusters` */
  readonly asTyped: string;
  /** `kubehop check --to VERSION --only apis clusters` */
  readonly withVersion: string;
}

export interface ReportOptions {
  /** Hidden first line by which the caller finds its comment again; an HTML comment. */
  readonly marker?: string;
  readonly times?: Partial<StepTimes>;
  /** Where the reader can ask again: under a comment (slash commands) or in a shell. Default `comment`. */
  readonly asks?: "comment" | "shell";
  /** What the reader typed in the shell; without it `kubehop plan` is named. */
  readonly command?: ShellCommand;
}

/** What every part of a report is built with. */
export interface ReportContext {
  readonly links: ReportLinks;
  readonly times: StepTimes;
  readonly asks: "comment" | "shell";
  readonly command?: ShellCommand;
}

/** What the report of an assessment (of which only `times` counts) is built with; the caller's own times count more than the configuration's. */
export function assessmentContext(
  { times }: { readonly times?: Partial<StepTimes> },
  links: ReportLinks,
  options: ReportOptions,
): ReportContext {
  return reportContext(links, { ...options, times: { ...times, ...options.times } });
}

export function reportContext(links: ReportLinks, options: ReportOptions): ReportContext {
  const { times, asks = "comment", command } = options;
  return {
    links,
    times: { ...DEFAULT_TIMES, ...times },
    asks,
    ...(command === undefined ? {} : { command }),
  };
}
