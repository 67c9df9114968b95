/**
 * The fields of every configuration kind that the components and kubeadm register, read in the Go types of each
 * minor, against `fields` of `data/component-config.json`: those that some version or minor of their kind lacks.
 *
 * Usage: node scripts/facts/config-fields.ts [--check | --write]
 * Reads every minor that was scanned; the `.0` release of each, or its first patch where the proxy has no `.0`.
 */
import { parseArgs } from "node:util";
import { z } from "zod";
import { releases } from "../../src/kubernetes/releases.ts";
import { minorDistance } from "../../src/kubernetes/version.ts";
import { COMPONENT_PACKAGES, firstModuleOf, KUBEADM_PACKAGES, registeredKinds } from "./config-kinds.ts";
import { editData, finish, readData } from "./data-file.ts";
import { type GoPackage, jsonPaths } from "./go-types.ts";

/** First minor with the field in this version of its kind, and the first one without it again. */
const Presence = z.object({ from: z.string(), removedIn: z.string().optional() });
const Field = z.object({
  group: z.string(),
  kind: z.string(),
  path: z.string(),
  versions: z.record(z.string(), Presence),
});
type Field = z.infer<typeof Field>;
const ConfigFile = z.object({ fields: z.array(Field) });

/** Kinds that components write or send to each other: nobody keeps them in a repository. */
const NO_FILES = /List$|^(?:Event|ImagePullIntent|ImagePulledRecord|CredentialProviderRe(?:quest|sponse))$/;
/** What a server sets in objects that it writes; in a file it means nothing. */
const NOT_OF_FILES = /^(?:metadata|status)\b/;

const { values } = parseArgs({
  options: { check: { type: "boolean", default: false }, write: { type: "boolean", default: false } },
});
const scanned = releases()
  .map(({ minor }) => minor)
  .filter((minor) => minorDistance(minor, "1.20") >= 0);
const rows = fieldsThatDiffer();
if (values.write) editData("component-config.json", (key, value) => (key === "fields" ? rows : value));
else finish(comparisons(rows, readData("component-config.json", ConfigFile).fields), values.check);

function comparisons(read: readonly Field[], recorded: readonly Field[]) {
  const nameOf = ({ group, kind, path }: Field) => `${group} ${kind} ${path}`;
  const names = new Set([...read, ...recorded].map(nameOf));
  const of = (list: readonly Field[], name: string) => list.find((row) => nameOf(row) === name);
  return [...names].map((what) => ({ what, source: of(read, what), data: of(recorded, what) }));
}

/** Minors with each path of each version of each kind. */
function fieldsThatDiffer(): readonly Field[] {
  const kinds = Map.groupBy(scanned.flatMap(readMinor), ({ group, kind }) => `${group} ${kind}`);
  return [...kinds.values()].flatMap((readings) => {
    const [{ group, kind } = { group: "", kind: "" }] = readings;
    const paths = [...new Set(readings.flatMap((reading) => reading.paths))].toSorted();
    const differing = paths
      .filter((path) => readings.some((reading) => !reading.paths.includes(path)))
      .map((path) => ({ group, kind, path, versions: presenceOf(path, readings) }));
    return differing.filter((row) => !differing.some((other) => isSaidBy(other, row)));
  });
}

interface Reading {
  readonly minor: string;
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly paths: readonly string[];
}

function readMinor(minor: string): readonly Reading[] {
  return registeredKinds([...COMPONENT_PACKAGES, ...KUBEADM_PACKAGES], minor)
    .filter(({ kind }) => !NO_FILES.test(kind))
    .map(({ group, version, kind, type, module, folder }) => {
      const paths = jsonPaths({ module, folder }, type, (path, from) => packageOf(path, from, minor));
      return { minor, group, version, kind, paths: paths.filter((path) => !NOT_OF_FILES.test(path)) };
    });
}

/** Configuration types are followed into their own module and into component-base; API types are leaves. */
function packageOf(importPath: string, from: GoPackage, minor: string): GoPackage | undefined {
  const [, base, rest = ""] = /^(k8s\.io\/[\w-]+)\/(.+)$/.exec(importPath) ?? [];
  if (base === from.module.path) return { module: from.module, folder: rest };
  if (base !== "k8s.io/component-base") return undefined;
  return { module: firstModuleOf(base, minor), folder: rest };
}

function presenceOf(path: string, readings: readonly Reading[]): Field["versions"] {
  const versions = Map.groupBy(readings, ({ version }) => version);
  return Object.fromEntries(
    [...versions].flatMap(([version, list]) => {
      const [first, ...others] = list.filter(({ paths }) => paths.includes(path)).map(({ minor }) => minor);
      if (first === undefined) return [];
      const last = others.at(-1) ?? first;
      const without = list.find((reading) => minorDistance(reading.minor, last) > 0)?.minor;
      return [[version, { from: first, ...(without === undefined ? {} : { removedIn: without }) }]];
    }),
  );
}

/** What comes and goes with the field that holds it needs no row of its own. */
function isSaidBy(holder: Field, { path, versions }: Field): boolean {
  if (!path.startsWith(holder.path) || !/^[.[]/.test(path.slice(holder.path.length))) return false;
  return JSON.stringify(holder.versions) === JSON.stringify(versions);
}
