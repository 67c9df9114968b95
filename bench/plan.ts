import type { Cluster, ClusterNode } from "../src/cluster/cluster.ts";
import { planUpgrade } from "../src/plan/plan-upgrade.ts";

/** Prints how long a plan over three minors takes, and what it holds in memory, from 50 to 5,000 nodes. */
for (const count of [50, 500, 1000, 2500, 5000]) {
  const cluster = clusterOf(count);
  planUpgrade(cluster, { to: "1.36" });
  const before = process.memoryUsage().heapUsed;
  const started = process.cpuUsage();
  const plan = planUpgrade(cluster, { to: "1.36" });
  const { user, system } = process.cpuUsage(started);
  const held = (process.memoryUsage().heapUsed - before) / 1e6;
  const steps = plan.hops.reduce((sum, hop) => sum + hop.steps.length, 0);
  console.log(
    `${count} nodes: ${((user + system) / 1000).toFixed(0)} ms CPU, ${steps} steps, ${held.toFixed(0)} MB, ${(JSON.stringify(plan).length / 1e6).toFixed(1)} MB of JSON`,
  );
}

function clusterOf(count: number): Cluster {
  const controlPlanes = ["cp-1", "cp-2", "cp-3"].map((node) => ({ node, version: "1.33.6" }));
  const nodes = Array.from(
    { length: count },
    (_, index): ClusterNode => ({
      name: index < 3 ? `cp-${index + 1}` : `worker-${index}`,
      role: index < 3 ? "control-plane" : "worker",
      pool: `pool-${index % 10}`,
      kubeletVersion: index % 2 === 0 ? "1.33.6" : "1.32.4",
      os: { packageManager: "apt" },
    }),
  );
  return {
    name: "bench",
    distribution: "kubeadm",
    controlPlane: {
      apiServers: controlPlanes,
      controllerManagers: controlPlanes,
      schedulers: controlPlanes,
      cloudControllerManagers: [],
      etcd: { topology: "stacked" },
    },
    nodes,
    addons: [],
    origins: [],
  };
}
