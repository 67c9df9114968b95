import { type CorpusFile, plainFile } from "../corpus-file.ts";
import { settings } from "../objects/configuration.ts";
import { customResourceDefinition } from "../objects/custom-resource-definition.ts";
import type { Project } from "../project.ts";
import { templateFile } from "../template-file.ts";
import { sentence } from "../words.ts";
import { yamlFile } from "../yaml-file.ts";
import { TEMPLATES } from "./chart-templates.ts";
import { CHOICES, chartValues, HELPERS } from "./chart-values.ts";

/** A Helm chart that nobody has rendered. */
export function chart(project: Project): readonly CorpusFile[] {
  const { random, name } = project;
  const templates = Object.entries(TEMPLATES).filter(([file]) => file === "deployment" || random.chance(0.7));
  const definitions = random.times(random.chance(0.12) ? random.between(1, 3) : 0, (number) => {
    const value = customResourceDefinition(`Chart${number}`, project);
    return yamlFile(`crds/${number}.yaml`, [{ value }], random);
  });
  return [
    plainFile(
      "Chart.yaml",
      `apiVersion: v2\nname: ${name}\ndescription: ${sentence(random, 8)}\nversion: 1.${random.between(0, 40)}.0\nappVersion: "2.1"\n`,
    ),
    plainFile("values.yaml", chartValues(project)),
    plainFile("ci/ci-values.yaml", settings(random, random.between(3, 20))),
    plainFile("templates/_helpers.tpl", HELPERS),
    plainFile("templates/NOTES.txt", `{{ include "app.fullname" . }}: ${sentence(random, 30)}\n`),
    ...templates.map(([file, write]) => templateFile(`templates/${file}.yaml`, write(project), CHOICES)),
    ...definitions,
  ];
}
