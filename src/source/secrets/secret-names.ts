/** Words of a name that say that its value is secret. */
const SECRET_WORDS = new Set(
  "token password passwd passphrase pass pwd secret secrets credential credentials apikey cookie dsn pat".split(
    " ",
  ),
);
/** `API_KEY`, `secretAccessKey`: a key that lets somebody in. */
const SECRET_KEY = /\b(?:api|access|private|secret|encryption|signing|master|account|auth|shared) key\b/;
/** Names end with what their value is: `TOKEN_FILE` is a file. */
const HARMLESS_END =
  /\b(?:id|ids|name|names|file|path|dir|url|uri|endpoint|ttl|type|expiry|expiration|seconds|length|namespace|ref|sock|host|port|user|username|enabled|count|policy|provider|version|class)$/;

/** Whether a variable, an input or a member of that name holds a secret. */
export function namesSecret(name: string): boolean {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  const phrase = words.join(" ");
  if (HARMLESS_END.test(phrase) || /^(?:old )?pwd$/.test(phrase) || phrase === "oldpwd") return false;
  return (
    words.some((word) => SECRET_WORDS.has(word)) || SECRET_KEY.test(phrase) || phrase === "client key data"
  );
}

/**
 * The values of variables and inputs whose names say that they are secret. Places of files, switches and addresses
 * without credentials are none.
 */
export function secretValues(variables: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(variables).flatMap(([name, value = ""]) =>
    namesSecret(name) && !isPlace(value) ? [value] : [],
  );
}

/** Whether a value says where something is. */
export function isPlace(value: string): boolean {
  return /^(?:\.{0,2}\/|~)[^\n]*$/.test(value) || /^[a-z][a-z0-9+.-]*:\/\/[^\s@?]*$/i.test(value);
}

/** Whether a value looks made by a machine: long, without blanks, of letters and digits, and no address, version or date. */
export function isTellingValue(value: string): boolean {
  return (
    value.length >= 16 &&
    /^[\w+/=~-]+$/.test(value) &&
    /[A-Za-z]/.test(value) &&
    /\d/.test(value) &&
    !value.startsWith("/")
  );
}
