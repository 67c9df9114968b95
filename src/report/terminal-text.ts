import { visibleLine } from "./visible.ts";

/**
 * A text from outside for a terminal: escape codes and other hidden characters become visible, and the old form of
 * workflow commands, which GitHub's runner looks for anywhere in a line, is none any more.
 */
export function terminalText(text: string): string {
  return withoutCommands(visibleLine(text));
}

export function withoutCommands(text: string): string {
  return text.replaceAll("##[", "##\u200b[");
}
