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
import { finish, readData } from "./data-file.ts";
import { downloadModule, type GoModule, goFiles, isDownloaded } from "./go-module.ts";

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

/** Module, the folder that holds its versions, and the first minor that has the module. */
const PACKAGES: readonly (readonly [module: string, folder: string, since: string])[] = [
  ["k8s.io/apiserver", "pkg/apis/apiserver", "1.20"],
  ["k8s.io/apiserver", "pkg/apis/config", "1.20"],
  ["k8s.io/apiserver", "pkg/apis/audit", "1.20"],
  ["k8s.io/apiserver", "pkg/admission/plugin/webhook/config/apis", "1.20"],
  ["k8s.io/apiserver", "pkg/admission/plugin/resourcequota/apis", "1.20"],
  ["k8s.io/pod-security-admission", "admission/api", "1.22"],
  ["k8s.io/kube-scheduler", "config", "1.20"],
  ["k8s.io/kubelet", "config", "1.20"],
  ["k8s.io/kubelet", "pkg/apis/credentialprovider", "1.20"],
  ["k8s.io/kube-proxy", "config", "1.20"],
  ["k8s.io/kube-controller-manager", "config", "1.20"],
];

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
  const found = PACKAGES.filter(([, , since]) => minorDistance(minor, since) >= 0).flatMap(([path, folder]) =>
    goFiles(firstModuleOf(path, minor), folder).flatMap(kindsIn),
  );
  return [...new Set(found)].toSorted();
}

function firstModuleOf(path: string, minor: string): GoModule {
  const answers = ["0", "1"].map((patch) => downloadModule(path, `v0${minor.slice(1)}.${patch}`));
  const module = answers.find(isDownloaded);
  if (module === undefined) throw new Error(`${path} of ${minor} cannot be read`);
  return module;
}

/** `group/version/Kind` of everything that one file adds to a scheme, internal types left aside. */
function kindsIn(text: string): readonly string[] {
  const names = new Map(
    [...text.matchAll(/^(?:const )?\s*(\w+)\s*=\s*"([\w.-]+)"$/gm)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]),
  );
  const versions = text.matchAll(
    /(\w+)\s*=\s*schema\.GroupVersion\{Group: "?([\w.]+)"?, Version: "(v\w+)"\}/g,
  );
  return [...versions].flatMap(([, name = "", group = "", version = ""]) =>
    addedTo(name, text).map((kind) => `${names.get(group) ?? group}/${version}/${kind}`),
  );
}

function addedTo(name: string, text: string): readonly string[] {
  const lists = text.matchAll(new RegExp(`AddKnownTypes\\(${name},([^)]*)\\)`, "g"));
  const named = text.matchAll(new RegExp(`AddKnownTypeWithName\\(\\s*${name}\\.WithKind\\("(\\w+)"\\)`, "g"));
  return [
    ...[...lists].flatMap(([, list = ""]) => [...list.matchAll(/&(\w+)\{\}/g)].map(([, kind = ""]) => kind)),
    ...[...named].map(([, kind = ""]) => kind),
  ];
}

function recordedIn(minor: string): readonly string[] {
  const present = kinds.filter(
    ({ first, removedIn }) =>
      minorDistance(minor, first) >= 0 && (removedIn === null || minorDistance(minor, removedIn) < 0),
  );
  return present.map(({ group, version, kind }) => `${group}/${version}/${kind}`).toSorted();
}
