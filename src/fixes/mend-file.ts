import type { Place, SourceFile } from "../source/finding.ts";
import { changedValues } from "./changed-values.ts";
import type { FixedFile, Mend } from "./fixed-file.ts";
import type { FixRequest, ValueChange } from "./fixer.ts";
import { fixers } from "./fixers.ts";
import { MendedFile } from "./mended-file.ts";
import { type Splice, spliced } from "./splice.ts";
import { isRefused, type Mendable, type Refused, type Trial } from "./trial.ts";

/** What became of one file. */
export interface FileMending {
  readonly fixed: readonly FixedFile[];
  /** What could not be mended after all. */
  readonly refused: readonly Refused[];
}

/** Mends one file, fixer by fixer, so that one sees what those before it left. */
export function mendFile(trials: readonly Trial[]): FileMending {
  const mendable = trials.filter((trial): trial is Mendable => !isRefused(trial));
  const [first] = mendable;
  if (first === undefined) return { fixed: [], refused: [] };
  const file = new MendedFile(first.request.file);
  const mends: Mend[] = [];
  const refused: Refused[] = [];
  for (const fixer of fixers) {
    const own = mendable.filter((trial) => trial.fixer === fixer);
    const rounds = fixer.isStepwise ? own.map((trial) => [trial]) : [own];
    for (const round of rounds) {
      const done = mended(round, file);
      mends.push(...done.mends);
      refused.push(...done.refused);
    }
  }
  const { path, text } = first.request.file;
  const after = file.now.text;
  return { fixed: after === text ? [] : [{ path, before: text, after, mends }], refused };
}

interface Done {
  readonly mends: readonly Mend[];
  readonly refused: readonly Refused[];
}

/** Mends all at once where that is sound, which reads the file once; else one after the other. */
function mended(round: readonly Mendable[], file: MendedFile): Done {
  if (round.length === 0) return { mends: [], refused: [] };
  const fixes = round.map((trial) => fixNow(trial, file));
  const tried = together(fixes, file.now);
  if ("after" in tried) return { mends: taken(fixes, { file, after: tried.after }), refused: [] };
  const { reason } = tried;
  if (round.length === 1) {
    return { mends: [], refused: round.map(({ spot, bond }) => ({ spot, bond, reason })) };
  }
  const each = round.map((trial) => mended([trial], file));
  return { mends: each.flatMap(({ mends }) => mends), refused: each.flatMap(({ refused }) => refused) };
}

interface Fix {
  readonly trial: Mendable;
  readonly request: FixRequest;
  readonly splices: readonly Splice[];
  readonly reason?: string;
}

function fixNow(trial: Mendable, file: MendedFile): Fix {
  const place: Place = file.placeNow(trial.spot.place);
  const request = { ...trial.request, place, file: file.now };
  const answer = trial.fixer.fix(request);
  return "splices" in answer
    ? { trial, request, splices: answer.splices }
    : { trial, request, splices: [], reason: answer.reason };
}

/** What fixes make of a file together, or why not: one cannot, they overlap, or they change more than they are about. */
function together(
  fixes: readonly Fix[],
  now: SourceFile,
): { readonly after: SourceFile } | { readonly reason: string } {
  const refusal = fixes.find(({ reason }) => reason !== undefined)?.reason;
  if (refusal !== undefined) return { reason: refusal };
  const splices = fixes.flatMap((fix) => fix.splices);
  const text = spliced(now.text, splices);
  if (text === undefined)
    return { reason: "another fix touches the same text: run kubehop fix once more afterwards" };
  const after = { ...now, text };
  const changes = changedValues(now, after);
  if (changes === undefined) return { reason: "the file could not be read after it" };
  const causes = [...new Map(fixes.map((fix) => [causeOf(fix), fix])).values()];
  const isMeant = (change: ValueChange) =>
    causes.some(({ trial, request }) => trial.fixer.isMeant(request, change));
  return changes.every(isMeant)
    ? { after }
    : { reason: "more than this would change: what is used elsewhere too (an anchor), or what holds it" };
}

function causeOf({ trial: { fixer }, request: { finding, place } }: Fix): string {
  return JSON.stringify([finding.id, finding.replacement, fixer.causeOf(finding, place)]);
}

function taken(
  fixes: readonly Fix[],
  { file, after }: { readonly file: MendedFile; readonly after: SourceFile },
): readonly Mend[] {
  const mends = fixes.map(({ trial, splices }) => ({
    finding: trial.spot.findings[0].id,
    lines: [...new Set(splices.flatMap((splice) => file.linesBefore(splice)))],
  }));
  file.take(
    after,
    fixes.flatMap(({ splices }) => splices),
  );
  return mends;
}
