import type { FileView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import { readDocuments } from "../../source/documents.ts";
import type { Place } from "../../source/finding.ts";
import type { SourceValue } from "../../source/value.ts";
import { optionalText } from "./optional-text.ts";

/** What a Helm chart of the repository says of itself. */
export interface ChartDefinition {
  readonly path: string;
  readonly name: string;
  readonly version?: string;
  readonly appVersion?: string;
  /** The Kubernetes versions that helm installs it on; on others it refuses. */
  readonly kubeVersion?: { readonly constraint: string; readonly place: Place };
}

/** The charts of the repository, those in `charts/` too. */
export const chartDefinitions: FileView<ChartDefinition> = {
  kind: "files",
  name: "chart-definitions",
  wants: ({ path }) => /(?:^|\/)Chart\.ya?ml$/.test(path),
  read: (file) => {
    const { documents, unread } = readDocuments(file);
    return { entries: documents.slice(0, 1).flatMap(({ root }) => readChart(file.path, root)), unread };
  },
};

function readChart(path: string, root: SourceValue): readonly ChartDefinition[] {
  const name = root.textAt("name");
  const kubeVersion = root.get("kubeVersion");
  const constraint = kubeVersion?.text();
  if (name === undefined) return [];
  return [
    {
      path,
      name: detached(name),
      ...optionalText("version", root.textAt("version")),
      ...optionalText("appVersion", root.textAt("appVersion")),
      ...(kubeVersion === undefined || constraint === undefined
        ? {}
        : { kubeVersion: { constraint: detached(constraint), place: kubeVersion.place() } }),
    },
  ];
}
