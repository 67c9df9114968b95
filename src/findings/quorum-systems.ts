import type { Workload } from "./views/workloads.ts";

/**
 * Systems that stop when fewer than a majority of their members answer, by the names of their images. Their own
 * documents say so; a name that is not here is not judged.
 */
const QUORUM_IMAGES: readonly (readonly [product: string, image: RegExp])[] = [
  ["etcd", /(?:^|\/)etcd(?::|@|$)/],
  ["ZooKeeper", /(?:^|\/)(?:cp-)?zookeeper(?::|@|$)/],
  ["Kafka", /(?:^|\/)(?:cp-)?(?:kafka|kafka-native)(?::|@|$)/],
  ["Consul", /(?:^|\/)consul(?:-enterprise)?(?::|@|$)/],
  ["RabbitMQ", /(?:^|\/)rabbitmq(?::|@|$)/],
  ["MongoDB", /(?:^|\/)(?:mongo|mongodb|mongodb-community-server|percona-server-mongodb)(?::|@|$)/],
  ["CockroachDB", /(?:^|\/)cockroach(?::|@|$)/],
  ["NATS JetStream", /(?:^|\/)nats(?::|@|$)/],
  ["Elasticsearch", /(?:^|\/)(?:elasticsearch|opensearch)(?::|@|$)/],
  ["Galera", /(?:^|\/)(?:mariadb-galera|percona-xtradb-cluster)(?::|@|$)/],
];

/** The quorum system that a StatefulSet, or a pod of one, runs, as far as its images tell. */
export function quorumSystemOf({ kind, ownerKind, pod }: Workload): string | undefined {
  if (kind !== "StatefulSet" && ownerKind !== "StatefulSet") return undefined;
  return QUORUM_IMAGES.find(([, image]) =>
    pod.containers.some((container) => !container.isInit && image.test(container.image)),
  )?.[0];
}

/** How many of so many members may be away while a majority remains. */
export function mayBeAway(members: number): number {
  return Math.max(0, Math.ceil(members / 2) - 1);
}
