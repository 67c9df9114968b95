/**
 * The feature gates that each minor's `.0` source defines, against `data/feature-gates.json`: a gate is there
 * from its first stage to the minor before `removedIn`.
 *
 * Usage: node scripts/facts/feature-gates.ts [--check] [MINOR...]      (1.36 1.37)
 * Without minors: the newest one scanned.
 */
import { parseArgs } from "node:util";
import { z } from "zod";
import { minorDistance } from "../../src/kubernetes/version.ts";
import { finish, readData } from "./data-file.ts";
import { goFiles, moduleOf } from "./go-module.ts";

const GatesFile = z.object({
  minorsScanned: z.array(z.string()),
  gates: z.array(
    z.object({
      name: z.string(),
      stages: z.array(z.object({ fromMinor: z.string() })),
      removedIn: z.string().nullable(),
    }),
  ),
});

/** Where gate names are declared: module, and the folder below it that holds the tables. */
const TABLES: readonly (readonly [string, string])[] = [
  ["k8s.io/kubernetes", "pkg/features"],
  ["k8s.io/apiserver", "pkg/features"],
  ["k8s.io/apiextensions-apiserver", "pkg/features"],
  ["k8s.io/component-base", ""],
  ["k8s.io/controller-manager", "pkg/features"],
  ["k8s.io/client-go", "features"],
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: "boolean", default: false } },
});
const file = readData("feature-gates.json", GatesFile);
const wanted = positionals.length === 0 ? file.minorsScanned.slice(-1) : positionals;
finish(
  wanted.map((what) => ({ what, source: gatesOf(what), data: recordedIn(what) })),
  values.check,
);

/** Declared names that also stand in a table: a constant alone makes no gate. */
function gatesOf(minor: string): readonly string[] {
  const texts = TABLES.flatMap(([path, folder]) => goFiles(moduleOf(path, minor), folder));
  const inTables = new Set(texts.flatMap(tableKeys));
  const declared = texts.flatMap(declarations).filter(([identifier]) => inTables.has(identifier));
  return [...new Set(declared.map(([, name]) => name))].toSorted();
}

/** `Name featuregate.Feature = "Name"`, `Name = featuregate.Feature("Name")` or, in a block, `Name = "Name"`. */
function declarations(text: string): readonly (readonly [string, string])[] {
  const found = text.matchAll(
    /^\s*(?:const\s+)?(\w+)(?:\s+(?:\w+\.)?Feature)?\s*=\s*(?:\w+\.Feature\()?"(\w+)"\)?$/gm,
  );
  return [...found].map(([, identifier = "", name = ""]) => [identifier, name] as const);
}

function tableKeys(text: string): readonly string[] {
  return [...text.matchAll(/^\s*(?:\w+\.)?(\w+):\s*\{/gm)].map(([, identifier = ""]) => identifier);
}

function recordedIn(minor: string): readonly string[] {
  const present = file.gates.filter(({ stages, removedIn }) => {
    const first = stages[0]?.fromMinor;
    const gone = removedIn !== null && minorDistance(minor, removedIn) >= 0;
    return first !== undefined && minorDistance(minor, first) >= 0 && !gone;
  });
  return present.map(({ name }) => name).toSorted();
}
