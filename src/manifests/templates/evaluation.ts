/** What an expression may write. */
export interface Evaluation {
  readonly texts: readonly string[];
  /** It writes its one text however the chart is configured. */
  readonly isCertain: boolean;
  /** Why there may be more than these, or none. */
  readonly missing?: string;
}

/** More texts than these are no choice between API versions. */
const MOST_TEXTS = 16;

export function certainly(text: string): Evaluation {
  return { texts: [text], isCertain: true };
}

export function unknown(missing: string): Evaluation {
  return { texts: [], isCertain: false, missing };
}

/** The same texts, one of which may be written. */
export function perhaps({ texts, missing }: Evaluation): Evaluation {
  return { texts, isCertain: false, ...(missing === undefined ? {} : { missing }) };
}

/** One of them is written; which one only rendering tells. */
export function oneOf(choices: readonly Evaluation[]): Evaluation {
  const texts = new Set(choices.flatMap((choice) => choice.texts));
  const missing = choices.find((choice) => choice.missing !== undefined)?.missing;
  return limited({ texts: [...texts], isCertain: false, ...(missing === undefined ? {} : { missing }) });
}

/** All of them are written, one behind the other. */
export function joined(parts: readonly Evaluation[]): Evaluation {
  return parts.reduce<Evaluation>((before, part) => {
    const texts = before.texts.flatMap((start) => part.texts.map((end) => start + end));
    const missing = before.missing ?? part.missing;
    const isCertain = before.isCertain && part.isCertain;
    return limited({ texts, isCertain, ...(missing === undefined ? {} : { missing }) });
  }, certainly(""));
}

function limited(evaluation: Evaluation): Evaluation {
  if (evaluation.texts.length <= MOST_TEXTS) return evaluation;
  return unknown(`it has more than ${MOST_TEXTS} possible texts`);
}
