import type { Finding } from "../../source/finding.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList, namesThat } from "../name-list.ts";
import { type RoleBinding, roleBindings, wildcardRoles } from "../views/access-rules.ts";

const ADMIN: FindingDescription = {
  id: "cluster-admin-bound",
  title: "Service accounts with every right in the cluster, or in a namespace",
  meaning: "Whoever reads such an account's token owns the cluster, or the namespace, and its Secrets.",
};
const WILDCARD: FindingDescription = {
  id: "wildcard-role",
  title: "Roles that allow everything of a sort",
  meaning: "A new API of the next minor is allowed the moment it is served.",
};

const DOCUMENT = "kubernetes.io/docs/concepts/security/rbac-good-practices";

/** What RBAC grants too widely. */
export const accessRulesCheck: ManifestCheck = {
  name: "access-rules",
  reads: ["Roles, ClusterRoles and their bindings"],
  findings: [ADMIN, WILDCARD],
  views: [roleBindings, wildcardRoles],
  judge: (context) => [...administrators(context), ...wildcards(context)],
};

function administrators(context: ManifestContext): readonly Finding[] {
  const bindings = context.repository
    .of(roleBindings)
    .filter((binding) => binding.role === "cluster-admin" && accountsOf(binding).length > 0);
  const [wide = [], inNamespaces = []] = [true, false].map((wanted) =>
    bindings.filter(({ kind }) => (kind === "ClusterRoleBinding") === wanted),
  );
  return [
    ...bound(wide, (names) => `cluster-admin is bound to ${names}.`, context),
    ...bound(inNamespaces, (names) => `cluster-admin is bound to ${names}.`, context),
  ];
}

function bound(
  bindings: readonly RoleBinding[],
  says: (names: string) => string,
  context: ManifestContext,
): readonly Finding[] {
  if (bindings.length === 0) return [];
  return [
    makeFinding(ADMIN, context, {
      severity: "notice",
      certainty: "proven",
      places: bindings.map(({ place }) => place),
      why: says(nameList(bindings.flatMap(accountsOf))),
      fix: "Bind a role that names what the account needs; kubectl auth can-i --list --as=system:serviceaccount:NAMESPACE:NAME shows what it has.",
      sources: [DOCUMENT],
    }),
  ];
}

/** A RoleBinding gives the rights of its role in its own namespace only. */
function accountsOf({ subjects, kind: binding, namespace: own }: RoleBinding): readonly string[] {
  const where = binding === "RoleBinding" ? ` (in ${own ?? "the namespace that it is applied to"})` : "";
  return subjects.flatMap(({ kind, name, namespace = "default" }) => {
    if (kind === "ServiceAccount") return [`${namespace}/${name}${where}`];
    const [, account] = /^system:serviceaccount:([^:]+:[^:]+)$/.exec(kind === "User" ? name : "") ?? [];
    if (account !== undefined) return [`${account.replace(":", "/")}${where}`];
    return kind === "Group" && /^system:(?:serviceaccounts|authenticated|unauthenticated)/.test(name)
      ? [`everybody in ${name}${where}`]
      : [];
  });
}

function wildcards(context: ManifestContext): readonly Finding[] {
  const roles = context.repository.of(wildcardRoles);
  if (roles.length === 0) return [];
  return [
    makeFinding(WILDCARD, context, {
      severity: "notice",
      certainty: "proven",
      places: roles.map(({ place }) => place),
      why: `${namesThat(
        roles.map(({ kind, name, wildcards: allowed }) => `${kind} ${name} (${allowed.join(", ")})`),
        "allows",
        "allow",
      )} \`*\`: also what the next minor adds.`,
      fix: "Name the verbs and resources that are needed.",
      sources: [DOCUMENT],
    }),
  ];
}
