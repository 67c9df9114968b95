import configFile from "../../data/component-config.json" with { type: "json" };
import type { ApiFacts } from "./api-facts.ts";
import { kubeadmConfigFacts } from "./kubeadm-config-facts.ts";
import { apiVersionOf } from "./lifecycle-facts.ts";

interface ConfigRow {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly first: string;
  readonly firstIsLowerBound: boolean;
  readonly removedIn: string | null;
  readonly deprecated?: string;
  readonly source?: string;
  /** Where it goes on under another kind. */
  readonly replacement?: { readonly group: string; readonly version: string; readonly kind: string };
}

const ROWS: readonly ConfigRow[] = configFile.kinds;
const SOURCE = "data/component-config.json: register.go of the configuration packages of each minor";

/** The component that reads the files of a group. */
const READERS: Readonly<Record<string, string>> = {
  "kubelet.config.k8s.io": "kubelet",
  "credentialprovider.kubelet.k8s.io": "kubelet",
  "kubescheduler.config.k8s.io": "kube-scheduler",
  "kubeproxy.config.k8s.io": "kube-proxy",
  "kubecontrollermanager.config.k8s.io": "kube-controller-manager",
};

/** What the components of each minor, kubeadm with them, take as configuration files. */
export function componentConfigFacts(): readonly ApiFacts[] {
  return [...ROWS.map(factsOf), ...kubeadmConfigFacts()];
}

function factsOf(row: ConfigRow): ApiFacts {
  const { deprecated, removedIn, replacement } = row;
  return {
    group: row.group,
    version: row.version,
    kind: row.kind,
    apiVersion: apiVersionOf(row),
    isConfiguration: true,
    component: READERS[row.group] ?? "kube-apiserver",
    servedFrom: row.first,
    servedFromIsLowerBound: row.firstIsLowerBound,
    removedIn,
    removedInIsUpperBound: false,
    gaps: [],
    servedByDefault: [],
    declarations: deprecated === undefined ? [] : [{ asOf: deprecated, deprecated, removed: removedIn }],
    declaredReplacement:
      replacement === undefined ? null : { apiVersion: apiVersionOf(replacement), kind: replacement.kind },
    migrationNotes: [],
    source: SOURCE,
    deprecationSource: row.source ?? SOURCE,
  };
}
