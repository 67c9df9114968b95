import { stars } from "./ranges.ts";

/** PEM in base64, as kubeconfigs hold it: `LS0tLS1CRUdJTi` is `-----BEGIN`. It may go over several lines. */
const PEM_IN_BASE64 = /LS0tLS1CRUdJTi[\w+/=]{6,}(?:\r?\n[ \t]*[\w+/=]{40,}(?:\r?\n[ \t]*[\w+/=]+=+)?)*/g;

/** Takes out private keys in base64; certificates are public and stay. */
export function withoutBase64Keys(text: string): string {
  return text.replaceAll(PEM_IN_BASE64, (found) =>
    holdsOnlyPublicKeys(found) ? found : stars(found.length),
  );
}

function holdsOnlyPublicKeys(base64: string): boolean {
  const text = Buffer.from(base64, "base64").toString("latin1");
  return /^-----BEGIN (?:TRUSTED |X509 )?(?:CERT|PUBLIC|RSA PUBLIC)/.test(text) && !text.includes("PRIVATE");
}
