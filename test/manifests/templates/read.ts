import type { Manifest } from "../../../src/manifests/manifest.ts";
import type { Renderer } from "../../../src/manifests/rendering/renderer.ts";
import type { Repository } from "../../../src/manifests/repository.ts";
import { scanRepository } from "../../../src/manifests/scan-repository.ts";
import type { ManifestView } from "../../../src/manifests/view.ts";
import type { SourceFile } from "../../../src/source/finding.ts";
import { everything } from "../every-object.ts";

const everyPart: ManifestView<Manifest> = { ...everything, wantsParts: true };

/** What the scan tells of some files: each object as `line:column apiVersion kind certainty`. */
export interface TemplatesRead {
  readonly objects: readonly string[];
  readonly manifests: readonly Manifest[];
  readonly unread: Repository["unread"];
  readonly templates: Repository["coverage"]["templates"];
  readonly skipped: Repository["unread"];
}

/** Reads one template of a chart. */
export function readChart(text: string, others: Readonly<Record<string, string>> = {}): TemplatesRead {
  return readFiles({ "templates/app.yaml": text, ...others });
}

/** Reads files by their paths. */
export function readFiles(files: Readonly<Record<string, string>>, renderer?: Renderer): TemplatesRead {
  const list: readonly SourceFile[] = Object.entries(files).map(([path, text]) => ({ path, text }));
  const repository = scanRepository(list, [everyPart], {
    paths: Object.keys(files),
    find: (path) => list.find((file) => file.path === path),
    ...(renderer === undefined ? {} : { renderer }),
  });
  const manifests = repository.of(everyPart);
  return {
    objects: manifests.map(told),
    manifests,
    unread: repository.unread,
    templates: repository.coverage.templates,
    skipped: repository.coverage.skipped,
  };
}

function told({ at, apiVersion, kind, certainty, part }: Manifest): string {
  const field = part === undefined ? "" : part.of === "template" ? ` in ${part.field}` : " of a patch";
  return `${at.line}:${at.column} ${apiVersion} ${kind || "?"} ${certainty}${field}`;
}
