import { describe, expect, it } from "vitest";
import { clusterSettings } from "../../src/config/cluster-settings.ts";
import type { KubehopConfiguration } from "../../src/config/configuration.ts";
import { trustedConfiguration } from "../../src/config/trusted-configuration.ts";

describe("the settings of a cluster", () => {
  const configuration: KubehopConfiguration = {
    policy: { kubeProxy: "strict", advisory: true },
    environments: {
      production: { paths: ["clusters/prod/"], policy: { kubeProxy: "official" } },
      lab: {},
    },
    clusters: [
      { name: "edge", environment: "lab", sources: ["edge/"], policy: { controlPlaneReach: "any" } },
      { name: "bare", sources: ["bare/"] },
    ],
  };

  it.each([
    {
      what: "its own first",
      subject: { name: "edge", paths: ["edge/nodes.json"] },
      settings: { environment: "lab", policy: { kubeProxy: "strict", controlPlaneReach: "any" } },
    },
    {
      what: "then its environment's, found by path",
      subject: { name: "found", paths: ["clusters/prod/eu/nodes.json"] },
      settings: { environment: "production", policy: { kubeProxy: "official" } },
    },
    {
      what: "then the repository's",
      subject: { name: "bare", paths: ["bare/nodes.json"] },
      settings: { policy: { kubeProxy: "strict" } },
    },
  ])("$what", ({ subject, settings }) => {
    expect(clusterSettings(configuration, subject)).toEqual(settings);
  });

  it("are none without a configuration", () => {
    expect(clusterSettings({}, { name: "a", paths: ["a.yaml"] })).toEqual({});
  });
});

describe("a proposed configuration", () => {
  const head: KubehopConfiguration = {
    discover: false,
    policy: { advisory: true },
    commands: { permission: "triage" },
    environments: { prod: { paths: ["p/"], policy: { kubeProxy: "official" } } },
    clusters: [{ name: "a", sources: ["a/"], policy: { controlPlaneReach: "local" } }],
  };

  it("cannot excuse itself or let more people ask", () => {
    expect(trustedConfiguration(head, {})).toEqual({
      discover: false,
      policy: {},
      commands: {},
      environments: { prod: { paths: ["p/"], policy: {} } },
      clusters: [{ name: "a", sources: ["a/"], policy: {} }],
    });
  });

  it("is judged by the policies of the base, name by name", () => {
    const base: KubehopConfiguration = {
      policy: { failOn: "risk" },
      commands: { permission: "admin" },
      environments: { prod: { policy: { kubeProxy: "strict" } } },
      clusters: [{ name: "a", sources: ["old/"], policy: { controlPlaneReach: "any" } }],
    };
    expect(trustedConfiguration(head, base)).toEqual({
      discover: false,
      policy: { failOn: "risk" },
      commands: { permission: "admin" },
      environments: { prod: { paths: ["p/"], policy: { kubeProxy: "strict" } } },
      clusters: [{ name: "a", sources: ["a/"], policy: { controlPlaneReach: "any" } }],
    });
  });
});
