import type { CorpusFile } from "../corpus-file.ts";
import { application } from "../objects/application.ts";
import type { Project } from "../project.ts";
import { yamlFile } from "../yaml-file.ts";

/** What a pipeline renders for each stage, all in one file. */
export function rendered(project: Project): readonly CorpusFile[] {
  const { random, name } = project;
  return ["staging", "prod"].map((stage) => {
    const apps = random.times(random.skewed(2, 20), (number) =>
      application(`${name}-${stage}-${number}`, project),
    );
    const documents = apps.flat().map((value) => ({ value }));
    return yamlFile(`${stage}.yaml`, documents, random);
  });
}
