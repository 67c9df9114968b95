import type { ApiFacts } from "../kubernetes/api-facts.ts";
import { bestReplacement } from "../kubernetes/api-replacement.ts";
import { goingVersions } from "../kubernetes/api-resources.ts";
import { judgeApi } from "./api-judgement.ts";
import type { MinorSpan } from "./minor-span.ts";
import { type ApiUse, apiUse } from "./views/api-use.ts";
import type { ResourceRule, RuleSet, RuleWord } from "./views/rule-sets.ts";

/**
 * The rules that stop to hold on the way. A rule set that names what replaces the API too goes on to hold, as
 * those do that were written for old and new clusters; nothing is said about it.
 */
export function ruleUses(sets: readonly RuleSet[], span: MinorSpan): readonly ApiUse[] {
  return sets.flatMap((set) => set.rules.flatMap((rule) => usesOf(rule, set, span)));
}

function usesOf(rule: ResourceRule, set: RuleSet, span: MinorSpan): readonly ApiUse[] {
  const versions = rule.versions.map(({ text }) => text);
  return rule.groups.flatMap((group) =>
    rule.resources
      .flatMap((resource) => goingVersions({ group: group.text, resource, versions }))
      .flatMap((facts) => {
        const word = rule.versions.find(({ text }) => text === facts.version) ?? group;
        return useOf(facts, { set, span, word });
      }),
  );
}

interface Spot {
  readonly set: RuleSet;
  readonly span: MinorSpan;
  readonly word: RuleWord;
}

function useOf(facts: ApiFacts, { set, span, word }: Spot): readonly ApiUse[] {
  const problem = judgeApi(facts, span)?.problem;
  if (problem !== "removed" && problem !== "deprecated") return [];
  const replacement = bestReplacement(facts, span.target);
  if (replacement !== undefined && set.rules.some((rule) => covers(rule, replacement))) return [];
  const use = apiUse(facts, "rule", { path: set.path, ...word });
  return [{ ...use, certainty: word.certainty, holder: set.owner }];
}

function covers({ groups, versions, resources }: ResourceRule, api: ApiFacts): boolean {
  const isVersion = versions.length === 0 || names(versions, api.version);
  const isResource = resources.some((resource) => resource === api.resource || resource === "*");
  return names(groups, api.group) && isVersion && isResource;
}

function names(words: readonly RuleWord[], word: string): boolean {
  return words.some(({ text }) => text === word || text === "*");
}
