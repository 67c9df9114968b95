import type { CorpusFile } from "../corpus-file.ts";
import { application } from "../objects/application.ts";
import type { Project } from "../project.ts";
import type { Manifest, Mapping, Value } from "../value.ts";
import { yamlFile } from "../yaml-file.ts";

/** A base and its overlays: patches are objects, too, and the targets of JSON patches name versions. */
export function kustomization(project: Project): readonly CorpusFile[] {
  const objects = application(project.name, project);
  const base = objects.map((value) => file(`base/${fileName(value)}`, value, project));
  const overlays = ["dev", "staging", "prod"].flatMap((stage) => overlay(stage, objects, project));
  return [...base, file("base/kustomization.yaml", entry(objects.map(fileName)), project), ...overlays];
}

function overlay(stage: string, objects: readonly Manifest[], project: Project): readonly CorpusFile[] {
  const { random } = project;
  const patched = objects.filter(({ kind }) =>
    ["Deployment", "StatefulSet", "Ingress", "CronJob"].includes(kind),
  );
  const merged = patched.filter(() => random.chance(0.7));
  const targets = patched.filter((object) => !merged.includes(object));
  const content = {
    ...entry(["../../base"]),
    namespace: `${project.namespace}-${stage}`,
    patches: [...merged.map((object) => ({ path: `patch-${fileName(object)}` })), ...targets.map(jsonPatch)],
  };
  return [
    file(`overlays/${stage}/kustomization.yaml`, content, project),
    ...merged.map((object) =>
      file(`overlays/${stage}/patch-${fileName(object)}`, patch(object, random.between(1, 9)), project),
    ),
  ];
}

function entry(resources: readonly string[]) {
  return { apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization", resources };
}

/** A strategic merge: the part of the object that differs. */
function patch({ apiVersion, kind, metadata }: Manifest, replicas: number): Manifest {
  return { apiVersion, kind, metadata: metadata ?? {}, spec: { replicas } };
}

function jsonPatch({ apiVersion, kind, metadata }: Manifest): Mapping {
  const [group = "", version = ""] = apiVersion.split("/");
  const { name } = metadata as { readonly name: string };
  return { target: { group, version, kind, name }, patch: "- op: remove\n  path: /spec/paused\n" };
}

function fileName({ kind, metadata }: Manifest): string {
  return `${kind.toLowerCase()}-${(metadata as { readonly name: string }).name}.yaml`;
}

function file(path: string, value: Value, { random }: Project): CorpusFile {
  return yamlFile(path, [{ value }], random);
}
