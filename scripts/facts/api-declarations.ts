/**
 * What the API types of each minor declare about themselves (introduced, deprecated, removed, replacement), read in
 * the lifecycle methods of k8s.io/api, apiextensions-apiserver and kube-aggregator, generated and hand-written,
 * against `data/api-lifecycle.json`, whose rows hold the newest declaration.
 *
 * Usage: node scripts/facts/api-declarations.ts [--check] [MINOR...]      (1.36 1.37)
 * Without minors: the newest one scanned. Older minors differ where a declaration changed (`declarationHistory`).
 */
import { globSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { finish, readData } from "./data-file.ts";
import { type GoModule, moduleOf, readModuleFile } from "./go-module.ts";

const Kind = z.object({ group: z.string(), version: z.string(), kind: z.string() });
const Row = Kind.extend({
  introduced: z.string().nullable(),
  deprecated: z.string().nullable(),
  removedDeclared: z.string().nullable(),
  replacement: Kind.nullable(),
});
const LifecycleFile = z.object({ minorsScanned: z.array(z.string()), apis: z.array(Row) });

const MODULES = ["k8s.io/api", "k8s.io/apiextensions-apiserver", "k8s.io/kube-aggregator"];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: "boolean", default: false } },
});
const file = readData("api-lifecycle.json", LifecycleFile);
const wanted = positionals.length === 0 ? file.minorsScanned.slice(-1) : positionals;
finish(
  wanted.flatMap((minor) => {
    const declared = MODULES.flatMap((path) => declarationsIn(moduleOf(path, minor)));
    return declared.map((row) => ({ what: `${minor} ${nameOf(row)}`, source: row, data: recorded(row) }));
  }),
  values.check,
);

type Declared = z.infer<typeof Row>;

/** The methods of one type may stand in the generated and in the hand-written file of its folder. */
function declarationsIn(module: GoModule): readonly Declared[] {
  const folders = Map.groupBy(globSync("**/*lifecycle.go", { cwd: module.directory }), (path) =>
    dirname(path),
  );
  return [...folders].flatMap(([folder, paths]) => {
    const register = readModuleFile(module, join(folder, "register.go"));
    const group = /GroupName\s*=\s*"([^"]*)"/.exec(register)?.[1] ?? "";
    const version = /Version: "([^"]+)"/.exec(register)?.[1] ?? "";
    return declarationsOf(paths.map((path) => readModuleFile(module, path)).join("\n"), { group, version });
  });
}

function declarationsOf(text: string, of: Pick<Declared, "group" | "version">): readonly Declared[] {
  const methods = [
    ...text.matchAll(/func \(in \*(\w+)\) APILifecycle(\w+)\(\)[^{]*\{\s*return ([\s\S]*?)\n\}/g),
  ];
  const kinds = [...new Set(methods.map(([, kind = ""]) => kind))].filter((kind) => !kind.endsWith("List"));
  return kinds.map((kind) => {
    const answer = (what: string) => methods.find((method) => method[1] === kind && method[2] === what)?.[3];
    return {
      ...of,
      kind,
      introduced: minorIn(answer("Introduced")),
      deprecated: minorIn(answer("Deprecated")),
      removedDeclared: minorIn(answer("Removed")),
      replacement: kindIn(answer("Replacement")),
    };
  });
}

/** `1, 33` as `1.33`. */
function minorIn(returned: string | undefined): string | null {
  return returned === undefined ? null : returned.replace(/\s/g, "").replace(",", ".");
}

function kindIn(returned: string | undefined): z.infer<typeof Kind> | null {
  const parts = /Group: "(.*?)", Version: "(.*?)", Kind: "(.*?)"/.exec(returned ?? "");
  return parts === null ? null : { group: parts[1] ?? "", version: parts[2] ?? "", kind: parts[3] ?? "" };
}

function recorded(declared: Declared): Declared | undefined {
  return file.apis.find((row) => nameOf(row) === nameOf(declared));
}

function nameOf({ group, version, kind }: Declared): string {
  return `${group === "" ? "core" : group}/${version}/${kind}`;
}
