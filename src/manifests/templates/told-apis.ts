import { documentRanges } from "../../source/text-range.ts";
import { includedNames } from "./included-names.ts";
import type { Template } from "./template.ts";

/**
 * Whether the words of a template tell every API that it may write: each document says its apiVersion and kind
 * itself, nothing that begins a line is computed, and it defines nothing for others.
 */
export function tellsItsApis(text: string): boolean {
  if (DEFINES.test(text) || COMPUTED_LINE.test(text)) return false;
  return documentRanges(text).every(({ start, end }) => isTold(text.slice(start, end)));
}

/** Such a template as far as others have to know of it: by the names that it includes. */
export function untoldTemplate(path: string, text: string): Template {
  return { path, body: EMPTY, defines: [], included: new Set(includedNames(text)), flaws: [] };
}

/** What others may include, and variables that may hold a name. */
const DEFINES = /\{\{-?[ \t]*(?:define\b|block\b|\$\w+[ \t]*:?=)/;
/** An action that writes something where an object may begin. */
const COMPUTED_LINE = /^\{\{(?!-?[ \t]*(?:(?:if|else|end|with|range)\b|\/\*|-?\}\}))/m;
const EMPTY: Template["body"] = { documents: [], variables: new Map(), lines: [] };

/** Nothing but the marker and control, or an object that says what it is. */
function isTold(text: string): boolean {
  return (/^apiVersion[ \t]*:/m.test(text) && /^kind[ \t]*:/m.test(text)) || !/^[a-zA-Z"']/m.test(text);
}
