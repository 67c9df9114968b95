import type { CorpusFile } from "../corpus-file.ts";
import { application } from "../objects/application.ts";
import { customResource, customResourceDefinition } from "../objects/custom-resource-definition.ts";
import { rareObject } from "../objects/rare.ts";
import type { Project } from "../project.ts";
import { fieldName } from "../words.ts";
import { yamlFile } from "../yaml-file.ts";

/** An operator: its own kinds with large schemas, the rare objects that come along, and all in one file again. */
export function operator(project: Project): readonly CorpusFile[] {
  const { random, name } = project;
  const kinds = [...new Set(random.times(random.between(2, 7), () => fieldName(random)))].map(
    (field) => `${field.charAt(0).toUpperCase()}${field.slice(1)}`,
  );
  const definitions = kinds.map((kind) => customResourceDefinition(kind, project));
  const rare = random.times(random.between(2, 10), (number) => rareObject(`${name}-${number}`, project));
  const parts = application(name, project);
  const samples = random.times(random.between(2, 6), (number) =>
    customResource(`${name}-sample-${number}`, project),
  );
  const install = [...rare, ...parts, ...samples].map((value) => ({ value }));
  return [
    ...definitions.map((value, number) =>
      yamlFile(`crds/${number}-${kinds[number]?.toLowerCase()}.yaml`, [{ value }], random),
    ),
    yamlFile("deploy/install.yaml", install, random),
  ];
}
