import type { Finding } from "../source/finding.ts";

/** Findings of kubeadm's own check, which sees every document, and those that the API check has for files. */
const KUBEADM = new Set(["kubeadm-config-rejected", "kubeadm-config-deprecated", "kubeadm-config-too-new"]);
const APIS = new Set(["removed-api", "deprecated-api", "not-yet-served-api"]);

/**
 * Leaves out what is told twice: the API version of a kubeadm file is judged as an API like any other where the
 * repository was scanned, and by kubeadm's own check for documents inside ConfigMaps, which are no manifests.
 */
export function toldOnce(findings: readonly Finding[]): readonly Finding[] {
  const told = new Set(findings.filter(({ id }) => APIS.has(id)).flatMap(linesOf));
  return findings.flatMap((finding) => {
    if (!KUBEADM.has(finding.id) || finding.places.length === 0) return [finding];
    const places = finding.places.filter(({ path, line }) => !told.has(`${path}:${line}`));
    return places.length === 0 ? [] : [{ ...finding, places }];
  });
}

function linesOf({ places }: Finding): readonly string[] {
  return places.map(({ path, line }) => `${path}:${line}`);
}
