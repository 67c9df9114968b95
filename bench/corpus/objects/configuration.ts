import { metadataFor, type Project } from "../project.ts";
import type { Random } from "../random.ts";
import type { Manifest } from "../value.ts";
import { fieldName, sentence } from "../words.ts";

/** Settings as files: YAML, properties, a shell script, and the text of manifests, which are no manifests. */
export function configMap(name: string, project: Project): Manifest {
  const { random } = project;
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: metadataFor(`${name}-config`, project),
    data: {
      "application.yaml": settings(random, random.skewed(5, 90)),
      ...(random.chance(0.3) ? { "app.properties": properties(random) } : {}),
      ...(random.chance(0.12) ? { "job.yaml": embeddedManifest(random) } : {}),
      ...(random.chance(0.15)
        ? { "run.sh": `#!/bin/sh\nset -eu\nkubectl apply -f - <<EOF\n${embeddedManifest(random)}EOF\n` }
        : {}),
    },
  };
}

export function secret(name: string, project: Project): Manifest {
  const { random } = project;
  const token = () => Buffer.from(sentence(random, random.skewed(3, 60))).toString("base64");
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: metadataFor(name, project),
    type: "Opaque",
    data: Object.fromEntries(random.times(random.between(1, 5), () => [fieldName(random), token()])),
  };
}

/** Settings of an application in YAML, so many lines. */
export function settings(random: Random, lines: number): string {
  return random
    .times(lines, (number) =>
      number % 7 === 0
        ? `${fieldName(random)}${number}:\n`
        : `  ${fieldName(random)}${number}: ${sentence(random, random.between(1, 6))}\n`,
    )
    .join("");
}

/** Old on purpose: whoever reports it has looked into a string. */
export function embeddedManifest(random: Random): string {
  const [apiVersion, kind] = random.pick([
    ["batch/v1beta1", "CronJob"],
    ["extensions/v1beta1", "Deployment"],
    ["policy/v1beta1", "PodDisruptionBudget"],
  ] as const);
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: embedded\nspec:\n  replicas: 1\n---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: embedded-too\n`;
}

function properties(random: Random): string {
  return random
    .times(
      random.skewed(4, 60),
      () => `${fieldName(random)}.${fieldName(random)}=${random.between(0, 9999)}\n`,
    )
    .join("");
}
