import type { Finding } from "../../source/finding.ts";
import type { FindingDescription, HopRange, ManifestCheck, ManifestContext } from "../check.ts";
import { firstHop, isAtLeast, isBelow } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { type ConfigurationField, configurationFields } from "../views/configuration-fields.ts";

const REMOVED: FindingDescription = {
  id: "config-field-removed",
  title: "A field of a component's configuration goes away",
  meaning:
    "The component warns about the field and goes on without it, or refuses the file where it reads strictly.",
};
const NOT_YET: FindingDescription = {
  id: "config-field-not-yet",
  title: "A field of a component's configuration is too new",
  meaning:
    "The component of this hop does not know the field yet: what it sets does not hold, or the file is refused.",
};
const SOURCE = "types.go of the configuration packages of each minor (data/component-config.json)";

/** Fields of KubeletConfiguration, KubeProxyConfiguration and KubeSchedulerConfiguration against each hop. */
export const configurationFieldsCheck: ManifestCheck = {
  name: "configuration-fields",
  reads: ["KubeletConfiguration, KubeProxyConfiguration and KubeSchedulerConfiguration: top-level fields"],
  findings: [REMOVED, NOT_YET],
  views: [configurationFields],
  judge: (context) => {
    const used = Map.groupBy(
      context.repository.of(configurationFields),
      ({ kind, field }) => `${kind} ${field}`,
    );
    return [...used.values()].flatMap((alike) => judged(alike, context));
  },
};

function judged(alike: readonly ConfigurationField[], context: ManifestContext): readonly Finding[] {
  const [first] = alike;
  if (first === undefined) return [];
  const { kind, field, addedIn, removedIn } = first;
  const places = alike.map(({ place }) => place);
  const common = { severity: "risk", certainty: "likely", places, sources: [SOURCE] } as const;
  const gone = hopTo(context, removedIn, isAtLeast);
  if (gone !== undefined) {
    const why = `The ${kind} sets ${field}, which ${removedIn ?? gone.to} no longer has.`;
    const fix = `Take ${field} out before the hop to ${gone.to}.`;
    return [makeFinding(REMOVED, context, { ...common, hop: gone, why, fix })];
  }
  const early = hopTo(context, addedIn, isBelow);
  if (early === undefined) return [];
  const why = `The ${kind} sets ${field}, which came with ${addedIn ?? "a later minor"}: ${early.to} does not know it yet.`;
  const fix = `Set ${field} only once everything that reads this file runs ${addedIn ?? "that minor"}.`;
  return [makeFinding(NOT_YET, context, { ...common, hop: early, why, fix })];
}

/** The first hop whose target stands so to the minor; none where there is no such minor. */
function hopTo(
  context: ManifestContext,
  minor: string | undefined,
  stands: (version: string, minor: string) => boolean,
): HopRange | undefined {
  return minor === undefined ? undefined : firstHop(context, ({ to }) => stands(to, minor));
}
