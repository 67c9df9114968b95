const TRUE = /^(?:true|True|TRUE|yes|Yes|YES|on|On|ON|y|Y)$/;
const FALSE = /^(?:false|False|FALSE|no|No|NO|off|Off|OFF|n|N)$/;
const NULL = /^(?:|~|null|Null|NULL)$/;
const DECIMAL = /^[-+]?(?:0|[1-9][0-9_]*)$/;
const OCTAL = /^[-+]?0o?[0-7_]+$/;
const HEXADECIMAL = /^[-+]?0x[0-9a-fA-F_]+$/;
const BINARY = /^[-+]?0b[01_]+$/;
const FLOAT = /^[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9_]+)(?:[eE][-+]?[0-9]+)?$/;

/**
 * The value of a plain scalar as Kubernetes tooling reads it: YAML 1.1 booleans (`yes`, `on`), octals
 * (`0777`) and hexadecimals (sigs.k8s.io/yaml goyaml.v2/resolve.go). Quoted scalars are strings and do not
 * come here. A version must be taken from the scalar's text instead: `1.30` is the number 1.3 here.
 */
export function plainScalarValue(text: string): string | number | boolean | null {
  if (isNull(text)) return null;
  if (TRUE.test(text)) return true;
  if (FALSE.test(text)) return false;
  return numberOf(text) ?? text;
}

/** Whether a plain scalar says that there is no value. */
export function isNull(text: string): boolean {
  return NULL.test(text);
}

function numberOf(text: string): number | undefined {
  if (DECIMAL.test(text)) return Number(text.replaceAll("_", ""));
  if (OCTAL.test(text)) return withRadix(text, 8);
  if (HEXADECIMAL.test(text)) return withRadix(text, 16);
  if (BINARY.test(text)) return withRadix(text, 2);
  return FLOAT.test(text) ? Number(text.replaceAll("_", "")) : undefined;
}

function withRadix(text: string, radix: number): number {
  const digits = text
    .replaceAll("_", "")
    .replace(/^[-+]/, "")
    .replace(/^0[oxb]?/, "");
  const value = Number.parseInt(digits === "" ? "0" : digits, radix);
  return text.startsWith("-") ? -value : value;
}
