import { globSync } from "node:fs";
import { dirname, join } from "node:path";
import { minorDistance } from "../../src/kubernetes/version.ts";
import { downloadModule, type GoModule, isDownloaded, readModuleFile } from "./go-module.ts";

/** A kind of configuration file that a component registers, and the Go type that stands for it. */
export interface RegisteredKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly type: string;
  readonly module: GoModule;
  /** The folder of the Go package, within the module. */
  readonly folder: string;
}

/** Module, the folder that holds its versions, and the first minor that has the module. */
type Package = readonly [module: string, folder: string, since: string];

export const COMPONENT_PACKAGES: readonly Package[] = [
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

export const KUBEADM_PACKAGES: readonly Package[] = [
  ["k8s.io/kubernetes", "cmd/kubeadm/app/apis/kubeadm", "1.20"],
];

/** What the `register.go` files of these packages add to their schemes in a minor, internal types left aside. */
export function registeredKinds(packages: readonly Package[], minor: string): readonly RegisteredKind[] {
  return packages
    .filter(([, , since]) => minorDistance(minor, since) >= 0)
    .flatMap(([path, folder]) => {
      const module = firstModuleOf(path, minor);
      const paths = globSync(join(folder, "**/*.go"), { cwd: module.directory }).toSorted();
      return paths
        .filter((file) => !file.endsWith("_test.go"))
        .flatMap((file) =>
          kindsIn(readModuleFile(module, file)).map((kind) => ({ ...kind, module, folder: dirname(file) })),
        );
    });
}

const FOUND = new Map<string, GoModule>();

/** The `.0` of a minor, or its first patch where the proxy does not serve that. */
export function firstModuleOf(path: string, minor: string): GoModule {
  const known = FOUND.get(`${path} ${minor}`);
  if (known !== undefined) return known;
  const major = path === "k8s.io/kubernetes" ? "v1" : "v0";
  const answers = ["0", "1"].map((patch) => downloadModule(path, `${major}${minor.slice(1)}.${patch}`));
  const module = answers.find(isDownloaded);
  if (module === undefined) throw new Error(`${path} of ${minor} cannot be read`);
  FOUND.set(`${path} ${minor}`, module);
  return module;
}

function kindsIn(text: string): readonly Pick<RegisteredKind, "group" | "version" | "kind" | "type">[] {
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
    addedTo(name, text).map((added) => ({ group: names.get(group) ?? group, version, ...added })),
  );
}

function addedTo(name: string, text: string): readonly Pick<RegisteredKind, "kind" | "type">[] {
  const lists = text.matchAll(new RegExp(`AddKnownTypes\\(${name},([^)]*)\\)`, "g"));
  const named = text.matchAll(
    new RegExp(`AddKnownTypeWithName\\(\\s*${name}\\.WithKind\\("(\\w+)"\\),\\s*&(\\w+)\\{`, "g"),
  );
  return [
    ...[...lists].flatMap(([, list = ""]) =>
      [...list.matchAll(/&(\w+)\{\}/g)].map(([, kind = ""]) => ({ kind, type: kind })),
    ),
    ...[...named].map(([, kind = "", type = ""]) => ({ kind, type })),
  ];
}
