import { describe, expect, it } from "vitest";
import { clusterWithSettings, findingsOf } from "./sample-cluster.ts";
import { HEAD, INIT, OLD_HEAD, type SettingCase, told } from "./setting-cases.ts";

const CASES: readonly (readonly [title: string, SettingCase])[] = [
  [
    "a flag of the API server that goes away, in the map form",
    {
      text: `${OLD_HEAD}apiServer:\n  extraArgs:\n    profiling: "false"\n    cloud-config: /etc/cloud.conf\n`,
      from: "1.31.4",
      to: "1.34",
      id: "flag-removed",
      found: "blocker proven 1.33.13 6",
    },
  ],
  [
    "a flag that goes away, in the list form",
    {
      text: `${HEAD}controllerManager:\n  extraArgs:\n    - name: concurrent-service-syncs\n      value: "5"\n`,
      from: "1.36.2",
      to: "1.37",
      id: "flag-removed",
      found: "blocker proven 1.37.2 5",
    },
  ],
  [
    "the same flag one minor before it goes",
    {
      text: `${HEAD}controllerManager:\n  extraArgs:\n    - name: concurrent-service-syncs\n      value: "5"\n`,
      from: "1.35.4",
      to: "1.36",
      id: "flag-removed",
      found: undefined,
    },
  ],
  [
    "the kubelet's sandbox image flag among a node's own arguments",
    {
      text: `${INIT}nodeRegistration:\n  kubeletExtraArgs:\n    - name: pod-infra-container-image\n      value: registry.k8s.io/pause:3.9\n`,
      from: "1.34.3",
      to: "1.36",
      id: "flag-removed",
      found: "blocker proven 1.35.10 5",
    },
  ],
  [
    "a flag that no minor ever had",
    {
      text: `${HEAD}scheduler:\n  extraArgs:\n    - name: bind-adress\n      value: 0.0.0.0\n`,
      from: "1.35.4",
      to: "1.36",
      id: "flag-unknown",
      found: "risk unknown 1.36.6 5",
    },
  ],
  [
    "a flag that every minor has",
    {
      text: `${HEAD}scheduler:\n  extraArgs:\n    - name: bind-address\n      value: 0.0.0.0\n`,
      from: "1.35.4",
      to: "1.36",
      id: "flag-unknown",
      found: undefined,
    },
  ],
  [
    "a flag that the hop does not have yet",
    {
      text: `${HEAD}apiServer:\n  extraArgs:\n    - name: allow-metric-labels-manifest\n      value: /m\n`,
      from: "1.27.4",
      to: "1.28",
      id: "flag-not-yet",
      found: "risk likely 1.28.15 5",
    },
  ],
  [
    "an admission plugin that goes away",
    {
      text: `${OLD_HEAD}apiServer:\n  extraArgs:\n    enable-admission-plugins: NodeRestriction, PodSecurityPolicy\n`,
      from: "1.24.3",
      to: "1.26",
      id: "admission-plugin-removed",
      found: "blocker proven 1.25.16 5",
    },
  ],
  [
    "admission plugins that stay",
    {
      text: `${OLD_HEAD}apiServer:\n  extraArgs:\n    enable-admission-plugins: NodeRestriction\n`,
      from: "1.24.3",
      to: "1.26",
      id: "admission-plugin-removed",
      found: undefined,
    },
  ],
  [
    "a misspelt admission plugin",
    {
      text: `${OLD_HEAD}apiServer:\n  extraArgs:\n    enable-admission-plugins: NodeRestrictions\n`,
      from: "1.24.3",
      to: "1.25",
      id: "admission-plugin-unknown",
      found: "risk unknown 1.25.16 5",
    },
  ],
  [
    "an in-tree cloud provider before its end",
    {
      text: `${OLD_HEAD}controllerManager:\n  extraArgs:\n    cloud-provider: aws\n`,
      from: "1.26.3",
      to: "1.28",
      id: "in-tree-cloud-provider",
      found: "blocker proven 1.27.16 5",
    },
  ],
  [
    "an external cloud provider",
    {
      text: `${OLD_HEAD}controllerManager:\n  extraArgs:\n    cloud-provider: external\n`,
      from: "1.26.3",
      to: "1.28",
      id: "in-tree-cloud-provider",
      found: undefined,
    },
  ],
];

describe("command-line flags on the way to a target", () => {
  it.each(CASES)("%s", (_, example) => {
    expect(told(example)).toBe(example.found);
  });

  it("tells one flag on three lines as one finding with three places", () => {
    const join = INIT.replace("Init", "Join");
    const registration = "nodeRegistration:\n  kubeletExtraArgs:\n    - name: cloud-config\n      value: x\n";
    const text = [INIT, join, join].map((head) => head + registration).join("---\n");
    const found = findingsOf(clusterWithSettings("1.33.2", text), "1.34").filter(
      ({ id }) => id === "flag-removed",
    );
    expect(found.map(({ places }) => places.map(({ line }) => line))).toEqual([[5, 12, 19]]);
  });
});
