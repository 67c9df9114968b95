/** The add-on that a chart installs. */
export interface ChartAddon {
  readonly name: string;
  /** Whether the chart's version is the add-on's own; else the chart does not tell which release it installs. */
  readonly sharesVersion: boolean;
}

/** Charts by their own names: add-on, and `own` where the chart counts for itself. */
const CHARTS: Readonly<Record<string, readonly [addon: string, numbering: "shared" | "own"]>> = {
  "cert-manager": ["cert-manager", "shared"],
  cilium: ["cilium", "shared"],
  "tigera-operator": ["calico", "shared"],
  flannel: ["flannel", "shared"],
  antrea: ["antrea", "shared"],
  "kube-ovn": ["kube-ovn", "shared"],
  metallb: ["metallb", "shared"],
  longhorn: ["longhorn", "shared"],
  "rook-ceph": ["rook-ceph", "shared"],
  istiod: ["istio", "shared"],
  "linkerd-control-plane": ["linkerd", "own"],
  "metrics-server": ["metrics-server", "own"],
  "ingress-nginx": ["ingress-nginx", "own"],
  velero: ["velero", "own"],
  "cluster-autoscaler": ["cluster-autoscaler", "own"],
  "kube-prometheus-stack": ["prometheus-operator", "own"],
};

/** The add-on that a chart of this name installs; undefined for charts of other things. */
export function chartAddon(chart: string): ChartAddon | undefined {
  const [name, numbering] = (Object.hasOwn(CHARTS, chart) ? CHARTS[chart] : undefined) ?? [];
  return name === undefined ? undefined : { name, sharesVersion: numbering === "shared" };
}
