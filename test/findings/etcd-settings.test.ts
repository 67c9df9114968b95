import { describe, expect, it } from "vitest";
import { HEAD, type SettingCase, told } from "./setting-cases.ts";

const CASES: readonly (readonly [title: string, SettingCase])[] = [
  [
    "an experimental flag of etcd before etcd 3.7",
    {
      text: `${HEAD}etcd:\n  local:\n    extraArgs:\n      - name: experimental-initial-corrupt-check\n        value: "true"\n`,
      from: "1.36.2",
      to: "1.37",
      id: "etcd-experimental-flag",
      found: "blocker proven 1.37.2 6",
    },
  ],
  [
    "an experimental flag of etcd on another way",
    {
      text: `${HEAD}etcd:\n  local:\n    extraArgs:\n      - name: experimental-initial-corrupt-check\n        value: "true"\n`,
      from: "1.34.2",
      to: "1.36",
      id: "etcd-experimental-flag",
      found: undefined,
    },
  ],
  [
    "a pinned etcd that kubeadm 1.36 cannot handle",
    {
      text: `${HEAD}etcd:\n  local:\n    imageTag: 3.5.24-0\n`,
      from: "1.35.2",
      to: "1.36",
      id: "etcd-pin-too-old",
      found: "risk proven 1.36.6 5",
    },
  ],
  [
    "a pinned etcd that is taken out hops before",
    {
      text: `${HEAD}etcd:\n  local:\n    imageTag: 3.5.24-0\n`,
      from: "1.33.2",
      to: "1.36",
      id: "etcd-pin-too-old",
      found: undefined,
    },
  ],
  [
    "a pinned etcd that it can",
    {
      text: `${HEAD}etcd:\n  local:\n    imageTag: 3.6.8-0\n`,
      from: "1.35.2",
      to: "1.36",
      id: "etcd-pin-too-old",
      found: undefined,
    },
  ],
  [
    "a pin that names no release",
    {
      text: `${HEAD}etcd:\n  local:\n    imageTag: stable\n`,
      from: "1.35.2",
      to: "1.36",
      id: "etcd-pin-unreadable",
      found: "risk unknown 1.36.6 5",
    },
  ],
  [
    "a pinned etcd below what its next minor asks for",
    {
      text: `${HEAD}etcd:\n  local:\n    imageTag: 3.5.21-0\n`,
      from: "1.33.2",
      to: "1.34",
      id: "etcd-below-minimum",
      found: "risk likely 1.34.13 5",
    },
  ],
  [
    "an external etcd of which nothing is known",
    {
      text: `${HEAD}etcd:\n  external:\n    endpoints: ["https://10.0.0.1:2379"]\n`,
      from: "1.35.2",
      to: "1.36",
      id: "external-etcd-unknown",
      found: "risk unknown 1.36.6",
    },
  ],
];

describe("etcd settings on the way to a target", () => {
  it.each(CASES)("%s", (_, example) => {
    expect(told(example)).toBe(example.found);
  });
});
