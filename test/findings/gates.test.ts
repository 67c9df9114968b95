import { describe, expect, it } from "vitest";
import { clusterWithSettings, findingsOf } from "./sample-cluster.ts";
import { HEAD, KUBELET, OLD_HEAD, PROXY, type SettingCase, told } from "./setting-cases.ts";

const CASES: readonly (readonly [title: string, SettingCase])[] = [
  [
    "a gate that goes away, on the command line",
    {
      text: `${OLD_HEAD}apiServer:\n  extraArgs:\n    feature-gates: APIListChunking=true\n`,
      from: "1.32.4",
      to: "1.33",
      id: "feature-gate-removed",
      found: "blocker proven 1.33.13 5",
    },
  ],
  [
    "a gate with the name of its component before it",
    {
      text: `${HEAD}apiServer:\n  extraArgs:\n  - {name: feature-gates, value: "kube:MemoryManager=true"}\n`,
      from: "1.35.4",
      to: "1.36",
      id: "feature-gate-removed",
      found: "blocker proven 1.36.6 5",
    },
  ],
  [
    "a gate that the hop locks the other way",
    {
      text: `${KUBELET}featureGates:\n  APIListChunking: false\n`,
      from: "1.28.4",
      to: "1.29",
      id: "feature-gate-locked",
      found: "blocker proven 1.29.15 4",
    },
  ],
  [
    "a locked gate that is set to its lock",
    {
      text: `${KUBELET}featureGates:\n  APIListChunking: true\n`,
      from: "1.28.4",
      to: "1.29",
      id: "feature-gate-locked",
      found: undefined,
    },
  ],
  [
    "a misspelt gate of kube-proxy",
    {
      text: `${PROXY}mode: iptables\nfeatureGates:\n  TopologyAwarHints: true\n`,
      from: "1.28.4",
      to: "1.29",
      id: "feature-gate-unknown",
      found: "risk unknown 1.29.15 5",
    },
  ],
  [
    "the switch for all alpha gates",
    {
      text: `${KUBELET}featureGates:\n  AllAlpha: false\n`,
      from: "1.28.4",
      to: "1.29",
      id: "feature-gate-unknown",
      found: undefined,
    },
  ],
  [
    "a gate switched off that others need, which the hop switches on",
    {
      text: `${HEAD}scheduler:\n  extraArgs:\n  - {name: feature-gates, value: NodeDeclaredFeatures=false}\n`,
      from: "1.35.4",
      to: "1.36",
      id: "feature-gate-dependency",
      found: "blocker proven 1.36.6 5",
    },
  ],
  [
    "the same gate with all that need it switched off",
    {
      text: `${HEAD}scheduler:\n  extraArgs:\n  - {name: feature-gates, value: "NodeDeclaredFeatures=false,ExtendWebSocketsToKubelet=false,InPlacePodLevelResourcesVerticalScaling=false,InPlacePodVerticalScalingInitContainers=false,RestartAllContainersOnContainerExits=false"}\n`,
      from: "1.35.4",
      to: "1.36",
      id: "feature-gate-dependency",
      found: undefined,
    },
  ],
  [
    "a gate switched on that needs one that is off",
    {
      text: `${KUBELET}featureGates:\n  ClusterTrustBundleProjection: true\n`,
      from: "1.34.4",
      to: "1.35",
      id: "feature-gate-dependency",
      found: "blocker proven 1.35.10 4",
    },
  ],
  [
    "the same before any minor looked at it",
    {
      text: `${KUBELET}featureGates:\n  ClusterTrustBundleProjection: true\n`,
      from: "1.33.4",
      to: "1.34",
      id: "feature-gate-dependency",
      found: undefined,
    },
  ],
  [
    "a gate of kubeadm's own that is gone",
    {
      text: `${HEAD}featureGates:\n  PublicKeysECDSA: true\n`,
      from: "1.36.2",
      to: "1.37",
      id: "kubeadm-feature-gate",
      found: "blocker proven 1.37.2 4",
    },
  ],
  [
    "a gate of kubeadm's own that is still there",
    {
      text: `${HEAD}featureGates:\n  PublicKeysECDSA: true\n`,
      from: "1.35.2",
      to: "1.36",
      id: "kubeadm-feature-gate",
      found: undefined,
    },
  ],
];

describe("feature gates on the way to a target", () => {
  it.each(CASES)("%s", (_, example) => {
    expect(told(example)).toBe(example.found);
  });

  it("warns of a gate that trailing kubelets do not know", () => {
    const cluster = clusterWithSettings(
      "1.34.2",
      `${KUBELET}featureGates:\n  KubeletInUserNamespace: true\n`,
    );
    expect(findingsOf(cluster, "1.35").some(({ id }) => id === "trailing-kubelet-gate")).toBe(false);
    const old = cluster.nodes.map((node) => ({ ...node, kubeletVersion: "1.21.3" }));
    const [found] = findingsOf({ ...cluster, nodes: old }, "1.35").filter(
      ({ id }) => id === "trailing-kubelet-gate",
    );
    expect(found).toMatchObject({ severity: "risk", certainty: "likely" });
  });
});
