import type { CorpusFile } from "../corpus-file.ts";
import { jsonFile } from "../json-file.ts";
import { application } from "../objects/application.ts";
import type { Project } from "../project.ts";
import type { Manifest } from "../value.ts";
import { yamlFile } from "../yaml-file.ts";

/** What `kubectl get -o json` and `-o yaml` wrote: Lists, Lists in Lists, and single objects as JSON. */
export function exported(project: Project): readonly CorpusFile[] {
  const { random, name } = project;
  const apps = random.times(random.between(2, 6), (number) => application(`${name}-${number}`, project));
  return apps.flatMap((objects, number) => {
    const items = objects.map((object) => dressed(object, number));
    if (random.chance(0.3)) return [jsonFile(`export-${number}.json`, list(items), 4)];
    if (random.chance(0.4)) return [yamlFile(`export-${number}.yaml`, [{ value: list(items) }], random)];
    if (random.chance(0.2))
      return [yamlFile(`nested-${number}.yaml`, [{ value: list([list(items)]) }], random)];
    return items.map((item, index) => jsonFile(`${number}/${index}-${item.kind}.json`, item));
  });
}

function list(items: readonly Manifest[]): Manifest {
  return { apiVersion: "v1", items, kind: "List", metadata: { resourceVersion: "" } };
}

/** With what a cluster adds; the annotation holds the object once more, as text. */
function dressed(object: Manifest, number: number): Manifest {
  const metadata = object.metadata as { readonly name: string };
  const applied = { "kubectl.kubernetes.io/last-applied-configuration": `${JSON.stringify(object)}\n` };
  const uid = `5f0c2a1e-0000-4000-8000-${String(number).padStart(12, "0")}`;
  return {
    ...object,
    metadata: {
      ...metadata,
      annotations: applied,
      creationTimestamp: "2021-03-04T05:06:07Z",
      resourceVersion: "1070",
      uid,
    },
  };
}
