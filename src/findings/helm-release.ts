import { gunzipSync } from "node:zlib";

/** What Helm stores about one revision of a release, as far as an upgrade of it needs it. */
export interface StoredRelease {
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  /** `deployed`, `superseded`, `failed`, … */
  readonly status: string;
  /** The rendered manifest, which the next upgrade compares with the new one. */
  readonly manifest: string;
}

/** A release's rendered text is a few megabytes at most; what unpacks to more is none. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Decodes `data.release` of a Secret of type `helm.sh/release.v1`: base64 of Kubernetes, base64 of Helm, gzip,
 * JSON. Undefined for what is nothing of the kind.
 */
export function decodeRelease(data: string): StoredRelease | undefined {
  try {
    const packed = Buffer.from(Buffer.from(data, "base64").toString("latin1"), "base64");
    return storedRelease(JSON.parse(gunzipSync(packed, { maxOutputLength: MOST_BYTES }).toString("utf8")));
  } catch {
    // Cut off, encrypted or of another format: the caller says that it could not be read.
    return undefined;
  }
}

function storedRelease(content: unknown): StoredRelease | undefined {
  const name = textAt(content, "name");
  const manifest = textAt(content, "manifest");
  if (name === undefined || manifest === undefined) return undefined;
  const revision = member(content, "version");
  return {
    name,
    namespace: textAt(content, "namespace") ?? "",
    revision: typeof revision === "number" ? revision : 0,
    status: textAt(member(content, "info"), "status") ?? "",
    manifest,
  };
}

function textAt(value: unknown, key: string): string | undefined {
  const found = member(value, key);
  return typeof found === "string" ? found : undefined;
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}
