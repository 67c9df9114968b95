/** Looks for a literal text in pieces, however they cut it. */
export interface TextSearch {
  readonly write: (piece: string) => void;
  readonly isFound: () => boolean;
}

/** Keeps one character less than is looked for, however much is written. */
export function textSearch(wanted: string): TextSearch {
  let isFound = wanted === "";
  let end = "";
  return {
    write(piece) {
      if (isFound) return;
      const text = end + piece;
      isFound = text.includes(wanted);
      end = isFound || wanted.length === 1 ? "" : text.slice(1 - wanted.length);
    },
    isFound: () => isFound,
  };
}
