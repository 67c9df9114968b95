/**
 * The patches of each minor and the days they were tagged, asked of the Go module proxy: the tag of
 * `k8s.io/kubernetes`, or (where that version is not served) of `k8s.io/api`, which is published for every
 * release up to a day later. Finds patches and a next minor that data/releases.json does not have yet.
 *
 * Usage: node scripts/facts/releases.ts [--check] [MINOR...]      (1.36 1.37)
 * Without minors: the supported ones and the one after the newest.
 */
import { parseArgs } from "node:util";
import { z } from "zod";
import { type Comparison, finish, readData } from "./data-file.ts";
import { taggedOn } from "./go-module.ts";

const Patch = z.object({ version: z.string(), date: z.string() });
const ReleasesFile = z.object({
  newestMinor: z.string(),
  supportedMinors: z.array(z.string()),
  minors: z.array(z.object({ minor: z.string(), patches: z.array(Patch) })),
});
/** Patches that may be missing in a row before a minor counts as read to its end (1.20.3 was withdrawn). */
const LARGEST_GAP = 2;
/** Days by which a tag of `k8s.io/api` may follow the release, and the recorded day of either may differ. */
const TOLERATED_DAYS = 1;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: "boolean", default: false } },
});
const file = readData("releases.json", ReleasesFile);
const next = `1.${Number(file.newestMinor.slice(2)) + 1}`;
const wanted = positionals.length === 0 ? [...file.supportedMinors, next] : positionals;
finish(wanted.flatMap(comparisons), values.check);

function comparisons(minor: string): readonly Comparison[] {
  const recorded = file.minors.find((row) => row.minor === minor)?.patches ?? [];
  const found = patchesOf(minor);
  const versions = new Set([...recorded, ...found].map(({ version }) => version));
  return [...versions].map((what) => {
    const data = recorded.find(({ version }) => version === what)?.date;
    const source = found.find(({ version }) => version === what)?.date;
    return { what, source: isSameDay(source, data) ? data : source, data };
  });
}

function patchesOf(minor: string): readonly z.infer<typeof Patch>[] {
  const found: z.infer<typeof Patch>[] = [];
  for (let [patch, gap] = [0, 0]; gap <= LARGEST_GAP; patch += 1) {
    const date = releasedOn(`${minor}.${patch}`);
    gap = date === undefined ? gap + 1 : 0;
    if (date !== undefined) found.push({ version: `${minor}.${patch}`, date });
  }
  return found;
}

function releasedOn(version: string): string | undefined {
  return taggedOn("k8s.io/kubernetes", `v${version}`) ?? taggedOn("k8s.io/api", `v0${version.slice(1)}`);
}

function isSameDay(source: string | undefined, data: string | undefined): boolean {
  if (source === undefined || data === undefined) return false;
  return Math.abs(Date.parse(source) - Date.parse(data)) <= TOLERATED_DAYS * 86_400_000;
}
