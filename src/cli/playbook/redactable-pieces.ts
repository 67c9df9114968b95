/** Gathers pieces of a text into large ones, in which no secret is cut in two. */
export interface Pieces {
  readonly write: (piece: string) => void;
  readonly end: () => void;
}

/** Characters that are gathered before some are put on. */
const MOST_HELD = 256 * 1024;

/** Cuts at line ends and outside of private keys; a line that is too long for that, at a space or anywhere. */
export function redactablePieces(put: (text: string) => void): Pieces {
  let held: string[] = [];
  let length = 0;
  return {
    write(piece) {
      held.push(piece);
      length += piece.length;
      if (length < MOST_HELD) return;
      const text = held.join("");
      const end = cutOf(text);
      put(text.slice(0, end));
      held = [text.slice(end)];
      length = text.length - end;
    },
    end() {
      put(held.join(""));
    },
  };
}

function cutOf(text: string): number {
  const begin = text.lastIndexOf("-----BEGIN");
  const isOpen = begin > MOST_HELD / 2 && !text.includes("-----END", begin);
  const closed = isOpen ? text.slice(0, begin) : text;
  const places = [closed.lastIndexOf("\n"), closed.lastIndexOf(" ")];
  return (places.find((place) => place > MOST_HELD / 2) ?? closed.length - 1) + 1;
}
