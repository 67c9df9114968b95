import { createHmac, timingSafeEqual } from "node:crypto";

const SIGNATURE = /^sha256=[0-9a-f]{64}$/;

/** True for the one shape that GitHub sends; SHA-1 and upper case are refused before the body is read. */
export function isSignature(text: string | undefined): text is string {
  return text !== undefined && SIGNATURE.test(text);
}

/** Whether the body, in its pieces, was signed with `secret`, in constant time. */
export function isSigned(body: readonly Buffer[], signature: string, secret: string): boolean {
  const hmac = createHmac("sha256", secret);
  for (const piece of body) hmac.update(piece);
  const expected = hmac.digest();
  return timingSafeEqual(expected, Buffer.from(signature.slice("sha256=".length), "hex"));
}
