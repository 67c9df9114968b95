import { type JsonObject, type JsonString, jsonObjects } from "./json-objects.ts";
import { type Replacement, replaced, stars } from "./ranges.ts";

const LONGEST_NESTED = 5;
const MAY_HOLD_SECRET = /"(?:data|stringData|kind)\\*"/;

/**
 * Takes the values of `data` and `stringData` out of every Secret in a text that holds JSON, pretty or on one line,
 * whole or cut, whatever stands around it; also where the JSON is a string of another object, as in the annotation
 * `last-applied-configuration`.
 */
export function withoutJsonSecrets(text: string, depth = 0): string {
  if (!/"(?:data|stringData|kind)\\*"/.test(text) || depth > LONGEST_NESTED) return text;
  const objects = jsonObjects(text);
  const values = objects.filter(isSecretData).flatMap(({ strings }) => strings.map(starred));
  const taken = new Set(values.map(({ from }) => from));
  const others = objects.flatMap(({ strings }) => strings.filter(({ from }) => !taken.has(from)));
  return replaced(text, [...values, ...others.flatMap((string) => withoutNested(string, depth))]);
}

/** The quotes that are there stay. */
function starred({ from, to, token }: JsonString): Replacement {
  const { begin, end } = quotesOf(token);
  return { from, to, stead: begin + stars(to - from - begin.length - end.length) + end };
}

/** A string that was cut lacks one of them; an escaped quote is none. */
function quotesOf(token: string): { readonly begin: string; readonly end: string } {
  const begin = token.startsWith('"') ? '"' : "";
  return { begin, end: /(?:^|[^\\])(?:\\\\)*"$/.test(token.slice(begin.length)) ? '"' : "" };
}

function withoutNested({ from, to, token }: JsonString, depth: number): readonly Replacement[] {
  if (!token.includes("\\") || !MAY_HOLD_SECRET.test(token)) return [];
  const { begin, end } = quotesOf(token);
  const inner = parsed(`"${token.slice(begin.length, token.length - end.length)}`, end !== "");
  const cleaned = inner === undefined ? undefined : withoutJsonSecrets(inner, depth + 1);
  if (cleaned === undefined || cleaned === inner) return [];
  return [{ from, to, stead: begin + JSON.stringify(cleaned).slice(1, -1) + end }];
}

/** Of a string that was cut the escape that was cut too is left out. */
function parsed(open: string, isWhole: boolean): string | undefined {
  const whole = isWhole
    ? open
    : open.replace(/\\(?:u[0-9a-fA-F]{0,3})?$/, (last, at) => (isEscaped(open, at) ? last : ""));
  try {
    return String(JSON.parse(`${whole}"`));
  } catch {
    // An escape that is none: then it is no JSON in JSON either.
    return undefined;
  }
}

/** Whether the backslash there belongs to one before it. */
function isEscaped(text: string, at: number): boolean {
  return (/\\*$/.exec(text.slice(0, at))?.[0].length ?? 0) % 2 === 1;
}

function isSecretData(object: JsonObject): boolean {
  const { key, parent } = object;
  if (parent === undefined) return false;
  const kind = kindOf(parent);
  if (key === "data" || key === "stringData")
    return kind === undefined ? mayBeSecret(object) : kind === "Secret";
  return isCutOff(object) && kind === "Secret";
}

/** The text began where its name stood, or after that. */
function isCutOff({ key, parent }: JsonObject): boolean {
  return key === "cut off" || (key === undefined && parent?.isCut === true);
}

function mayBeSecret({ key, parent, strings, isCut }: JsonObject): boolean {
  return key === "stringData" || ((isCut || parent?.isCut === true) && areBase64(strings));
}

/** Items of the API's `SecretList` do not say their own kind. */
function kindOf({ kind, parent }: JsonObject): string | undefined {
  return kind ?? (parent?.kind === "SecretList" ? "Secret" : undefined);
}

function areBase64(strings: readonly JsonString[]): boolean {
  return strings.length > 0 && strings.every(({ token }) => /^"?[A-Za-z0-9+/]*={0,2}"?$/.test(token));
}
