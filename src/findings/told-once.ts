import type { Finding } from "../source/finding.ts";

/** Findings that leave a line to others, where both are told of it. */
interface Precedence {
  readonly yields: ReadonlySet<string>;
  readonly to: ReadonlySet<string>;
}

const PRECEDENCES: readonly Precedence[] = [
  // kubeadm's own check sees every document, those inside ConfigMaps too, which are no manifests; the API check has
  // the versions of files where the repository was scanned.
  {
    yields: new Set(["kubeadm-config-rejected", "kubeadm-config-deprecated", "kubeadm-config-too-new"]),
    to: new Set(["removed-api", "deprecated-api", "not-yet-served-api"]),
  },
  // The repository's own definition says for certain what it does not serve, and of what it calls deprecated the
  // facts know the end.
  {
    yields: new Set(["addon-api-removed", "addon-api-deprecated"]),
    to: new Set(["custom-resource-not-served"]),
  },
  {
    yields: new Set(["custom-resource-deprecated"]),
    to: new Set(["addon-api-removed", "addon-api-deprecated"]),
  },
];

/** Leaves out what is told twice of one line. */
export function toldOnce(findings: readonly Finding[]): readonly Finding[] {
  return PRECEDENCES.reduce(withoutYielding, findings);
}

function withoutYielding(findings: readonly Finding[], { yields, to }: Precedence): readonly Finding[] {
  const told = new Set(findings.filter(({ id }) => to.has(id)).flatMap(linesOf));
  if (told.size === 0) return findings;
  return findings.flatMap((finding) => {
    if (!yields.has(finding.id) || finding.places.length === 0) return [finding];
    const places = finding.places.filter(({ path, line }) => !told.has(`${path}:${line}`));
    return places.length === 0 ? [] : [{ ...finding, places }];
  });
}

function linesOf({ places }: Finding): readonly string[] {
  return places.map(({ path, line }) => `${path}:${line}`);
}
