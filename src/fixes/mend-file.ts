import type { Place } from "../source/finding.ts";
import { changedValues } from "./changed-values.ts";
import type { FixedFile, Mend } from "./fixed-file.ts";
import type { FixRequest } from "./fixer.ts";
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
  const reason = obstacle(fixes, file);
  if (reason === undefined) return { mends: taken(fixes, file), refused: [] };
  const [only, ...others] = round;
  if (only === undefined || others.length === 0) {
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

/** Why fixes are not to be made together: one cannot, they overlap, or more would change than they are about. */
function obstacle(fixes: readonly Fix[], file: MendedFile): string | undefined {
  const refusal = fixes.find(({ reason }) => reason !== undefined)?.reason;
  if (refusal !== undefined) return refusal;
  const text = spliced(
    file.now.text,
    fixes.flatMap(({ splices }) => splices),
  );
  if (text === undefined) return "another fix touches the same text: run kubehop fix once more afterwards";
  const changes = changedValues(file.now, { ...file.now, text });
  if (changes === undefined) return "the file could not be read after it";
  const isMeant = (change: (typeof changes)[number]) =>
    fixes.some(({ trial, request }) => trial.fixer.isMeant(request, change));
  return changes.every(isMeant)
    ? undefined
    : "the same text is used elsewhere, where something else would change";
}

function taken(fixes: readonly Fix[], file: MendedFile): readonly Mend[] {
  const mends = fixes.map(({ trial, splices }) => ({
    finding: trial.spot.findings[0].id,
    lines: [...new Set(splices.flatMap((splice) => file.linesBefore(splice)))],
  }));
  file.take(fixes.flatMap(({ splices }) => splices));
  return mends;
}
