/**
 * Which kinds of configuration files each minor's components register, read in the `register.go` files of their
 * configuration packages, against `data/component-config.json` (`first`, `removedIn`).
 *
 * Usage: node scripts/facts/component-config.ts [--check] [MINOR...]      (1.36 1.37)
 * Without minors: every minor from 1.20 to the newest one scanned. The `.0` release of each is read, or its
 * first patch where the proxy does not serve that.
 */
import { parseArgs } from "node:util";
import { z } from "zod";
import { releases } from "../../src/kubernetes/releases.ts";
import { minorDistance } from "../../src/kubernetes/version.ts";
import { COMPONENT_PACKAGES, registeredKinds } from "./config-kinds.ts";
import { finish, readData } from "./data-file.ts";

const ConfigFile = z.object({
  kinds: z.array(
    z.object({
      group: z.string(),
      version: z.string(),
      kind: z.string(),
      first: z.string(),
      removedIn: z.string().nullable(),
    }),
  ),
});

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: "boolean", default: false } },
});
const { kinds } = readData("component-config.json", ConfigFile);
const scanned = releases().map(({ minor }) => minor);
const wanted =
  positionals.length === 0 ? scanned.filter((minor) => minorDistance(minor, "1.20") >= 0) : positionals;
finish(
  wanted.map((what) => ({ what, source: registeredIn(what), data: recordedIn(what) })),
  values.check,
);

function registeredIn(minor: string): readonly string[] {
  const found = registeredKinds(COMPONENT_PACKAGES, minor);
  return [...new Set(found.map(({ group, version, kind }) => `${group}/${version}/${kind}`))].toSorted();
}

function recordedIn(minor: string): readonly string[] {
  const present = kinds.filter(
    ({ first, removedIn }) =>
      minorDistance(minor, first) >= 0 && (removedIn === null || minorDistance(minor, removedIn) < 0),
  );
  return present.map(({ group, version, kind }) => `${group}/${version}/${kind}`).toSorted();
}
