import type { KubehopConfiguration } from "./configuration.ts";

/**
 * The configuration that a proposed change is judged with. What could excuse the change or let more people
 * ask (`policy` at every level, and `commands`) is taken from the base, so that a pull request cannot grant
 * itself anything; the rest is the head's own.
 *
 * @param head the configuration at the proposed commit
 * @param base that of the branch it is proposed for; `{}` where that branch has none
 */
export function trustedConfiguration(
  head: KubehopConfiguration,
  base: KubehopConfiguration,
): KubehopConfiguration {
  const { clusters, environments } = head;
  return {
    ...head,
    policy: base.policy ?? {},
    commands: base.commands ?? {},
    ...(clusters === undefined ? {} : { clusters: judgedBy(base, clusters) }),
    ...(environments === undefined ? {} : { environments: judgedAs(base.environments ?? {}, environments) }),
  };
}

type Clusters = NonNullable<KubehopConfiguration["clusters"]>;
type Environments = NonNullable<KubehopConfiguration["environments"]>;

function judgedBy(base: KubehopConfiguration, clusters: Clusters): Clusters {
  return clusters.map((cluster) => ({
    ...cluster,
    policy: base.clusters?.find(({ name }) => name === cluster.name)?.policy ?? {},
  }));
}

function judgedAs(base: Environments, environments: Environments): Environments {
  const known = new Map(Object.entries(base));
  return Object.fromEntries(
    Object.entries(environments).map(([name, environment]) => [
      name,
      { ...environment, policy: known.get(name)?.policy ?? {} },
    ]),
  );
}
