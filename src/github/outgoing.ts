import { redaction } from "../source/redaction.ts";
import type { Connection } from "./connection.ts";

const byShape = redaction();

/** A text as it may be written to GitHub, where a whole organisation, or everybody, reads it. */
export function outgoing({ redact = byShape }: Pick<Connection, "redact">, text: string): string {
  return redact(text);
}
