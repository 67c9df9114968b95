import { goingVersions, mayNameGoing } from "../../kubernetes/api-resources.ts";
import { type Manifest, objectReference } from "../../manifests/manifest.ts";
import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { Position } from "../../source/line-index.ts";
import type { SourceValue } from "../../source/value.ts";
import { kindListsOf, kindRule } from "./kyverno-kinds.ts";

/** A word of a rule and where it stands. */
export interface RuleWord extends Position {
  readonly text: string;
  /** `likely` where a branch of a template decides whether it is there. */
  readonly certainty: Manifest["certainty"];
}

/** One rule that names resources by their group, and in webhooks and policies by their version. */
export interface ResourceRule {
  readonly groups: readonly RuleWord[];
  /** Empty where the rule holds for every version. */
  readonly versions: readonly RuleWord[];
  /** Without subresources: `ingresses` for `ingresses/status`. */
  readonly resources: readonly string[];
}

/** All rules of one role, policy or webhook: what one of them misses another may cover. */
export interface RuleSet {
  readonly path: string;
  /** `ClusterRole ingress-controller`. */
  readonly owner: string;
  readonly rules: readonly ResourceRule[];
}

/** Rules of roles, webhooks and admission policies, Kyverno's too, that name something which a scanned minor takes away. */
export const ruleSets: ManifestView<RuleSet> = {
  kind: "manifests",
  name: "rule-sets",
  mentions: (word) => KINDS.has(word),
  inSamples: true,
  wantsText: (text) => text.includes("\\") || text.includes("kyverno.io/") || mayNameVersionOrGoing(text),
  wantsTemplateText: (text) => RULES.test(text) && mayNameVersionOrGoing(text),
  read: (manifest) => {
    if (manifest.value === undefined || !KINDS.has(manifest.kind) || !GROUPS.test(manifest.apiVersion))
      return [];
    const { kind, name = "" } = objectReference(manifest);
    const owner = detached(`${kind} ${name}`.trim());
    return ruleListsOf(manifest.value).flatMap((list) => {
      const rules = list.flatMap((rule) => readRules(rule, manifest));
      return rules.some(namesSomethingThatGoes) ? [{ path: manifest.path, owner, rules }] : [];
    });
  },
};

const KYVERNO_KINDS = ["ClusterPolicy", "Policy", "ClusterCleanupPolicy", "CleanupPolicy"];
const KINDS: ReadonlySet<string> = new Set([
  "Role",
  "ClusterRole",
  "ValidatingWebhookConfiguration",
  "MutatingWebhookConfiguration",
  "ValidatingAdmissionPolicy",
  "MutatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "MutatingAdmissionPolicyBinding",
  ...KYVERNO_KINDS,
]);
const GROUPS = /^(?:(?:rbac\.authorization|admissionregistration)\.k8s|kyverno)\.io\//;

/** Rules with versions may name any of them; most others name nothing that goes away. */
function mayNameVersionOrGoing(text: string): boolean {
  return text.includes("apiVersions") || mayNameGoing(text);
}

const RULES = /\bapiGroups["']?[ \t]*:/;

/** Those of the object together, and those of each of its webhooks: no webhook is called for what another one names. */
function ruleListsOf(root: SourceValue): readonly (readonly SourceValue[])[] {
  const own = [
    root.get("rules"),
    root.get("spec", "matchConstraints", "resourceRules"),
    root.get("spec", "matchResources", "resourceRules"),
  ];
  const webhooks = root.get("webhooks")?.items() ?? [];
  return [
    own.flatMap((list) => list?.items() ?? []),
    ...webhooks.map((webhook) => webhook.get("rules")?.items() ?? []),
    ...kindListsOf(root),
  ];
}

/** A list is one of kinds, which Kyverno's policies have in the place of rules. */
function readRules(rule: SourceValue, manifest: Manifest): readonly ResourceRule[] {
  return rule.kind === "sequence" ? wordsOf(rule, manifest).map(kindRule) : [readRule(rule, manifest)];
}

function readRule(rule: SourceValue, manifest: Manifest): ResourceRule {
  const resources = wordsOf(rule.get("resources"), manifest).map(({ text }) => text.split("/", 1)[0] ?? "");
  return {
    groups: wordsOf(rule.get("apiGroups"), manifest),
    versions: wordsOf(rule.get("apiVersions"), manifest),
    resources: [...new Set(resources)],
  };
}

function wordsOf(list: SourceValue | undefined, { certainty, isConditional }: Manifest): readonly RuleWord[] {
  return (list?.items() ?? []).flatMap((item) => {
    const text = item.kind === "scalar" ? (item.text() ?? "") : undefined;
    if (text === undefined) return [];
    const position = item.position();
    const isLikely = isConditional?.(position.line) === true;
    return [{ text: detached(text), ...position, certainty: isLikely ? "likely" : certainty }];
  });
}

function namesSomethingThatGoes({ groups, versions, resources }: ResourceRule): boolean {
  const wanted = versions.map(({ text }) => text);
  return groups.some(({ text: group }) =>
    resources.some((resource) => goingVersions({ group, resource, versions: wanted }).length > 0),
  );
}
