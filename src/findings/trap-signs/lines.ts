import { relabelledMetrics } from "../../kubernetes/metrics.ts";

/** What shows a trap in a line of a script, a kubeconfig, a unit, an alert rule or a dashboard. */
export interface LineSign {
  readonly trap: string;
  readonly pattern: RegExp;
  /** Only in files that hold expressions over metrics. */
  readonly inExpressions?: boolean;
  /** Not in manifests of workloads: it is about what hosts and static pods run, not about what others built. */
  readonly ofHosts?: boolean;
}

export const lineSigns: readonly LineSign[] = [
  { trap: "exec-credential-v1alpha1", pattern: /client\.authentication\.k8s\.io\/v1alpha1\b/ },
  { trap: "kubelet-config-name", pattern: /(?<=\b(?:cm|configmaps?)[ /\w-]*[ /])kubelet-config-1\.\d+/ },
  { trap: "kube-proxy-version-field", pattern: /(?<=\.)kubeProxyVersion\b/ },
  {
    trap: "sa-token-secrets",
    pattern: /(?<=\b(?:sa|serviceaccounts?)\b.*\.)secrets\[[0*]?\]|\bdefault_secret_name\b/,
  },
  {
    trap: "node-authorizer-selectors",
    pattern: /(?<=\bkubectl\b.*--kubeconfig[= ]["']?|\bKUBECONFIG=["']?)\/etc\/kubernetes\/kubelet\.conf\b/,
  },
  { trap: "sha1-certs-gone", pattern: /\bx509sha1=1\b/, ofHosts: true },
  { trap: "kcm-metric-rename", pattern: /\bvolume_operation_total_errors\b/, inExpressions: true },
  { trap: "cache-list-metrics", pattern: /\bapiserver_cache_list_\w+/, inExpressions: true },
  ...relabelledMetrics().map(({ metric, removed }) => ({
    trap: "metrics-labels-134",
    pattern: usedWith(metric, removed),
    inExpressions: true,
  })),
];

/** A metric in whose expression one of the labels is matched, or grouped by. */
function usedWith(metric: string, labels: readonly string[]): RegExp {
  const label = `(?:${labels.join("|")})`;
  const matched = `\\{[^}]*\\b${label}\\s*(?:=|!)`;
  const grouped = `\\b(?:by|on|without)\\s*\\([^)]*\\b${label}\\b[^)]*\\)`;
  const name = `\\b${metric}(?:_bucket|_count|_sum)?\\b`;
  return new RegExp(`${name}${matched}|${grouped}.*${name}|${name}.*${grouped}`);
}
