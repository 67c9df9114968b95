/** Looks for a literal text in pieces, however they cut it. */
export interface TextSearch {
  readonly write: (piece: string) => void;
  readonly isFound: () => boolean;
}

/** Keeps one character less than is looked for, however much is written, and copies no long piece. */
export function textSearch(wanted: string): TextSearch {
  const overlap = wanted.length - 1;
  let isFound = wanted === "";
  let end = "";
  return {
    write(piece) {
      if (isFound) return;
      isFound = piece.includes(wanted) || (end + piece.slice(0, overlap)).includes(wanted);
      end = overlap === 0 ? "" : (piece.length < overlap ? end + piece : piece).slice(-overlap);
    },
    isFound: () => isFound,
  };
}
