import { decodeText } from "../source/decode-text.ts";
import type { SourceFile, Unread } from "../source/finding.ts";

/** What may be taken out of one archive; beyond it the answer is "too large", never a full memory. */
export interface ArchiveLimits {
  /** Bytes of one file. */
  readonly file: number;
  /** Bytes of all files that are kept. */
  readonly kept: number;
  /** Bytes of the unpacked archive, kept or not: a small archive can unpack to terabytes. */
  readonly unpacked: number;
  /** Number of entries. */
  readonly entries: number;
}

const MEBIBYTE = 1024 * 1024;

export const archiveLimits: ArchiveLimits = {
  file: 32 * MEBIBYTE,
  kept: 192 * MEBIBYTE,
  unpacked: 4096 * MEBIBYTE,
  entries: 500_000,
};

/** Kinds of files that hold configuration; everything else is skipped while it streams by. */
const CONFIGURATION =
  /\.(?:ya?ml|json|jsonl|ndjson|tf|tfvars|hcl|ini|cfg|conf|toml|env|properties|config|sls|bu|sh|txt|tpl|tmpl|gotmpl|template|j2|jinja2?|erb|tftpl|mustache|hbs|ya?ml\.in|json\.in|pem|crt|cer|jsonnet|libsonnet|service)$/i;
/** Inventories and group variables of Ansible often have no ending at all: `inventory/prod/hosts`. */
const NO_ENDING = /(?:^|\/)\.?[^./]+$/;

/** Units of systemd, their drop-ins and environment files, whatever renders them: `kubelet.service.t2`. */
const HOST_FILE = /\.(?:service|conf|env)\.[\w-]+$|\.service\.d\/[^/]+$|\.(?:unit|drop-?in)$/i;

/** True for paths whose content a reader may want. */
export function mayHoldConfiguration(path: string): boolean {
  return CONFIGURATION.test(path) || NO_ENDING.test(path) || HOST_FILE.test(path);
}

/** True where somebody would expect a cluster's file, so that leaving it out must be said. */
export function looksLikeManifest(path: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(path);
}

/** Turns the bytes of one entry into text, or says why that cannot be; undefined for files without interest. */
export function readEntry(path: string, bytes: Uint8Array): SourceFile | Unread | undefined {
  const decoded = decodeText(bytes);
  if ("reason" in decoded) return looksLikeManifest(path) ? { path, ...decoded } : undefined;
  if (decoded.text.startsWith("version https://git-lfs.github.com/spec/")) {
    return { path, reason: "the file is kept in Git LFS; its content is not in the repository" };
  }
  return { path, text: decoded.text };
}
