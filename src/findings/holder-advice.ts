import { isLeftOut, servedAlternative, waitsForApi } from "./api-severity.ts";
import type { JudgedApi } from "./api-wording.ts";
import { nameList } from "./name-list.ts";
import type { ApiRole, ApiUse } from "./views/api-use.ts";

/** What helps those who name an API without having it: rules, stored Helm releases, writers of live objects. */
export function holderAdvice(judged: JudgedApi, uses: readonly ApiUse[]): readonly string[] {
  const { replacement } = judged;
  const rules = holders(uses, "rule");
  const advice = [...templateAdvice(judged, uses)];
  if (rules !== "" && replacement !== undefined) {
    const { resource, kind, group } = replacement;
    advice.push(`Let the rules of ${rules} name ${resource ?? kind} of ${group} too.`);
  }
  return [...advice, ...keeperAdvice(uses)];
}

/** What helps where Helm or the cluster keeps an API: stored releases, and who wrote live objects last. */
export function keeperAdvice(uses: readonly ApiUse[]): readonly string[] {
  const [releases, writers] = [holders(uses, "release"), holders(uses, "last-written")];
  const advice: string[] = [];
  if (releases !== "") {
    advice.push(
      `Helm stored it for ${releases}: upgrade with the new form before it goes, or change what is stored (helm mapkubeapis); afterwards \`helm upgrade\` finds no match for the kind.`,
    );
  }
  if (writers !== "") advice.push(`In the cluster it was last written by ${writers}.`);
  return advice;
}

/** Where every template chooses by itself, rendering it for the target is enough to know. */
function templateAdvice(judged: JudgedApi, uses: readonly ApiUse[]): readonly string[] {
  if (uses.every((use) => isLeftOut(use, judged))) {
    return [
      "The templates leave it out where the cluster refuses it: let whoever renders them without a cluster name its version.",
    ];
  }
  const chosen = uses.map((use) => servedAlternative(use, judged));
  if (chosen.includes(undefined)) return [];
  return [
    `The templates write ${nameList(chosen.flatMap((apiVersion) => apiVersion ?? []))} where the cluster serves it: see with \`helm template --kube-version ${judged.span.target}\` that they do, and let whoever renders them without a cluster name its version too.`,
  ];
}

/** Where every template waits for the cluster to have it, only who renders them without one is too early. */
export function waitingAdvice(judged: JudgedApi, uses: readonly ApiUse[]): readonly string[] {
  return uses.every((use) => waitsForApi(use, judged))
    ? [
        "The templates write it only where the cluster has it: let whoever renders them without a cluster name its version.",
      ]
    : [];
}

function holders(uses: readonly ApiUse[], role: ApiRole): string {
  return nameList(uses.flatMap((use) => (use.role === role && use.holder !== undefined ? [use.holder] : [])));
}
