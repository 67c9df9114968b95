/**
 * The etcd, CoreDNS and pause images, the etcd table and the oldest external etcd of kubeadm releases, read in
 * `cmd/kubeadm/app/constants/constants.go` of each patch. A patch that cannot be downloaded is told on
 * standard error and left alone.
 *
 * Usage: node scripts/facts/kubeadm-images.ts [--check | --write] VERSION...      (1.36.4 1.37.1)
 * Without versions: every patch that data/kubeadm.json has.
 */
import { parseArgs } from "node:util";
import { z } from "zod";
import { compareVersions, minorOf, parseVersion } from "../../src/kubernetes/version.ts";
import { type Comparison, editData, finish, readData } from "./data-file.ts";
import { downloadModule, type GoModule, isDownloaded, readModuleFile } from "./go-module.ts";

const CONSTANTS = "cmd/kubeadm/app/constants/constants.go";
const EtcdTable = z.record(z.string(), z.string());
const Images = z.object({ etcd: z.string(), coredns: z.string(), pause: z.string().nullable() });
const Patch = Images.extend({
  version: z.string(),
  minimumExternalEtcd: z.string(),
  etcdForKubernetes: EtcdTable.optional(),
});
const Minor = z.looseObject({
  minor: z.string(),
  images: z.looseObject({ atRelease: Images, laterPatches: z.array(Patch) }),
  etcd: z.looseObject({ forKubernetes: EtcdTable, minimumExternal: z.string() }),
});
const KubeadmFile = z.looseObject({ minors: z.array(Minor) });

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: "boolean", default: false }, write: { type: "boolean", default: false } },
});
const file = readData("kubeadm.json", KubeadmFile);
const known = file.minors.flatMap(patchesOf);
const wanted = positionals.length === 0 ? known.map(({ version }) => version) : positionals;
const read = wanted.flatMap((version) => readPatch(version) ?? []);
if (values.write) write(read);
else finish(read.map(comparison), values.check);

function comparison(patch: z.infer<typeof Patch>): Comparison {
  const row = known.find(({ version }) => version === patch.version);
  return { what: patch.version, source: patch, data: row === undefined ? undefined : Patch.parse(row) };
}

function patchesOf({ minor, images, etcd }: z.infer<typeof Minor>): readonly z.infer<typeof Patch>[] {
  const { forKubernetes: etcdForKubernetes, minimumExternal: minimumExternalEtcd } = etcd;
  return [
    { version: `${minor}.0`, ...images.atRelease, minimumExternalEtcd, etcdForKubernetes },
    ...images.laterPatches,
  ];
}

function readPatch(version: string): z.infer<typeof Patch> | undefined {
  const module = downloadModule("k8s.io/kubernetes", `v${version}`);
  if (!isDownloaded(module)) {
    console.error(`${version} was not read: ${module.reason}`);
    return undefined;
  }
  const text = readModuleFile(module, CONSTANTS);
  return {
    version,
    etcd: constant(text, "DefaultEtcdVersion"),
    coredns: constant(text, "CoreDNSVersion").replace(/^v/, ""),
    pause: pauseOf(text, module),
    minimumExternalEtcd: constant(text, "MinExternalEtcdVersion"),
    etcdForKubernetes: etcdTable(text, version),
  };
}

function constant(text: string, name: string): string {
  const value = new RegExp(`^\\s*${name}\\s*=\\s*"([^"]+)"`, "m").exec(text)?.[1];
  if (value === undefined) throw new Error(`constants.go has no ${name}`);
  return value;
}

/** Up to 1.20 the pause image's tag stands in a file of its own for each system. */
function pauseOf(text: string, module: GoModule): string {
  const has = /^\s*PauseVersion\s*=/m.test(text);
  return constant(has ? text : readModuleFile(module, CONSTANTS.replace(".go", "_unix.go")), "PauseVersion");
}

/** Keys are minors, or (in some of 1.35) distances from kubeadm's own minor. */
function etcdTable(text: string, version: string): Readonly<Record<string, string>> {
  const body = /SupportedEtcdVersion = map\[uint8\]string\{([\s\S]*?)\n\t\}/.exec(text)?.[1] ?? "";
  const rows = [
    ...body.matchAll(
      /^\s*(?:(\d+)|uint8\(getSkewedKubernetesVersion\((-?\d+)\)\.Minor\(\)\)):\s*"([^"]+)"/gm,
    ),
  ];
  if (rows.length === 0) throw new Error("constants.go has no SupportedEtcdVersion that can be read");
  const own = parseVersion(version).minor;
  return Object.fromEntries(
    rows.map(([, minor, skew, etcd = ""]) => [`1.${minor ?? own + Number(skew)}`, etcd]),
  );
}

/** Puts the patches that were read into data/kubeadm.json, each with its source and today's date. */
function write(patches: readonly z.infer<typeof Patch>[]): void {
  const asOf = new Date().toISOString().slice(0, 10);
  const rows = patches
    .filter(({ version }) => !version.endsWith(".0"))
    .map((patch) => ({ ...patch, source: `k8s.io/kubernetes@v${patch.version} ${CONSTANTS}`, asOf }));
  let index = 0;
  editData("kubeadm.json", (key, value) => {
    if (key !== "laterPatches") return value;
    const minor = file.minors[index]?.minor;
    index += 1;
    return merged(
      value,
      rows.filter(({ version }) => minorOf(version) === minor),
    );
  });
}

/** Rows that are there stay byte for byte, unless the same patch was read again. */
function merged(present: unknown, rows: readonly { readonly version: string }[]): unknown {
  const kept = z.array(z.looseObject({ version: z.string() })).parse(present);
  const others = kept.filter((old) => rows.every(({ version }) => version !== old.version));
  return [...others, ...rows].toSorted((one, other) => compareVersions(one.version, other.version));
}
