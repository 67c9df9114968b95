/**
 * Which API types each minor serves paths for, read in `api/openapi-spec/swagger.json` of its `.0` release,
 * against `data/api-lifecycle.json` (`servedFirst`, `removed`).
 *
 * Usage: node scripts/facts/api-presence.ts [--check] [MINOR...]      (1.36 1.37)
 * Without minors: the newest one scanned.
 */
import { parseArgs } from "node:util";
import { z } from "zod";
import { minorDistance } from "../../src/kubernetes/version.ts";
import { finish, readData } from "./data-file.ts";
import { moduleOf, readModuleFile } from "./go-module.ts";

const LifecycleFile = z.object({
  minorsScanned: z.array(z.string()),
  apis: z.array(
    z.object({
      group: z.string(),
      version: z.string(),
      kind: z.string(),
      resource: z.string().nullish(),
      servedFirst: z.string().nullable(),
      removed: z.string().nullable(),
    }),
  ),
});
const Type = z.object({ group: z.string(), version: z.string(), kind: z.string() });
const Operation = z.looseObject({ "x-kubernetes-group-version-kind": Type.optional() });
const Swagger = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: "boolean", default: false } },
});
const file = readData("api-lifecycle.json", LifecycleFile);
const wanted = positionals.length === 0 ? file.minorsScanned.slice(-1) : positionals;
finish(
  wanted.map((what) => ({ what, source: servedIn(what), data: recordedIn(what) })),
  values.check,
);

/** Types with a path of their own: what stands behind `{name}/` is a subresource and is left aside. */
function servedIn(minor: string): readonly string[] {
  const text = readModuleFile(moduleOf("k8s.io/kubernetes", minor), "api/openapi-spec/swagger.json");
  const paths = Object.entries(Swagger.parse(JSON.parse(text)).paths).filter(
    ([path]) => !path.includes("{name}/"),
  );
  const types = paths.flatMap(([, operations]) => Object.values(operations).flatMap(typeOf));
  return [...new Set(types)].toSorted();
}

function typeOf(operation: unknown): readonly string[] {
  const type = Operation.safeParse(operation).data?.["x-kubernetes-group-version-kind"];
  return type === undefined ? [] : [nameOf(type)];
}

function recordedIn(minor: string): readonly string[] {
  const present = file.apis.filter(({ resource, servedFirst, removed }) => {
    if (resource == null || servedFirst === null || minorDistance(minor, servedFirst) < 0) return false;
    return removed === null || minorDistance(minor, removed) < 0;
  });
  return present.map(nameOf).toSorted();
}

function nameOf({ group, version, kind }: z.infer<typeof Type>): string {
  return `${group === "" ? "core" : group}/${version}/${kind}`;
}
