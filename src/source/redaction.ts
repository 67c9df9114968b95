const REDACTED = "***";
/** What an escape of Markdown or JSON may put between two characters of a secret: a backslash, a zero-width space. */
const GAP = "[\\\\\\u200b]*";
/** Shorter ones would be found in ordinary words. */
const SHORTEST_KNOWN = 16;

/**
 * Gives the last step of every text that leaves the process (comments, checks, logs, summaries, outputs):
 * takes out what must not be seen, the `known` secrets of this process and everything that has the shape of
 * a token, of a private key or of credentials in an address. A text never grows by it.
 *
 * @param known secrets as they are; of one with several lines each line counts
 */
export function redaction(known: readonly string[] = []): (text: string) => string {
  const parts = known.flatMap((secret) => secret.split(/\r?\n|\\n/)).map((line) => line.trim());
  const long = parts.filter((part) => part.length >= SHORTEST_KNOWN && !part.startsWith("-----"));
  const spellings = [...new Set(long.flatMap(spellingsOf))];
  return (text) => {
    const shaped = SHAPES.reduce((rest, [secret, stead]) => rest.replaceAll(secret, stead), text);
    return spellings.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), shaped);
  };
}

/** Plain, as base64 and inside an address. */
function spellingsOf(secret: string): readonly string[] {
  return [secret, Buffer.from(secret).toString("base64").replace(/=+$/, ""), encodeURIComponent(secret)];
}

const JWT_PART = `(?:${GAP}[\\w-]){8,2000}`;

/**
 * - GitHub's tokens: `ghp_…`; `ghs_<app>_<JWT>` has dots and dashes; `github_pat_…`
 * - JSON Web Tokens, as service accounts have them
 * - private keys in PEM, and in base64 as kubeconfigs hold them (`LS0tLS1CRUdJTi` is `-----BEGIN`)
 * - `https://user:password@host`, also where a report cut it short (`…`), and `Authorization:` headers
 */
const SHAPES: readonly (readonly [shape: RegExp, replacement: string])[] = [
  [shape(`gh[pousr]${GAP}_(?:${GAP}[\\w.-]){10,}`), REDACTED],
  [shape(`github${GAP}_pat${GAP}_(?:${GAP}\\w){10,}`), REDACTED],
  [
    // From the start of a word and of bounded length: a long text of beginnings must not cost its square.
    shape(`(?:(?<![\\w-])|(?<=\\\\n))eyJ${JWT_PART}${GAP}\\.${JWT_PART}${GAP}\\.${JWT_PART}`),
    REDACTED,
  ],
  [
    shape(
      `-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:[\\w+/=:,.\\s\\\\\\u200b]|-(?!--))*(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?`,
    ),
    REDACTED,
  ],
  [shape("LS0tLS1CRUdJTi[\\w+/=]{20,}"), REDACTED],
  [/(:\u200b?\/\/[^\s/:@]{1,100}:)[^\s/@]{3,500}(?=\u200b?@|…)/g, `$1${REDACTED}`],
  [/(x-access-token:)[^\s/@]{3,500}/gi, `$1${REDACTED}`],
  [/(authorization["']?\s*[:=]\s*["']?(?:bearer|token|basic)\s+)[^\s"',]{3,}/gi, `$1${REDACTED}`],
];

function shape(pattern: string): RegExp {
  return new RegExp(pattern, "g");
}
