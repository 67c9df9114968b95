import { stars } from "./ranges.ts";
import { isPlace, namesSecret } from "./secret-names.ts";

/** Takes out what a line says is secret: `password: …`, `DB_PASSWORD=…`, `"token": "…"`, `--token …`. */
export function withoutSecretFields(text: string): string {
  const withoutVariables = text.replaceAll(VARIABLE, (found: string, ...groups: readonly string[]) => {
    const [before = "", name = "", value = ""] = groups;
    return namesSecret(name) && !isPlace(value) ? starred(found, before, value) : found;
  });
  return FIELDS.reduce((rest, field) => rest.replaceAll(field, starred), withoutVariables);
}

/** A line as `env` writes it: the value goes to its end. */
const VARIABLE = /^([ \t]*(?:export |declare -x )?([A-Za-z_]\w*)=)(.+)$/gm;

/** Ends of names whose value lets somebody in; what stands before (`db_`, `root`) does not matter. */
const SECRET_END = [
  "pass(?:word|wd|phrase)",
  "(?:api|private|secret|secret[_-]?access|account|encryption)[_-]?key",
  "(?:client|webhook|shared|app|jwt|cookie|session)[_-]?secret",
  "(?:auth|access|refresh|id|session|bearer|root|bot|deploy|security)[_-]?token",
  "client-key-data",
  "_auth",
].join("|");
const QUOTED = `"(?:[^"\\\\\\n]|\\\\.)*"|'[^'\\n]*'`;
const WORD = `[^\\s"',;&}]`;
const ASSIGNED = `\\\\?["']?[ \\t]*[:=][ \\t]*`;

/** Each has two groups: what leads to the value, and the value. */
const FIELDS: readonly RegExp[] = [
  new RegExp(`((?:${SECRET_END})${ASSIGNED}\\\\?)(${QUOTED}|"?${WORD}+)`, "gi"),
  // `token` alone is a word of many sentences: its value must look like one, or be all that the line says.
  new RegExp(`(\\btoken${ASSIGNED}\\\\?["']?)((?=${WORD}*\\d)${WORD}{8,}|${WORD}{20,})`, "gi"),
  /^([ \t]*(?:- )?["']?token["']?:[ \t]+)([^\s"',]{4,}|"[^"\n]*"|'[^'\n]*')(?=,?[ \t]*$)/gm,
  new RegExp(
    `(--[a-z-]{0,40}(?:password|passwd|passphrase|token|secret|api-key|secret-key|certificate-key)[= ]+)(${QUOTED}|[^\\s"'-][^\\s"']{5,})`,
    "gi",
  ),
  // curl and its like: `-u user:password`; `docker run -u 1000:1000` is none.
  /((?:^|\s)(?:-u|--user)[ =]?["']?[^\s:"']{1,100}:)(?!\d+(?:\s|$))([^\s"']+)/g,
  /(\b(?:docker|podman|nerdctl|helm|oras|skopeo|crane|argocd|az|oc)\b[^\n]{0,100} login\b[^\n]{0,200}? -p[ =]?)([^\s"']+)/g,
  // The registries' passwords in config.json
  /("auth"\s*:\s*")([A-Za-z0-9+/]{8,}={0,2})(?=")/g,
  // Headers, as curl shows them
  /^([<>* \t]*(?:set-)?cookie:[ \t]*)(\S.*)$/gim,
  /((?:^|[\s"'-])(?:x-[a-z-]{0,30}(?:token|api-key|secret)|private-token)["']?:[ \t]*["']?)([^\s"']+)/gi,
  // kubeadm and Vault
  /(\bcertificate key:\s{1,3})([0-9a-f]{64})\b/g,
  /(\bUnseal Key \d+:[ \t]*)(\S+)/g,
];

/** References, switches and remarks: `$TOKEN`, `<none>`, `true`, `required`. */
const HARMLESS = new RegExp(
  [
    String.raw`^["']?(?:\$[A-Z_a-z({].*|<.*|\*+|\{\{.*|[|>][-+]?|`,
    "true|false|null|none|nil|yes|no|missing|invalid|required|expired|empty|unset|set|is|was|not|the|must|cannot|ok|unknown|undefined|optional",
    String.raw`)?["']?(?:[\s,.;]|$)`,
  ].join(""),
  "i",
);

function starred(found: string, before: string, value: string): string {
  if (HARMLESS.test(value)) return found;
  const quote = /^(["']).*\1$/s.exec(value)?.[1] ?? "";
  return before + quote + stars(value.length - 2 * quote.length) + quote;
}
