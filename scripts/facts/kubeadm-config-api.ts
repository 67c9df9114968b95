/**
 * Which configuration API versions the kubeadm of each minor reads, prefers, warns about and rejects: the
 * scheme (`cmd/kubeadm/app/apis/kubeadm/scheme`) and the lists in `cmd/kubeadm/app/util/config/common.go`.
 *
 * Usage: node scripts/facts/kubeadm-config-api.ts [--check] [MINOR...]      (1.36 1.37)
 * Without minors: every minor of data/kubeadm.json. The `.0` release of each is read.
 */
import { parseArgs } from "node:util";
import { z } from "zod";
import { finish, readData } from "./data-file.ts";
import { kubernetesModule, readModuleFile } from "./go-module.ts";

const ConfigApi = z.object({
  readable: z.array(z.string()),
  preferred: z.string(),
  deprecated: z.array(z.string()),
  experimental: z.array(z.string()),
  rejected: z.record(z.string(), z.string()),
});
const KubeadmFile = z.object({ minors: z.array(z.object({ minor: z.string(), configApi: ConfigApi })) });

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: "boolean", default: false } },
});
const { minors } = readData("kubeadm.json", KubeadmFile);
const wanted = positionals.length === 0 ? minors.map(({ minor }) => minor) : positionals;
finish(
  wanted.map((minor) => ({
    what: minor,
    source: configApiOf(minor),
    data: minors.find((row) => row.minor === minor)?.configApi,
  })),
  values.check,
);

function configApiOf(minor: string): z.infer<typeof ConfigApi> {
  const module = kubernetesModule(`${minor}.0`);
  const scheme = readModuleFile(module, "cmd/kubeadm/app/apis/kubeadm/scheme/scheme.go");
  const common = readModuleFile(module, "cmd/kubeadm/app/util/config/common.go");
  const registered = [...scheme.matchAll(/Must\((v\d\w*)\.AddToScheme/g)].map(([, version]) => version ?? "");
  const experimental = versionsIn(common, "experimentalAPIVersions");
  return {
    readable: registered.filter((version) => !experimental.includes(version)),
    preferred: /SetVersionPriority\((v\d\w*)\.SchemeGroupVersion/.exec(scheme)?.[1] ?? "",
    deprecated: versionsIn(common, "deprecatedAPIVersions"),
    experimental,
    rejected: rejectedIn(common),
  };
}

/** The API versions that a map in common.go has as its keys; the map's value type changed over the minors. */
function versionsIn(text: string, name: string): string[] {
  return mapRows(text, name).map(([version]) => version);
}

function rejectedIn(text: string): Record<string, string> {
  return Object.fromEntries(mapRows(text, "oldKnownAPIVersions"));
}

function mapRows(text: string, name: string): (readonly [string, string])[] {
  const body =
    new RegExp(`${name} := map\\[string\\][^{]*(?:\\{\\})?\\{(\\}|[\\s\\S]*?\\n\\t\\})`).exec(text)?.[1] ??
    "";
  const rows = [...body.matchAll(/"kubeadm\.k8s\.io\/(\w+)":\s*(?:"([^"]*)")?/g)];
  return rows.map(([, version = "", kubeadm = ""]) => [version, kubeadm] as const);
}
