/**
 * The API versions that kube-apiserver dropped from its scheme, as `pkg/apis/<group>/install/install.go` of each
 * minor's `.0` says, against `data/api-registration.json`.
 *
 * Usage: node scripts/facts/api-registration.ts [--check]
 */
import { globSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";
import { finish, readData } from "./data-file.ts";
import { moduleOf, readModuleFile } from "./go-module.ts";

const RegistrationFile = z.object({
  minorsScanned: z.array(z.string()),
  unregistered: z.array(z.object({ apiVersion: z.string(), unregisteredIn: z.string() })),
});

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const file = readData("api-registration.json", RegistrationFile);
const registered = file.minorsScanned.map((minor) => new Set(versionsIn(minor)));
const everSeen = [...new Set(registered.flatMap((versions) => [...versions]))].toSorted();
const source = everSeen.flatMap((apiVersion) => {
  const unregisteredIn = file.minorsScanned[registered.findLastIndex((one) => one.has(apiVersion)) + 1];
  return unregisteredIn === undefined ? [] : [{ apiVersion, unregisteredIn }];
});
finish([{ what: "unregistered", source, data: file.unregistered }], values.check);

function versionsIn(minor: string): readonly string[] {
  const module = moduleOf("k8s.io/kubernetes", minor);
  const folders = globSync("pkg/apis/*/install/install.go", { cwd: module.directory });
  return folders.flatMap((path) => {
    const folder = path.replace("/install/install.go", "");
    const register = readModuleFile(module, `${folder}/register.go`);
    const group = /GroupName = "([^"]*)"/.exec(register)?.[1] ?? "";
    const text = readModuleFile(module, path);
    const imports = text.matchAll(/^\s*(?:(\w+)\s+)?"k8s\.io\/kubernetes\/pkg\/apis\/\w+\/(v\w+)"$/gm);
    const names = new Map([...imports].map(([, alias, version = ""]) => [alias ?? version, version]));
    const added = [...text.matchAll(/Must\((\w+)\.AddToScheme\(scheme\)\)/g)];
    const versions = added.flatMap(([, name = ""]) => names.get(name) ?? []);
    return versions.map((version) => (group === "" ? version : `${group}/${version}`));
  });
}
