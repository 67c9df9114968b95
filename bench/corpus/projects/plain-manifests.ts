import { everyApi } from "../api-versions.ts";
import type { CorpusFile } from "../corpus-file.ts";
import { application } from "../objects/application.ts";
import type { Project } from "../project.ts";
import type { Random } from "../random.ts";
import { type Document, yamlFile } from "../yaml-file.ts";

/** What no parser takes; the documents around it are sound. */
const BROKEN = [
  "apiVersion: v1\nkind: ConfigMap\nmetadata:\n\tname: tab\n",
  "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: url: https://example.com\n",
  "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  labels: {app: open\n",
];

/** Applications as files for `kubectl apply`: one file for all of it, or one for each object. */
export function plainManifests(project: Project): readonly CorpusFile[] {
  const { random } = project;
  const roles = ["api", "web", "worker", "cache", "search", "billing", "gateway"];
  return roles.slice(0, random.between(2, roles.length)).flatMap((role) => {
    const name = `${project.name}-${role}`;
    const objects = application(name, project);
    if (random.chance(0.7)) {
      const documents = [...objects.map((value): Document => ({ value })), ...oddments(random)];
      return [yamlFile(`${role}/all.yaml`, documents, random)];
    }
    return objects.map((value, number) =>
      yamlFile(
        `${role}/${number}-${value.kind.toLowerCase()}.${random.chance(0.9) ? "yaml" : "yml"}`,
        [{ value }],
        random,
      ),
    );
  });
}

/** Documents of nothing: empty ones, commented-out ones, and rarely a broken one before a sound one. */
function oddments(random: Random): readonly Document[] {
  if (random.chance(0.15)) return [{ text: "# nothing here any more" }];
  if (random.chance(0.15)) {
    return [{ text: "# apiVersion: extensions/v1beta1\n# kind: Deployment\n# metadata:\n#   name: retired" }];
  }
  return [];
}

/** A file with one broken document among others, the last of which is old. */
export function brokenManifests(project: Project): readonly CorpusFile[] {
  const { random, way, name } = project;
  const api = random.pick(everyApi(way).filter(({ kind }) => kind === "CronJob" || kind === "Ingress"));
  const last = { ...api, metadata: { name: `${name}-after`, namespace: project.namespace } };
  const documents: readonly Document[] = [
    ...application(name, project).map((value) => ({ value })),
    { text: random.pick(BROKEN) },
    { value: last },
  ];
  return [yamlFile("generated.yaml", documents, random)];
}
