import type { Cluster } from "../../src/index.ts";

/** What a person writes by hand who knows the versions only. */
export const BARE = {
  name: "prod",
  distribution: "kubeadm",
  controlPlane: { apiServers: [{ version: "v1.34.6" }] },
  nodes: [
    { name: "cp", role: "control-plane", kubeletVersion: "v1.34.6" },
    { name: "w", role: "worker", kubeletVersion: "v1.33.1" },
  ],
};

/** The same with everything that a reader fills in. */
export const WHOLE: Cluster = {
  ...BARE,
  distribution: "kubeadm",
  controlPlane: {
    apiServers: [{ version: "1.34.6" }],
    controllerManagers: [],
    schedulers: [],
    cloudControllerManagers: [],
    etcd: { topology: "unknown" },
  },
  nodes: [
    { name: "cp", role: "control-plane", kubeletVersion: "1.34.6" },
    { name: "w", role: "worker", kubeletVersion: "1.33.1" },
  ],
  addons: [],
  origins: [],
};
