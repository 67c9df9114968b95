/**
 * Which gates need others, as `pkg/features/kube_features.go` of each minor's `.0` says, against `dependsOn` in
 * `data/feature-gates.json`. Minors before the first one with such a table have none.
 *
 * Usage: node scripts/facts/gate-dependencies.ts [--check]
 */
import { parseArgs } from "node:util";
import { z } from "zod";
import { minorDistance } from "../../src/kubernetes/version.ts";
import { finish, readData } from "./data-file.ts";
import { goFiles, moduleOf } from "./go-module.ts";

const Span = z.object({
  gates: z.array(z.string()),
  fromMinor: z.string(),
  toMinor: z.string().nullable(),
});
const GatesFile = z.object({
  minorsScanned: z.array(z.string()),
  gates: z.array(z.object({ name: z.string(), dependsOn: z.array(Span).optional() })),
});
type Span = z.infer<typeof Span>;

const { values } = parseArgs({
  options: { check: { type: "boolean", default: false } },
});
const file = readData("feature-gates.json", GatesFile);
const perMinor = file.minorsScanned.map((minor) => ({ minor, needs: dependenciesOf(minor) }));
const names = [...new Set(perMinor.flatMap(({ needs }) => [...needs.keys()]))].toSorted();
const read = new Map(names.map((name) => [name, spansOf(name)]));

const recorded = new Map(file.gates.map(({ name, dependsOn }) => [name, dependsOn]));
const known = file.gates.filter(({ dependsOn }) => dependsOn !== undefined).map(({ name }) => name);
const all = [...new Set([...names, ...known])].toSorted();
finish(
  all.map((what) => ({ what, source: read.get(what), data: recorded.get(what) })),
  values.check,
);

/** What each gate of a minor needs, by the gates' own names. */
function dependenciesOf(minor: string): ReadonlyMap<string, readonly string[]> {
  const folders = [
    ["k8s.io/kubernetes", "pkg/features"],
    ["k8s.io/apiserver", "pkg/features"],
    ["k8s.io/client-go", "features"],
  ] as const;
  const texts = folders.flatMap(([path, folder]) => goFiles(moduleOf(path, minor), folder));
  const named = new Map(texts.flatMap(declarations));
  const table = texts
    .map((text) => /\w+FeatureGateDependencies = map\[[^{]*\{\n([\s\S]*?)\n\}/.exec(text)?.[1])
    .find((found) => found !== undefined);
  const rows = [...(table ?? "").matchAll(/^\s*([\w.()]+):\s*\{([^}]+)\}/gm)];
  return new Map(rows.map(([, gate = "", needed = ""]) => [nameOf(gate), needed.split(",").map(nameOf)]));

  function nameOf(identifier: string): string {
    const bare = /(\w+)\)?\s*$/.exec(identifier)?.[1] ?? "";
    const name = named.get(bare);
    if (name === undefined) throw new Error(`${minor}: no gate is declared as ${identifier.trim()}`);
    return name;
  }
}

function declarations(text: string): readonly (readonly [string, string])[] {
  const found = text.matchAll(/^\s*(\w+)(?:\s+(?:\w+\.)?Feature)?\s*=\s*(?:\w+\.Feature\()?"(\w+)"\)?$/gm);
  return [...found].map(([, identifier = "", name = ""]) => [identifier, name] as const);
}

/** The minors in which a gate needs the same others, one after the other. */
function spansOf(name: string): readonly Span[] {
  const spans: Span[] = [];
  for (const { minor, needs } of perMinor) {
    const gates = needs.get(name)?.toSorted();
    const last = spans.at(-1);
    const isLast = last !== undefined && isBefore(last.toMinor, minor);
    if (gates === undefined) continue;
    if (isLast && last.gates.join() === gates.join()) last.toMinor = minor;
    else spans.push({ gates, fromMinor: minor, toMinor: minor });
  }
  const newest = file.minorsScanned.at(-1);
  return spans.map((span) => (span.toMinor === newest ? { ...span, toMinor: null } : span));
}

function isBefore(minor: string | null, next: string): boolean {
  return minor !== null && minorDistance(next, minor) === 1;
}
