import type { CompletedCheck } from "../github/publish-check.ts";
import { shorten } from "../report/shorten.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { CHECK_NAME } from "./check-subject.ts";
import { type Door, linksAt } from "./door.ts";
import { failureReport } from "./failure-report.ts";

/** The check run that says why a commit could not be judged; the operator's log hears the rest. */
export function failedCheck(
  identity: Pick<CompletedCheck, "headSha" | "externalId">,
  error: unknown,
  door: Door,
): CompletedCheck {
  door.note(error);
  const { title, markdown } = failureReport(error, linksAt(door, identity.headSha));
  return {
    ...identity,
    name: CHECK_NAME,
    conclusion: "failure",
    title: shorten(title, 255),
    summary: markdown,
    annotations: annotationOf(error),
  };
}

function annotationOf(error: unknown): CompletedCheck["annotations"] {
  if (!(error instanceof KubehopError) || error.where === undefined) return [];
  const { path, line = 1 } = error.where;
  return [{ path, start_line: line, end_line: line, annotation_level: "failure", message: error.message }];
}
