import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { errorWords } from "../source/error-words.ts";
import type { Finding } from "../source/finding.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { findingIdentities } from "./finding-identity.ts";

/** The findings that were there when somebody decided to go on with them, as fingerprints. */
export type Baseline = ReadonlySet<string>;

const schema = z.object({
  schemaVersion: z.literal(1),
  findings: z.array(z.object({ fingerprint: z.string(), id: z.string() })),
});

/**
 * Reads a baseline file.
 *
 * @throws KubehopError `invalid-baseline`
 */
export function readBaseline({ path, text }: { readonly path: string; readonly text: string }): Baseline {
  const result = schema.safeParse(parsed(path, text));
  if (!result.success)
    throw invalid(path, "it has another shape than `kubehop check --write-baseline` writes");
  return new Set(result.data.findings.map(({ fingerprint }) => fingerprint));
}

/** The text of a baseline file for these findings: sorted, one line each, so that a diff of it can be read. */
export function writeBaseline(findings: readonly Finding[]): string {
  const entries = findings.flatMap((finding) =>
    findingIdentities(finding).map((identity) => ({
      fingerprint: fingerprintOf(identity),
      id: finding.id,
      path: finding.places.length === 0 ? null : (pathOf(identity) ?? null),
    })),
  );
  const unique = [...new Map(entries.map((entry) => [entry.fingerprint, entry])).values()];
  const lines = unique
    .toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
    .map((entry) => `    ${JSON.stringify(entry)}`);
  return `{\n  "schemaVersion": 1,\n  "findings": [\n${lines.join(",\n")}\n  ]\n}\n`;
}

/** The name of a place in a baseline. */
export function fingerprintOf(identity: string): string {
  return createHash("sha256").update(identity).digest("hex").slice(0, 24);
}

function pathOf(identity: string): string | undefined {
  const parts: unknown = JSON.parse(identity);
  const path: unknown = Array.isArray(parts) ? parts[2] : undefined;
  return typeof path === "string" ? path : undefined;
}

function keyOf({ id, path, fingerprint }: { id: string; path: string | null; fingerprint: string }): string {
  return `${id} ${path ?? ""} ${fingerprint}`;
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(path, `it is no JSON (${errorWords(cause)})`);
  }
}

function invalid(path: string, reason: string): KubehopError {
  return new KubehopError({
    code: "invalid-baseline",
    message: `The baseline ${path} cannot be used: ${reason}.`,
    remedy: "Write it anew with `kubehop check --write-baseline FILE`, or take it out of the configuration.",
    where: { path, line: 1 },
  });
}
