import { visibleLine } from "./visible.ts";

/** A text from outside for a terminal: escape codes and other hidden characters become visible. */
export function terminalText(text: string): string {
  return visibleLine(text);
}
