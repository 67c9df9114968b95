import { apiVersionFor, metadataFor, type Project } from "../project.ts";
import type { Manifest, Mapping } from "../value.ts";

/** Service account, role and binding, and for some the same for the whole cluster. */
export function access(name: string, project: Project): readonly Manifest[] {
  const account = { apiVersion: "v1", kind: "ServiceAccount", metadata: metadataFor(name, project) };
  if (project.random.chance(0.4)) return [account];
  const scope = project.random.chance(0.3) ? "Cluster" : "";
  const unique = scope === "" ? name : `${project.namespace}-${name}`;
  const metadata = scope === "" ? metadataFor(name, project) : { name: unique };
  return [
    account,
    {
      apiVersion: apiVersionFor(`${scope}Role`, project),
      kind: `${scope}Role`,
      metadata,
      rules: rules(project),
    },
    {
      apiVersion: apiVersionFor(`${scope}RoleBinding`, project),
      kind: `${scope}RoleBinding`,
      metadata,
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: `${scope}Role`, name: unique },
      subjects: [{ kind: "ServiceAccount", name, namespace: project.namespace }],
    },
  ];
}

function rules({ random }: Project): readonly Mapping[] {
  const verbs = ["get", "list", "watch", "create", "update", "patch", "delete"];
  return random.times(random.skewed(1, 12), () => ({
    apiGroups: [random.pick(["", "apps", "batch", "networking.k8s.io", "coordination.k8s.io"])],
    resources: [random.pick(["pods", "configmaps", "secrets", "deployments", "jobs", "leases", "ingresses"])],
    verbs: verbs.slice(0, random.between(1, verbs.length)),
  }));
}
