import { stars } from "./ranges.ts";

/** What an escape of Markdown or JSON may put between two characters of a secret: a backslash, a zero-width space. */
const GAP = "[\\\\\\u200b]*";

/** Takes out everything that has the shape of a secret, wherever it stands. A text never grows by it. */
export function withoutShapes(text: string): string {
  return SHAPES.reduce((rest, shape) => rest.replaceAll(shape, starred), text);
}

/** What leads to a secret, the first group of some shapes, stays. */
function starred(found: string, ...groups: readonly unknown[]): string {
  const [before] = groups;
  const kept = typeof before === "string" ? before : "";
  return kept + stars(found.length - kept.length);
}

const JWT_PART = `(?:${GAP}[\\w-]){8,2000}`;

/** Tokens that a service marks by how they begin; `_` may be escaped. */
const TOKENS: readonly string[] = [
  // GitHub: `ghp_…`; `ghs_<app>_<JWT>` has dots and dashes; `github_pat_…`
  `gh[pousr]${GAP}_(?:${GAP}[\\w.-]){10,}`,
  `github${GAP}_pat${GAP}_(?:${GAP}\\w){10,}`,
  // GitLab: personal, deploy, runner, trigger, job, agent, feed and mail tokens
  `\\bgl(?:pat|dt|rt|ptt|cbt|agent|ft|imt)-[\\w\\\\-]{20,}`,
  // Amazon: ids of access keys, lasting and temporary
  "(?<![A-Z0-9])A(?:KIA|SIA)[A-Z0-9]{16}(?![A-Z0-9])",
  // Slack: bots, users, apps, sessions
  "\\bxox[abceoprs]-[\\w-]{10,}",
  "\\bxapp-\\d-[\\w-]{10,}",
  // Google: API keys, access tokens, client secrets
  `\\bAIza(?:${GAP}[\\w-]){35}`,
  `\\bya29\\.(?:${GAP}[\\w-]){20,}`,
  `\\bGOCSPX-(?:${GAP}[\\w-]){20,}`,
  `\\bnpm${GAP}_[A-Za-z0-9]{36}`,
  `\\bpypi-AgE(?:${GAP}[\\w-]){50,}`,
  `\\bdckr${GAP}_pat${GAP}_(?:${GAP}[\\w-]){20,}`,
  `\\bdo[opr]${GAP}_v1${GAP}_[a-f0-9]{64}`,
  `\\bglsa${GAP}_(?:${GAP}\\w){32,}`,
  // HashiCorp Vault, Stripe, SendGrid, OpenShift, age
  `\\bhv[bsr]\\.(?:${GAP}[\\w-]){24,}`,
  `\\b[rs]k${GAP}_live${GAP}_[A-Za-z0-9]{16,}`,
  "\\bSG\\.[\\w-]{22}\\.[\\w-]{43}",
  "\\bsha256~[\\w-]{43}",
  "\\bAGE-SECRET-KEY-1[A-Z0-9]{58}",
  // JSON Web Tokens, as service accounts have them: from the start of a word and of bounded length, because a long
  // text of beginnings must not cost its square. One that was cut has no third part.
  `(?:(?<![\\w-])|(?<=\\\\n))eyJ${JWT_PART}${GAP}\\.(?:${JWT_PART}${GAP}\\.${JWT_PART}|eyJ${JWT_PART})`,
  // The registries' passwords of a .dockerconfigjson: `{"auths":` in base64
  "\\beyJhdXRocyI6[\\w+/=]{16,}",
];

/**
 * Private keys in PEM; credentials in an address (`https://user:password@host`, `https://token@host`), also where a
 * report cut it short (`…`); `Authorization:` headers; signatures in addresses.
 */
const SHAPES: readonly RegExp[] = [
  ...TOKENS.map((token) => new RegExp(token, "g")),
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:[\w+/=:,.\s\\\u200b]|-(?!--))*(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g,
  /(:\u200b?\/\/[^\s/:@]{0,100}:)[^\s/"'<>]{1,500}(?=\u200b?@)/g,
  /(:\u200b?\/\/[^\s/:@]{1,100}:)[^\s/@]{3,500}(?=…)/g,
  /(:\u200b?\/\/)[^\s/:@]{16,500}(?=\u200b?@)/g,
  /(x-access-token:)[^\s/@]{3,500}/gi,
  /(authorization["']?\s*[:=]\s*["']?(?:bearer|token|basic)\s+)[^\s"',]{3,}/gi,
  /(\bbearer\s+)(?=[A-Za-z_.~+/=-]{0,200}\d)[\w.~+/=-]{16,}/gi,
  /(\bhooks\.slack\.com\/services\/)[\w/]{20,}/g,
  /([?&;](?:sig|X-Amz-(?:Signature|Security-Token|Credential)|AccountKey)=)[\w%+/=.~-]{8,}/g,
];
