const NULL = /^(?:|~|null|Null|NULL)$/;
const TRUE = /^(?:true|True|TRUE)$/;
const FALSE = /^(?:false|False|FALSE)$/;
const INTEGER = /^[-+]?[0-9]+$|^0o[0-7]+$|^0x[0-9a-fA-F]+$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const INFINITY = /^([-+])?\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;

/** The value of a plain scalar without a tag (YAML 1.2.2 §10.3.2): `yes` and `012` are a text and the number 12. */
export function coreValue(text: string): string | number | boolean | null {
  if (!mayBeNoText(text)) return text;
  if (NULL.test(text)) return null;
  if (TRUE.test(text)) return true;
  if (FALSE.test(text)) return false;
  return numberOf(text) ?? text;
}

/** The value of a scalar with a tag of the core schema; undefined where the two do not go together. */
export function taggedValue(tag: string, text: string): string | number | boolean | null | undefined {
  const value = coreValue(text);
  switch (tag) {
    case "str":
      return text;
    case "null":
      return value === null ? null : undefined;
    case "bool":
      return typeof value === "boolean" ? value : undefined;
    case "int":
      return INTEGER.test(text) ? numberOf(text) : undefined;
    case "float":
      return typeof value === "number" ? value : undefined;
    default:
      return undefined;
  }
}

/** Most texts are told from everything else by their first character. */
function mayBeNoText(text: string): boolean {
  return /^(?:[-+.0-9~tTfFnN]|$)/.test(text);
}

function numberOf(text: string): number | undefined {
  // JavaScript reads 0o17, 0x1f and decimals with leading zeros as YAML does, but not a sign before 0x.
  if (INTEGER.test(text) || FLOAT.test(text)) return Number(text);
  const infinity = INFINITY.exec(text);
  if (infinity !== null) return infinity[1] === "-" ? -Infinity : Infinity;
  return NOT_A_NUMBER.test(text) ? Number.NaN : undefined;
}
