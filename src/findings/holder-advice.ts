import type { JudgedApi } from "./api-wording.ts";
import { nameList } from "./name-list.ts";
import type { ApiRole, ApiUse } from "./views/api-use.ts";

/** What helps those who name an API without having it: rules, stored Helm releases, writers of live objects. */
export function holderAdvice({ replacement }: JudgedApi, uses: readonly ApiUse[]): readonly string[] {
  const [rules, releases, writers] = [
    holders(uses, "rule"),
    holders(uses, "release"),
    holders(uses, "last-written"),
  ];
  const advice: string[] = [];
  if (rules !== "" && replacement !== undefined) {
    const { resource, kind, group } = replacement;
    advice.push(`Let the rules of ${rules} name ${resource ?? kind} of ${group} too.`);
  }
  if (releases !== "") {
    advice.push(
      `Helm stored it for ${releases}: upgrade with the new form before that minor, or change what is stored (helm mapkubeapis); afterwards \`helm upgrade\` finds no match for the kind.`,
    );
  }
  if (writers !== "") advice.push(`In the cluster it was last written by ${writers}.`);
  return advice;
}

function holders(uses: readonly ApiUse[], role: ApiRole): string {
  return nameList(uses.flatMap((use) => (use.role === role && use.holder !== undefined ? [use.holder] : [])));
}
