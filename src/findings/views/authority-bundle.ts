import { X509Certificate } from "node:crypto";
import type { SourceValue } from "../../source/value.ts";

/** The certificates that a caller trusts (`caBundle`): when they end, or why that cannot be told. */
export type AuthorityBundle =
  | { readonly state: "missing" }
  /** Text that no certificate can be read from: a placeholder, or damaged. */
  | { readonly state: "unreadable" }
  /** `ends` is the ISO instant at which the last of the bundle's certificates ends. */
  | { readonly state: "read"; readonly ends: string };

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** Reads a base64 `caBundle` of PEM certificates. */
export function readAuthorityBundle(value: SourceValue | undefined): AuthorityBundle {
  const text = value?.text();
  if (text === undefined || text === "") return { state: "missing" };
  const pem = Buffer.from(text, "base64").toString("latin1");
  const ends = (pem.match(CERTIFICATE) ?? []).flatMap(endOf);
  const last = ends.toSorted().at(-1);
  return last === undefined ? { state: "unreadable" } : { state: "read", ends: last };
}

function endOf(certificate: string): readonly string[] {
  try {
    return [new X509Certificate(certificate).validToDate.toISOString()];
  } catch {
    // A damaged certificate gives no end; without any that can be read the bundle is unreadable.
    return [];
  }
}

/** `cert-manager.io/inject-ca-from`, `service.beta.openshift.io/inject-cabundle`: something writes the bundle later. */
export function isBundleInjected(root: SourceValue | undefined): boolean {
  const annotations = root?.get("metadata", "annotations")?.entries() ?? [];
  return annotations.some(([key]) => /\/inject-(?:ca|apiserver-ca|cabundle)/.test(key));
}
