import type { ManifestCheck, ManifestContext } from "../../src/findings/check.ts";
import { scanRepository } from "../../src/manifests/scan-repository.ts";
import type { Finding } from "../../src/source/finding.ts";

export const TODAY = "2026-11-24";

/** What one check finds in files given as path → text; `way` says where the cluster goes, if anywhere. */
export function found(
  check: ManifestCheck,
  files: Readonly<Record<string, string>>,
  way: Partial<Omit<ManifestContext, "repository">> = {},
): readonly Finding[] {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const repository = scanRepository(sources, check.views, {
    paths: Object.keys(files),
    find: (path) => sources.find((file) => file.path === path),
  });
  return check.judge({ repository, hops: [], today: TODAY, ...way });
}

/** `id severity path:line …`, one text a finding. */
export function inShort(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ id, severity, places }) =>
    [id, severity, ...places.map(({ path, line }) => `${path}:${line}`)].join(" "),
  );
}
