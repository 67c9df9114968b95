import { type JsonObject, type JsonString, jsonObjects } from "./json-objects.ts";
import { type Replacement, replaced, stars } from "./ranges.ts";

const LONGEST_NESTED = 5;
const MAY_HOLD_SECRET = /"(?:data|stringData)\\*"/;

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
  const begin = token.startsWith('"') ? '"' : "";
  const end = token.endsWith('"') && token !== begin ? '"' : "";
  return { from, to, stead: begin + stars(to - from - begin.length - end.length) + end };
}

function isWhole(token: string): boolean {
  return token.length > 1 && token.endsWith('"');
}

function withoutNested({ from, to, token }: JsonString, depth: number): readonly Replacement[] {
  if (!token.includes("\\") || !MAY_HOLD_SECRET.test(token)) return [];
  const inner = parsed(isWhole(token) ? token : `${token.replace(/\\+$/, "")}"`);
  const cleaned = inner === undefined ? undefined : withoutJsonSecrets(inner, depth + 1);
  if (cleaned === undefined || cleaned === inner) return [];
  const written = JSON.stringify(cleaned);
  return [{ from, to, stead: isWhole(token) ? written : written.slice(0, -1) }];
}

function parsed(token: string): string | undefined {
  try {
    return String(JSON.parse(token));
  } catch {
    // An escape that is none: then it is no JSON in JSON either.
    return undefined;
  }
}

function isSecretData(object: JsonObject): boolean {
  const { key, parent } = object;
  if (parent === undefined || (key !== "data" && key !== "stringData" && key !== "cut off")) return false;
  const kind = kindOf(parent);
  if (kind !== undefined) return kind === "Secret";
  return (
    key === "stringData" || (key === "data" && (object.isCut || parent.isCut) && areBase64(object.strings))
  );
}

/** Items of the API's `SecretList` do not say their own kind. */
function kindOf({ kind, parent }: JsonObject): string | undefined {
  return kind ?? (parent?.kind === "SecretList" ? "Secret" : undefined);
}

function areBase64(strings: readonly JsonString[]): boolean {
  return strings.length > 0 && strings.every(({ token }) => /^"?[A-Za-z0-9+/]+={0,2}"?$/.test(token));
}
