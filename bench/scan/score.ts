import { expectedOf, type Form, type Row } from "./compare.ts";

/** What a tool found of what is really there, as `found of all`, and what it found that is not there. */
export interface Score {
  readonly object: Share;
  readonly template: Share;
  readonly reference: Share;
  readonly wrong: number;
}

export interface Share {
  readonly found: number;
  readonly all: number;
}

/** A row tells how often, not which: objects are taken to be found before templates and references. */
export function scoreOf(tool: string, rows: readonly Row[]): Score {
  const none = { found: 0, all: 0 };
  return rows.reduce<Score>(
    (score, row) => {
      const { object, template, reference } = row.expected;
      const found = row.found.get(tool) ?? 0;
      return {
        object: plus(score.object, object, found),
        template: plus(score.template, template, found - object),
        reference: plus(score.reference, reference, found - object - template),
        wrong: score.wrong + Math.max(0, found - expectedOf(row)),
      };
    },
    { object: none, template: none, reference: none, wrong: 0 } satisfies Record<Form, Share> & {
      wrong: number;
    },
  );
}

function plus(share: Share, all: number, found: number): Share {
  return { found: share.found + Math.max(0, Math.min(all, found)), all: share.all + all };
}
