import { ANY_KIND, type ApiFacts } from "./api-facts.ts";
import { type KubeadmMinor, kubeadmFacts } from "./kubeadm-facts.ts";

const GROUP = "kubeadm.k8s.io";
const SOURCE = "data/kubeadm.json: cmd/kubeadm/app/util/config and scheme of each minor";

/**
 * What the kubeadm of each minor reads as configuration. A version that needs `--allow-experimental-api` does
 * not count as read: without the flag kubeadm stops on it. Of versions that the oldest kubeadm scanned refuses
 * already, the kinds are not recorded, so there is one entry for all of them.
 */
export function kubeadmConfigFacts(): readonly ApiFacts[] {
  const apis = kubeadmFacts.minors.map(({ configApi }) => configApi);
  const versions = new Set(apis.flatMap(({ kinds, rejected }) => Object.keys({ ...kinds, ...rejected })));
  return [...versions].flatMap((version) => {
    const kinds = new Set(apis.flatMap((api) => api.kinds[version] ?? []));
    return kinds.size === 0 ? [factsOf(version, ANY_KIND)] : [...kinds].map((kind) => factsOf(version, kind));
  });
}

function factsOf(version: string, kind: string): ApiFacts {
  const { minors, configMigrations } = kubeadmFacts;
  const [oldest] = minors;
  const reading = minors.find(({ configApi }) => reads(configApi, version, kind));
  const warning = minors.find(({ configApi }) => configApi.deprecated.includes(version));
  const rejecting = minors.find(({ configApi }) => Object.hasOwn(configApi.rejected, version));
  const removedIn = rejecting?.minor ?? null;
  return {
    group: GROUP,
    version,
    kind,
    apiVersion: `${GROUP}/${version}`,
    isConfiguration: true,
    component: "kubeadm",
    servedFrom: reading?.minor ?? null,
    servedFromIsLowerBound: reading !== undefined && reading === oldest,
    removedIn,
    removedInIsUpperBound: rejecting !== undefined && rejecting === oldest,
    gaps: [],
    servedByDefault: [],
    declarations:
      warning === undefined ? [] : [{ asOf: warning.minor, deprecated: warning.minor, removed: removedIn }],
    declaredReplacement: null,
    migrationNotes: configMigrations.flatMap((row) => (row.fromVersion === version ? [row.notes] : [])),
    source: SOURCE,
    deprecationSource: SOURCE,
  };
}

function reads({ readable, kinds }: KubeadmMinor["configApi"], version: string, kind: string): boolean {
  return readable.includes(version) && (kinds[version] ?? []).includes(kind);
}
