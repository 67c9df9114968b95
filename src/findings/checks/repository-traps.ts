import { type Trap, trap as trapOf } from "../../kubernetes/traps.ts";
import type { Finding, Severity } from "../../source/finding.ts";
import type { HopRange, ManifestCheck, ManifestContext } from "../check.ts";
import { hopEntering } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";
import { laterForms, type TrapFamily, trapFamilies } from "../trap-families.ts";
import type { TrapSighting } from "../trap-sighting.ts";
import { trapSightings, trapViews } from "../trap-sightings.ts";
import { trapSource } from "../trap-source.ts";

/** The traps on the way that manifests, scripts, kubeconfigs, alert rules and certificates run into. */
export const repositoryTrapsCheck: ManifestCheck = {
  name: "repository-traps",
  reads: [
    "volumes, pods, services, roles and components' configurations",
    "scripts, playbooks, kubeconfigs, units, alert rules and dashboards",
    "certificates in kubeconfigs, Secrets and PEM files",
  ],
  findings: trapFamilies.map(({ description }) => description),
  views: trapViews,
  judge: (context) => {
    if (context.hops.length === 0) return [];
    const seen = Map.groupBy(trapSightings(context.repository), ({ trap }) => trap);
    return trapFamilies.flatMap((family) =>
      family.traps.flatMap((id) => {
        const [trap, sightings] = [trapOf(id), seen.get(id)];
        return trap === undefined || sightings === undefined
          ? []
          : told(family, { trap, sightings, context });
      }),
    );
  },
};

interface Seen {
  readonly trap: Trap;
  readonly sightings: readonly TrapSighting[];
  readonly context: ManifestContext;
}

/** One finding for a trap and a certainty, with every place. */
function told({ description }: TrapFamily, { trap, sightings, context }: Seen): readonly Finding[] {
  const hop = hopOf(trap, context);
  if (hop === undefined) return [];
  return [...Map.groupBy(sightings, ({ certainty }) => certainty)].map(([certainty, alike]) =>
    makeFinding(description, context, {
      severity: SEVERITIES[trap.severity],
      certainty,
      hop,
      places: alike.map(({ place }) => place),
      why: `${nameList(alike.map(({ subject }) => subject))}: ${trap.what}`,
      fix: trap.action,
      sources: [trapSource(trap.id)],
    }),
  );
}

const SEVERITIES: Readonly<Record<Trap["severity"], Severity>> = {
  blocker: "blocker",
  high: "risk",
  medium: "risk",
  low: "notice",
};

/** The hop that enters the trap's minor; none where an earlier form of it is told on the same way. */
function hopOf({ id, effectiveIn }: Trap, context: ManifestContext): HopRange | undefined {
  const earlier = laterForms[id];
  const before = earlier === undefined ? undefined : trapOf(earlier);
  if (before !== undefined && hopEntering(context, before.effectiveIn) !== undefined) return undefined;
  return hopEntering(context, effectiveIn);
}
