import type { FileView, ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { Place, SourceFile } from "../../source/finding.ts";
import type { SourceValue } from "../../source/value.ts";
import { placeOf } from "./place-of.ts";

/** One line of `kubeadm certs check-expiration`. */
export interface CertificateExpiration {
  readonly name: string;
  readonly place: Place;
  /** ISO instant; undefined where kubeadm could not read the certificate (`<invalid>`) or did not find it. */
  readonly ends: string | undefined;
  /** kubeadm found no such file on the node. */
  readonly isMissing: boolean;
  readonly isAuthority: boolean;
  /** kubeadm has no key of its authority and cannot renew it. */
  readonly isExternallyManaged: boolean;
}

/** `kubeadm certs check-expiration -o json`. */
export const expirationObjects: ManifestView<CertificateExpiration> = {
  kind: "manifests",
  name: "certificate-expiration-objects",
  inSamples: false,
  mentions: (word) => word === "CertificateExpirationInfo",
  read: (manifest) => {
    const { kind, value } = manifest;
    if (value === undefined || kind !== "CertificateExpirationInfo") return [];
    const rows = (key: string, isAuthority: boolean) =>
      (value.get(key)?.items() ?? []).map((row) => ({
        ...fieldsOf(row),
        place: placeOf(manifest, row.position()),
        isAuthority,
      }));
    return [...rows("certificates", false), ...rows("certificateAuthorities", true)];
  },
};

function fieldsOf(row: SourceValue): Omit<CertificateExpiration, "place" | "isAuthority"> {
  const written = row.textAt("expirationDate") ?? "";
  const isMissing = row.get("missing")?.boolean() ?? false;
  return {
    name: detached(row.textAt("name") ?? ""),
    ends: isMissing ? undefined : instantOf(written),
    isMissing,
    isExternallyManaged: row.get("externallyManaged")?.boolean() ?? false,
  };
}

const MISSING = "!MISSING! ";
const HEAD = /^CERTIFICATE(?: AUTHORITY)? +EXPIRES +RESIDUAL TIME/m;

/** The same as text, which people keep beside the cluster's files. */
export const expirationTables: FileView<CertificateExpiration> = {
  kind: "files",
  name: "certificate-expiration-tables",
  wants: ({ text }) => HEAD.test(text),
  read: (file) => ({ entries: rowsOf(file) }),
};

/**
 * `apiserver   Nov 21, 2027 03:46 UTC   364d   ca   no`, or `!MISSING! apiserver` alone; kubeadm parts columns by two
 * blanks or more.
 */
function rowsOf({ path, text }: SourceFile): readonly CertificateExpiration[] {
  let isAuthority = false;
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (HEAD.test(line)) {
      isAuthority = line.startsWith("CERTIFICATE AUTHORITY");
      return [];
    }
    const [name = "", expires = "", , ...rest] = line.trim().split(/ {2,}|\t+/);
    const ends = instantOf(expires);
    const isMissing = name.startsWith(MISSING);
    if (name === "" || (ends === undefined && !isMissing && !/^<invalid>/i.test(expires))) return [];
    return [
      {
        name: detached(isMissing ? name.slice(MISSING.length) : name),
        place: { path, line: index + 1, column: line.indexOf(name) + 1 },
        ends,
        isMissing,
        isAuthority,
        isExternallyManaged: rest.at(-1) === "yes",
      },
    ];
  });
}

const DATE = /^(?:[A-Z][a-z]{2} \d{2}, \d{4} \d{2}:\d{2} UTC|\d{4}-\d{2}-\d{2}T[\d:.]+Z)$/;

function instantOf(text: string): string | undefined {
  if (!DATE.test(text)) return undefined;
  const milliseconds = Date.parse(text.replace(",", ""));
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString();
}
