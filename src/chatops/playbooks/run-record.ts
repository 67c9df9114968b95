import * as z from "zod/mini";
import type { PathLevel } from "../../playbook/playbook.ts";

/** A run of a playbook that was asked for in a comment, as our comment about it keeps it. */
export interface RunRecord {
  /** Ours, unique: the workflow run that answers with it belongs to this comment. */
  readonly run: string;
  /** Id of the comment that asked for it: later ones are greater. */
  readonly asked: number;
  readonly name: string;
  /** The playbook's file. */
  readonly playbook: string;
  readonly path?: PathLevel | undefined;
  /** Whose text of the playbook is run. */
  readonly from: "base" | "pull-request";
  readonly inputs: Readonly<Record<string, string>>;
  readonly headSha: string;
  /** GitHub's number of the workflow run, where it was told. */
  readonly workflowRun?: number | undefined;
  /** Which attempt of the workflow run it tells of; 1 where it does not say. */
  readonly attempt?: number | undefined;
  /** The app keeps a check run of this run: no other is published. */
  readonly keepsCheck?: true | undefined;
  /** A run below the recommended path is neutral, not a success. */
  readonly requireRecommended?: true | undefined;
  readonly status: (typeof STATUSES)[number];
}

/** In the order in which they follow each other. */
const STATUSES = ["started", "running", "cancelling", "ended"] as const;

const schema = z.strictObject({
  run: z.string().check(z.regex(/^[\w.-]{1,64}$/)),
  asked: z.int().check(z.positive()),
  name: z.string().check(z.maxLength(63)),
  playbook: z.string().check(z.maxLength(4_096)),
  path: z.exactOptional(z.literal([0, 1, 2, 3, 4])),
  from: z.enum(["base", "pull-request"]),
  inputs: z.record(z.string(), z.string()),
  headSha: z.string().check(z.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)),
  workflowRun: z.exactOptional(z.int().check(z.positive())),
  attempt: z.exactOptional(z.int().check(z.positive())),
  keepsCheck: z.exactOptional(z.literal(true)),
  requireRecommended: z.exactOptional(z.literal(true)),
  status: z.enum(STATUSES),
});

/**
 * Whether a state comes after what the record says: a later attempt of the workflow run, or a later state of the same.
 * Events come twice and out of order, and what is over does not begin again.
 */
export function isLater(state: Pick<RunRecord, "attempt" | "status">, record: RunRecord): boolean {
  const attempts = (state.attempt ?? 1) - (record.attempt ?? 1);
  return attempts === 0 ? STATUSES.indexOf(state.status) > STATUSES.indexOf(record.status) : attempts > 0;
}

const LINE = /^<!-- kubehop-run:(\S+) -->\r?$/m;

/** The hidden line with the record; nothing in it can end an HTML comment. */
export function recordLine(record: RunRecord): string {
  const text = encodeURIComponent(JSON.stringify(record).toWellFormed()).replaceAll("-", "%2D");
  return `<!-- kubehop-run:${text} -->`;
}

/** The record of a comment of ours; undefined where it has none, or one that was tampered with. */
export function recordOf(body: string): RunRecord | undefined {
  const [, text] = LINE.exec(body) ?? [];
  if (text === undefined) return undefined;
  try {
    const result = schema.safeParse(JSON.parse(decodeURIComponent(text)));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}
