import type { Assessment } from "../assessment/assessment.ts";
import { counted } from "./shorten.ts";

/** How much of the repository was looked at for manifests, and what was left out on purpose; empty where none was. */
export function coverageSentence({ coverage, suppressed = [] }: Assessment): string {
  const { files, documents, unparsed, objects, templates, skipped } = coverage;
  if (files === 0) return "";
  const { certain, conditional, unresolved } = templates;
  const rendered = [
    ...(certain + conditional === 0
      ? []
      : [`${counted(certain + conditional, "object")} in templates (${conditional} in a branch)`]),
    ...(unresolved === 0 ? [] : [`${counted(unresolved, "template")} that only rendering would tell`]),
  ];
  const notParsed =
    unparsed === 0
      ? ""
      : `; not parsed, because no chosen check reads them: ${counted(unparsed, "document")}`;
  const left = skipped.length === 0 ? "" : `; passed over on purpose: ${counted(skipped.length, "place")}`;
  const ignored = suppressed.reduce((sum, { places }) => sum + Math.max(places.length, 1), 0);
  const accepted =
    ignored === 0 ? "" : `; ${counted(ignored, "place")} of findings ignored, as the repository asks`;
  const read = [counted(objects, "object"), ...rendered].join(", ");
  return `Looked through ${counted(files, "file")} with ${counted(documents, "document")} for manifests: ${read}${notParsed}${left}${accepted}`;
}
