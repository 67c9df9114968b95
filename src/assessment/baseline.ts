import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { errorWords } from "../source/error-words.ts";
import type { Finding } from "../source/finding.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { type FindingIdentity, identified } from "./finding-identity.ts";
import { type KnownFindings, knownFindings } from "./known-findings.ts";

/** The findings that were there when somebody decided to go on with them, as fingerprints. */
export type Baseline = KnownFindings;

/** A baseline that knows nothing. */
export const emptyBaseline: Baseline = { inPlace: new Set(), elsewhere: new Map() };

const schema = z.object({
  schemaVersion: z.literal(1),
  findings: z.array(
    z.object({
      fingerprint: z.string(),
      id: z.string(),
      /** That of the same finding wherever its file goes. */
      moved: z.optional(z.string()),
    }),
  ),
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
  return knownFindings(
    result.data.findings.map(({ fingerprint, moved }) => ({
      inPlace: fingerprint,
      ...(moved === undefined ? {} : { elsewhere: moved }),
    })),
  );
}

/** The file of a baseline that knows nothing, for who has to be told all that is there. */
export function noBaseline(): { readonly path: string; readonly text: string } {
  return { path: "none", text: writeBaseline([]) };
}

/** The text of a baseline file for these findings: sorted, one line each, so that a diff of it can be read. */
export function writeBaseline(findings: readonly Finding[]): string {
  const entries = identified(findings).flatMap(({ finding: { id }, whole, places }) => [
    ...(whole === undefined ? [] : [entryOf(id, whole)]),
    ...places.map(({ identity }) => entryOf(id, identity)),
  ]);
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

function entryOf(id: string, { inPlace, elsewhere, path }: FindingIdentity): Entry {
  return {
    fingerprint: fingerprintOf(inPlace),
    id,
    path: path ?? null,
    ...(elsewhere === undefined ? {} : { moved: fingerprintOf(elsewhere) }),
  };
}

interface Entry {
  readonly fingerprint: string;
  readonly id: string;
  readonly path: string | null;
  readonly moved?: string;
}

function keyOf({ id, path, fingerprint }: Entry): string {
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
