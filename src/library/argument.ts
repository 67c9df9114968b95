import { KubehopError } from "../source/kubehop-error.ts";
import { isMapping } from "../source/mapping.ts";
import { nearest } from "../source/nearest.ts";

/**
 * Refuses what is no object. TypeScript's callers cannot give anything else; plain JavaScript's can.
 *
 * @throws KubehopError `invalid-argument`
 */
export function mustBeRecord(name: string, value: unknown, expected: string): void {
  if (isMapping(value)) return;
  throw invalid(name, value, expected);
}

/** @throws KubehopError `invalid-argument` where `value` is given and none of `choices` */
export function mustBeOneOf(name: string, value: unknown, choices: readonly string[]): void {
  if (value === undefined || choices.some((choice) => choice === value)) return;
  throw invalid(name, value, choices.join(" or "));
}

/**
 * Refuses members that nobody reads: a misspelt option that is passed over gives an answer to another question.
 *
 * @throws KubehopError `invalid-argument`
 */
export function mustHaveOnly(name: string, value: object, members: readonly string[]): void {
  const unknown = Object.keys(value).find((member) => !members.includes(member));
  if (unknown === undefined) return;
  const meant = nearest(unknown, members);
  const hint = meant === undefined ? `it takes ${members.join(", ")}` : `did you mean ${name}.${meant}?`;
  throw new KubehopError({
    code: "invalid-argument",
    message: `The argument \`${name}\` has the unknown member ${JSON.stringify(unknown.slice(0, 60))}; ${hint}.`,
    remedy: "The types of the package say what each function takes.",
  });
}

/** @throws KubehopError `invalid-argument` where `files` is no list of `{ path, text }` */
export function mustBeFiles(files: unknown): void {
  if (!Array.isArray(files)) throw invalid("files", files, "a list of { path, text }");
  const list: readonly unknown[] = files;
  for (const [index, file] of list.entries()) {
    if (!isFile(file)) throw invalid(`files[${index}]`, file, "{ path, text }, both of them text");
  }
}

function isFile(file: unknown): boolean {
  if (typeof file !== "object" || file === null || !("path" in file) || !("text" in file)) return false;
  return typeof file.path === "string" && typeof file.text === "string";
}

function invalid(name: string, value: unknown, expected: string): KubehopError {
  return new KubehopError({
    code: "invalid-argument",
    message: `The argument \`${name}\` is ${shown(value)}; expected ${expected}.`,
    remedy: "The types of the package say what each function takes.",
  });
}

function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 60));
  if (Array.isArray(value)) return "a list";
  if (value === null || value === undefined) return String(value);
  return typeof value === "object" ? "another object" : `a ${typeof value}`;
}
