import type { Manifest } from "../../manifests/manifest.ts";
import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { Place } from "../../source/finding.ts";
import type { SourceValue } from "../../source/value.ts";
import { optionalText } from "./optional-text.ts";
import { placeOf } from "./place-of.ts";

/** A Role or ClusterRole of which a rule allows everything of a sort. */
export interface WildcardRole {
  readonly name: string;
  readonly kind: string;
  readonly place: Place;
  /** What is `*`: `verbs`, `resources of every group`. */
  readonly wildcards: readonly string[];
}

/** A RoleBinding or ClusterRoleBinding. */
export interface RoleBinding {
  readonly name: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly place: Place;
  readonly role: string;
  readonly subjects: readonly Subject[];
}

export interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

const GROUP = "rbac.authorization.k8s.io/";

export const wildcardRoles: ManifestView<WildcardRole> = {
  kind: "manifests",
  name: "wildcard-roles",
  inSamples: false,
  mentions: (word) => word === "Role" || word === "ClusterRole",
  read: (manifest) => {
    const { kind, apiVersion, value } = manifest;
    if (value === undefined || !["Role", "ClusterRole"].includes(kind) || !apiVersion.startsWith(GROUP)) {
      return [];
    }
    // The API server makes these itself, `cluster-admin` among them.
    if (value.textAt("metadata", "labels", "kubernetes.io/bootstrapping") !== undefined) return [];
    const wildcards = [...new Set((value.get("rules")?.items() ?? []).flatMap(wildcardsOf))];
    if (wildcards.length === 0) return [];
    return [
      { name: detached(manifest.name ?? ""), kind: detached(kind), place: placeOf(manifest), wildcards },
    ];
  },
};

function wildcardsOf(rule: SourceValue): readonly string[] {
  const has = (key: string) => (rule.get(key)?.items() ?? []).some((item) => item.text() === "*");
  return [
    ...(has("verbs") ? ["verbs"] : []),
    ...(has("apiGroups") && has("resources") ? ["resources of every group"] : []),
  ];
}

export const roleBindings: ManifestView<RoleBinding> = {
  kind: "manifests",
  name: "role-bindings",
  inSamples: false,
  mentions: (word) => word === "RoleBinding" || word === "ClusterRoleBinding",
  read: (manifest) => {
    const { kind, apiVersion, value } = manifest;
    const isBinding = kind === "RoleBinding" || kind === "ClusterRoleBinding";
    if (value === undefined || !isBinding || !apiVersion.startsWith(GROUP)) return [];
    return [
      {
        name: detached(manifest.name ?? ""),
        kind: detached(kind),
        ...optionalText("namespace", manifest.namespace),
        place: placeOf(manifest),
        role: detached(value.textAt("roleRef", "name") ?? ""),
        subjects: (value.get("subjects")?.items() ?? []).map((subject) => subjectOf(subject, manifest)),
      },
    ];
  },
};

function subjectOf(subject: SourceValue, { namespace }: Manifest): Subject {
  return {
    kind: detached(subject.textAt("kind") ?? ""),
    name: detached(subject.textAt("name") ?? ""),
    ...optionalText("namespace", subject.textAt("namespace") ?? namespace),
  };
}
