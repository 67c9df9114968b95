import type { ClusterEvent } from "./cluster-event.ts";
import { type ObjectName, written } from "./cluster-object.ts";
import type { DiagnosisClass } from "./diagnosis-classes.ts";
import type { LogLines } from "./situation.ts";

/** What one judge says of one object; those of one class and one root become one diagnosis. */
export interface Judgement {
  readonly class: DiagnosisClass;
  readonly subject: ObjectName;
  readonly root: string;
  /** One sentence, without what is only true of this one object of several with the same root. */
  readonly cause: string;
  readonly evidence: readonly string[];
  /** Begins with `kubectl`. */
  readonly next: string;
}

const LONGEST = 600;

/** `Pod shop/web: waiting, CrashLoopBackOff: back-off 40s`: one line, not longer than a reader reads. */
export function statusLine(subject: ObjectName, text: string): string {
  return shortened(`${written(subject)}: ${oneLine(text)}`);
}

/** `Event Pod shop/web FailedMount (x7): MountVolume.SetUp failed …`. */
export function eventLine({ about, reason, count, message }: ClusterEvent): string {
  return shortened(
    `Event ${written(about)} ${reason}${count > 1 ? ` (x${count})` : ""}: ${oneLine(message)}`,
  );
}

/** `Log shop/web main: cannot open database`: the last lines. */
export function logLines(subject: ObjectName, container: string, log: LogLines): readonly string[] {
  const place = `Log ${subject.namespace ?? ""}/${subject.name} ${container}`;
  if (log.problem !== undefined) return [shortened(`${place} cannot be read: ${oneLine(log.problem)}`)];
  return log.lines.slice(-SHOWN_LINES).map((line) => shortened(`${place}: ${oneLine(line)}`));
}

const SHOWN_LINES = 4;

/** Without line breaks, as a quotation inside a sentence; a full stop at its end is the sentence's own. */
export function quoted(text: string, longest = 300): string {
  return shortened(oneLine(text), longest).replace(/\.+$/, "");
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function shortened(text: string, longest = LONGEST): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`;
}
