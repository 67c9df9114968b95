import { sampleFolder } from "../../manifests/sample-folder.ts";
import type { FileView, ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import { readDocuments } from "../../source/documents.ts";
import type { Place } from "../../source/finding.ts";
import type { SourceValue } from "../../source/value.ts";

/** A Helm chart that the repository installs from elsewhere. */
export interface ChartUse {
  /** Without its repository: `cert-manager`. */
  readonly chart: string;
  /** As written: a version, or a range of them. */
  readonly version?: string;
  readonly place: Place;
}

/** Flux's HelmRelease, Argo CD's Application and ApplicationSet, K3s' HelmChart, and charts that kustomize inflates. */
export const chartObjects: ManifestView<ChartUse> = {
  kind: "manifests",
  name: "chart-objects",
  inSamples: false,
  mentions: (word) => Object.hasOwn(READERS, word),
  read: ({ kind, value }) => {
    const reader = Object.hasOwn(READERS, kind) ? READERS[kind] : undefined;
    return value === undefined || reader === undefined ? [] : reader(value);
  },
};

const READERS: Readonly<Record<string, (value: SourceValue) => readonly ChartUse[]>> = {
  HelmRelease: (release) => chartAt(release.get("spec", "chart", "spec"), "chart", "version"),
  HelmChart: (chart) => chartAt(chart.get("spec"), "chart", "version"),
  Application: (application) => sourcesOf(application.get("spec")),
  ApplicationSet: (set) => sourcesOf(set.get("spec", "template", "spec")),
  Kustomization: (kustomization) => listed(kustomization.get("helmCharts"), "name"),
};

function sourcesOf(spec: SourceValue | undefined): readonly ChartUse[] {
  const sources = [spec?.get("source"), ...(spec?.get("sources")?.items() ?? [])];
  return sources.flatMap((source) => chartAt(source, "chart", "targetRevision"));
}

/** Dependencies of the repository's own charts, and releases of helmfile. */
export const chartFiles: FileView<ChartUse> = {
  kind: "files",
  name: "chart-files",
  wants: ({ path }) =>
    /(?:^|\/)(?<!(?:^|\/)templates\/)(?:Chart|requirements|helmfile)\.ya?ml$/.test(path) &&
    sampleFolder(path) === undefined,
  read: (file) => {
    const { documents, unread } = readDocuments(file);
    const entries = documents.flatMap(({ root }) => [
      ...(root.get("dependencies")?.items() ?? []).filter(comesFromElsewhere).flatMap(dependency),
      ...listed(root.get("releases"), "chart"),
    ]);
    return { entries, unread };
  },
};

/** A chart that lies beside has whatever version its folder has; the one that is named is a placeholder. */
function comesFromElsewhere(item: SourceValue): boolean {
  return !(item.textAt("repository") ?? "").startsWith("file:");
}

function dependency(item: SourceValue): readonly ChartUse[] {
  return chartAt(item, "name", "version");
}

function listed(list: SourceValue | undefined, key: string): readonly ChartUse[] {
  return (list?.items() ?? []).flatMap((item) => chartAt(item, key, "version"));
}

function chartAt(source: SourceValue | undefined, key: string, versionKey: string): readonly ChartUse[] {
  const chart = source?.textAt(key);
  if (source === undefined || chart === undefined) return [];
  const version = source.get(versionKey);
  const text = version?.text();
  const place = (text === undefined ? source.get(key) : version)?.place() ?? source.place();
  return [
    {
      chart: detached(chart.slice(chart.lastIndexOf("/") + 1)),
      ...(text === undefined ? {} : { version: detached(text) }),
      place: { ...place, path: detached(place.path) },
    },
  ];
}
