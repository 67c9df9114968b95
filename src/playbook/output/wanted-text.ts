import type { Variant } from "../playbook.ts";
import { plain } from "./plain-text.ts";

/** The text that the output must hold, as {@link plain} leaves it; empty for blank text, which is looked for nowhere. */
export function wantedText({ expectedOutput = "" }: Variant): string {
  return expectedOutput.trim() === "" ? "" : plain(expectedOutput);
}
