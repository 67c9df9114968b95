import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const DATA = new URL("../../data/", import.meta.url);
const FILES = readdirSync(DATA).filter((name) => name.endsWith(".json"));

const Day = z.iso.date();
const Text = z.string().trim().min(1);
const Minor = z.string().regex(/^1\.\d+$/);
const Patch = z.string().regex(/^1\.\d+\.\d+$/);
const Release = z.string().regex(/^\d+\.\d+\.\d+$/);
const ImageTag = z.string().regex(/^\d+\.\d+(\.\d+)?(-\d+)?$/);
const AddonRelease = z.string().regex(/^\d+\.\d+\.\d+$/);
const Sourced = z.looseObject({ source: Text });
/** What every fact file says about itself. */
const FactFile = z.looseObject({ asOf: Day, sources: z.array(Text).min(1) });

/** The rows that make a claim of their own, whose source the file as a whole does not give. */
const CLAIMS: Readonly<Record<string, z.ZodType>> = {
  "skew.json": z.looseObject({
    rules: z.array(
      Sourced.extend({ id: Text, rule: Text, maxMinorsOlder: z.int(), maxMinorsNewer: z.int() }),
    ),
    historic: z.array(Sourced),
  }),
  "traps.json": z.looseObject({
    traps: z.array(
      Sourced.extend({
        id: Text,
        effectiveIn: z.union([Minor, z.literal("any")]),
        severity: z.enum(["blocker", "high", "medium", "low"]),
        what: Text,
        detect: z.array(Text).min(1),
        action: Text,
        options: z.array(z.string().regex(/^--[a-z-]+$/)).optional(),
        verification: Text,
      }),
    ),
  }),
  "compat.json": z.looseObject({
    rows: z.array(Sourced.extend({ product: Text, version: Text, sourceDate: Text })),
    charts: z.array(
      Sourced.extend({
        chart: Text,
        product: Text,
        numbering: z.enum(["shared", "own"]),
        sourceDate: Day,
        verification: Text,
      }),
    ),
  }),
  "addon-apis.json": z.looseObject({
    products: z.array(z.object({ product: Text, images: z.array(Text), charts: z.array(Text) })).min(1),
    versions: z.array(
      Sourced.extend({
        product: Text,
        group: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
        version: z.string().regex(/^v\d+((alpha|beta)\d+)?$/),
        kinds: z.array(Text).min(1),
        wholeVersion: z.literal(true).optional(),
        deprecatedIn: AddonRelease.nullable(),
        removedIn: AddonRelease.nullable(),
        replacement: z
          .object({
            group: Text,
            version: Text,
            servedFrom: AddonRelease,
            kinds: z.record(Text, Text).optional(),
          })
          .nullable(),
        note: Text.optional(),
        sourceDate: Day,
      }),
    ),
  }),
  "containerd.json": z.looseObject({
    kubernetes: z.array(Sourced.extend({ minor: Minor, recommended: z.array(Text).min(1) })),
  }),
  "etcd-minimum.json": z.looseObject({
    rows: z.array(
      Sourced.extend({ minor: Minor, minimum: ImageTag, recommended: ImageTag, sourceDate: Day }),
    ),
  }),
  "kubespray.json": z.looseObject({
    defaults: z.array(Sourced.extend({ variable: Text, value: Text, from: Text, lastRead: Text })).min(1),
  }),
  "playbook-tools.json": z.looseObject({
    tools: z.array(Sourced.extend({ name: Text, minimum: Release, why: Text, sourceDate: Day })),
    limits: z.array(Sourced.extend({ name: Text, minimum: z.int(), why: Text, sourceDate: Day })),
  }),
  "api-lifecycle.json": z.looseObject({
    minorsScanned: z.array(Minor).min(1),
    apis: z.array(
      z.looseObject({
        version: Text,
        kind: Text,
        servedFirst: Minor.nullable(),
        removed: Minor.nullable(),
        gaps: z.array(Minor).optional(),
        source: Text.optional(),
      }),
    ),
  }),
  "component-config.json": z.looseObject({
    kinds: z.array(
      z.union([
        z.looseObject({ kind: Text, first: Minor, deprecated: z.undefined().optional() }),
        Sourced.extend({ kind: Text, first: Minor, deprecated: Minor }),
      ]),
    ),
    fields: z.array(
      z.object({
        group: Text,
        kind: Text,
        path: z.string().regex(/^[a-z][\w.*[\]]*$/),
        versions: z.record(Text, z.object({ from: Minor, removedIn: Minor.optional() })),
      }),
    ),
    strictReaders: z.array(
      Sourced.extend({ group: Text, kinds: z.array(Text).min(1).optional(), from: Minor }),
    ),
  }),
  "releases.json": z.looseObject({
    newestMinor: Minor,
    minors: z.array(
      z.looseObject({
        minor: Minor,
        gaDate: Day,
        maintenanceModeFrom: Day.nullable(),
        endOfLife: Day,
        newestPatch: Patch,
        sources: z.array(Text).min(1),
        patches: z.array(z.looseObject({ version: Patch, date: Day })).min(1),
      }),
    ),
  }),
  "kubeadm.json": z.looseObject({
    minors: z.array(
      z.looseObject({
        minor: Minor,
        images: z.looseObject({
          atRelease: z.looseObject({ etcd: ImageTag, coredns: ImageTag, pause: ImageTag }),
          laterPatches: z.array(
            z.looseObject({
              version: Patch,
              etcd: ImageTag,
              coredns: ImageTag,
              source: Text.optional(),
              asOf: Day.optional(),
            }),
          ),
        }),
      }),
    ),
  }),
};

describe("every fact file", () => {
  it.each(FILES)("%s says when it was gathered and from where", (name) => {
    expect(FactFile.safeParse(contentOf(name)).error?.issues).toBeUndefined();
  });

  it.each(FILES)("%s has its row in the table of data/README.md", (name) => {
    expect(readFileSync(new URL("README.md", DATA), "utf8")).toMatch(
      new RegExp(`^\\| \`?${name}\`? \\|`, "m"),
    );
  });

  it("names no place on the machine that it was gathered on", () => {
    const texts = [...FILES, "README.md"].map((name) => readFileSync(new URL(name, DATA), "utf8"));
    expect(
      texts.filter((text) =>
        /(?:^|[\s"(])\/(?:usr|home|root|tmp|work|var\/folders|Users)\//m.test(withoutHostPaths(text)),
      ),
    ).toEqual([]);
  });
});

describe("every row with a claim of its own", () => {
  it.each(Object.entries(CLAIMS))("of %s has its source", (name, schema) => {
    expect(schema.safeParse(contentOf(name)).error?.issues).toBeUndefined();
  });

  it("would be missed without one", () => {
    const [trap] = z.looseObject({ traps: z.array(z.looseObject({})) }).parse(contentOf("traps.json")).traps;
    expect(CLAIMS["traps.json"]?.safeParse({ traps: [{ ...trap, source: " " }] }).success).toBe(false);
    expect(CLAIMS["traps.json"]?.safeParse({ traps: [{ ...trap, source: undefined }] }).success).toBe(false);
  });
});

describe("releases.json", () => {
  const { minors, newestMinor } = z
    .looseObject({
      newestMinor: Minor,
      minors: z.array(
        z.looseObject({
          minor: Minor,
          newestPatch: Patch,
          patches: z.array(z.looseObject({ version: Patch })),
        }),
      ),
    })
    .parse(contentOf("releases.json"));

  it("goes up minor by minor to the newest one", () => {
    const numbers = minors.map(({ minor }) => Number(minor.slice(2)));
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
    expect(minors.at(-1)?.minor).toBe(newestMinor);
  });

  it("calls the last patch of each minor its newest", () => {
    expect(minors.map(({ patches }) => patches.at(-1)?.version)).toEqual(
      minors.map(({ newestPatch }) => newestPatch),
    );
  });
});

function contentOf(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, DATA), "utf8"));
}

/** Paths on a cluster's own hosts are facts. */
function withoutHostPaths(text: string): string {
  return text.replaceAll(/\/(?:var\/lib|var\/run|usr\/libexec\/kubernetes|etc)\/[\w./-]*/g, "");
}
