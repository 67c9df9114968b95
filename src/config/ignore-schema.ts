import * as z from "zod/mini";
import { noted } from "../source/schema-notes.ts";
import { repositoryPath } from "./schema-parts.ts";

const entry = z.strictObject({
  id: noted(
    z.string().check(z.regex(/^[a-z0-9-]{1,80}$/, "the id of a finding, as every report prints it")),
    {
      description: "The id of the finding.",
      examples: ["single-replica"],
    },
  ),
  paths: z.exactOptional(
    noted(z.array(repositoryPath).check(z.minLength(1)), {
      description: "Only places in these files, directories or globs; without it, every place.",
      examples: [["legacy/"]],
    }),
  ),
  reason: noted(z.string().check(z.regex(/\S{3}/, "a reason in words, for whoever reads it next year")), {
    description: "Why it is accepted.",
    examples: ["the batch queue may be away for an hour"],
  }),
  expires: noted(z.iso.date("a day such as 2027-06-30"), {
    description: "The last day on which it is accepted; from then on the entry itself is a finding.",
    examples: ["2027-06-30"],
  }),
});

/** Findings that somebody decided to live with for a while. */
export const ignore = noted(z.array(entry), {
  description:
    "Findings that are not told, each with a reason and a last day. Taken from the base branch only; reports count what they leave out.",
});
