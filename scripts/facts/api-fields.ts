/**
 * The JSON fields of every API type that another one replaces, read in both Go types, against what
 * `migrationNotes` of `data/api-lifecycle.json` say: notes that promise the same field names have to keep that,
 * and where no note is, the types have to be read by a person.
 *
 * Usage: node scripts/facts/api-fields.ts [--check]
 * Without --check prints which fields come and go. Reads the newest minor that has each type.
 */
import { globSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import type { ApiFacts } from "../../src/kubernetes/api-facts.ts";
import { bestReplacement } from "../../src/kubernetes/api-replacement.ts";
import { apiStatus } from "../../src/kubernetes/api-status.ts";
import { allApiFacts } from "../../src/kubernetes/api-table.ts";
import { scannedMinors } from "../../src/kubernetes/lifecycle-facts.ts";
import { hasSameShape } from "../../src/kubernetes/same-shape.ts";
import { minorDistance } from "../../src/kubernetes/version.ts";
import { firstModuleOf } from "./config-kinds.ts";
import { finish } from "./data-file.ts";
import { readModuleFile } from "./go-module.ts";
import { type GoPackage, jsonPaths } from "./go-types.ts";

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const newest = scannedMinors.at(-1) ?? "";
finish(
  allApiFacts()
    .filter((facts) => !facts.isConfiguration && facts.servedFrom !== null)
    .flatMap((facts) => {
      const replacement = bestReplacement(facts, newest);
      return replacement?.kind === facts.kind && isReplaced(facts) ? [comparison(facts, replacement)] : [];
    }),
  values.check,
);

function isReplaced(facts: ApiFacts): boolean {
  return facts.removedIn !== null || apiStatus(facts, newest).deprecatedIn !== undefined;
}

/** What notes cannot be held against is compared with itself: they were written from both types by a person. */
function comparison(facts: ApiFacts, replacement: ApiFacts) {
  const what = `${facts.apiVersion} ${facts.kind} → ${replacement.apiVersion}`;
  const source = changesBetween(pathsOf(facts), pathsOf(replacement));
  if (facts.migrationNotes.length === 0) return { what, source, data: "no note" };
  return { what, source, data: hasSameShape(facts) ? { gone: [], new: source.new } : source };
}

function changesBetween(before: readonly string[], after: readonly string[]) {
  return {
    gone: topmost(before.filter((path) => !after.includes(path))),
    new: topmost(after.filter((path) => !before.includes(path))),
  };
}

/** Without what lies inside another one of them. */
function topmost(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => !paths.some((other) => path.startsWith(`${other}.`)));
}

function pathsOf(facts: ApiFacts): readonly string[] {
  const at = packageOf(facts);
  return jsonPaths(at, facts.kind, (path, from) => within(path, from)).filter(
    (path) => !/^(?:metadata|status)\b/.test(path),
  );
}

/** Types of the same module are followed, but for core's: what a pod holds grows with each minor, whoever asks. */
function within(importPath: string, from: GoPackage): GoPackage | undefined {
  const prefix = `${from.module.path}/`;
  return importPath.startsWith(prefix) && !importPath.startsWith(`${prefix}core/`)
    ? { module: from.module, folder: importPath.slice(prefix.length) }
    : undefined;
}

/** The package of the newest minor whose `register.go` names the group and the version. */
function packageOf({ group, version, kind, removedIn }: ApiFacts): GoPackage {
  const last = scannedMinors.findLast((minor) => removedIn === null || minorDistance(minor, removedIn) < 0);
  const modules = ["k8s.io/api", "k8s.io/apiextensions-apiserver", "k8s.io/kube-aggregator"].map((path) =>
    firstModuleOf(path, last ?? newest),
  );
  for (const module of modules) {
    const found = globSync(`**/${version}/register.go`, { cwd: module.directory }).find((path) => {
      const text = readModuleFile(module, path);
      return text.includes(`"${group}"`) && text.includes(`&${kind}{}`);
    });
    if (found !== undefined) return { module, folder: dirname(found) };
  }
  throw new Error(`no package of ${group}/${version} ${kind} in ${last ?? newest}`);
}
