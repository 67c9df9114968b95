import { plainLinks } from "../../report/links.ts";
import type { Admission } from "../admission.ts";
import { type Answer, refusal } from "../answer.ts";
import type { AskAboutRuns, CommandComment } from "../command.ts";
import { type Door, linksAt } from "../door.ts";
import { failureReport } from "../failure-report.ts";
import type { Topic } from "../marker.ts";
import { cancelRun } from "./cancel-run.ts";
import { againOf } from "./retried.ts";
import { startRun } from "./start-run.ts";

/** A comment that starts or ends a run. */
export interface CommentAboutRuns extends CommandComment {
  readonly ask: AskAboutRuns;
}

export type Admitted = Extract<Admission, { kind: "admitted" }>;

/**
 * Starts or ends a run of a playbook. A run has a comment of its own, which is written on the way; undefined then.
 * What was refused is answered in the comment about playbooks, so that no result is lost with it.
 */
export async function answerAboutRuns(
  comment: CommentAboutRuns,
  admission: Admitted,
  door: Door,
): Promise<Answer | undefined> {
  const { ask } = comment;
  const topic: Topic = { command: "playbook" };
  try {
    if (ask.command === "cancel") return await cancelRun({ ...comment, ask }, admission, door);
    const wanted = ask.command === "retry" ? await againOf({ ...comment, ask }, admission, door) : ask;
    return await startRun({ ...comment, ask: wanted }, admission, door);
  } catch (error) {
    door.note(error);
    const links = admission.pull.headSha === "" ? plainLinks() : linksAt(door, admission.pull.headSha);
    return refusal(topic, failureReport(error, links));
  }
}
