import { resourceOfKind } from "../../kubernetes/api-resources.ts";
import type { SourceValue } from "../../source/value.ts";
import type { ResourceRule, RuleWord } from "./rule-sets.ts";

/**
 * The lists of kinds that a policy of Kyverno names, one for each of its `match` and `exclude`: what one rule misses,
 * another does not do for it.
 */
export function kindListsOf(policy: SourceValue): readonly (readonly SourceValue[])[] {
  const rules = [policy.get("spec"), ...(policy.get("spec", "rules")?.items() ?? [])];
  const clauses = rules.flatMap((rule) => [rule?.get("match"), rule?.get("exclude")]);
  return clauses.flatMap((clause) => {
    if (clause === undefined) return [];
    const filters = [clause, ...["any", "all"].flatMap((key) => clause.get(key)?.items() ?? [])];
    return [filters.flatMap((filter) => filter.get("resources", "kinds") ?? [])];
  });
}

const VERSION = /^(?:v\d+(?:(?:alpha|beta)\d+)?|\*)$/;

/** A kind as Kyverno's policies name it: `Pod`, `v1/Pod`, `batch/v1beta1/CronJob`. */
export function kindRule(word: RuleWord): ResourceRule {
  const parts = word.text.split("/");
  const at = [1, 0].find((index) => parts.length > index + 1 && VERSION.test(parts[index] ?? ""));
  const [group = "*"] = at === 1 ? parts : [];
  const version = at === undefined ? "*" : (parts[at] ?? "*");
  const [kind = ""] = (parts[at === undefined ? 0 : at + 1] ?? "").split(".");
  const resource = kind === "*" ? kind : resourceOfKind(kind);
  return {
    groups: [{ ...word, text: group }],
    versions: version === "*" ? [] : [{ ...word, text: version }],
    resources: resource === undefined ? [] : [resource],
  };
}
