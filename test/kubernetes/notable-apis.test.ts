import { describe, expect, test } from "vitest";
import { apiStatus } from "../../src/kubernetes/api-status.ts";
import { allApiFacts } from "../../src/kubernetes/api-table.ts";
import { isNotable, mayNameNotableApi, servedSince } from "../../src/kubernetes/notable-apis.ts";
import { mayNameUnknownPair } from "../../src/kubernetes/unknown-apis.ts";

test("every notable API has a word that makes its document worth reading", () => {
  const missed = allApiFacts().filter(
    (facts) => isNotable(facts) && !mayNameNotableApi(facts.apiVersion) && !mayNameNotableApi(facts.kind),
  );
  expect(missed).toEqual([]);
});

describe("the minor from which on a word tells nothing", () => {
  test.each([
    ["CronJob", "1.21"],
    ["policy/v1", "1.22"],
    ["autoscaling/v2", "1.23"],
    ["policy/v1beta1", undefined],
    ["extensions/v1beta1", undefined],
    ["Endpoints", undefined],
    ["resource.k8s.io/v1alpha3", undefined],
  ])("%s: %s", (word, minor) => {
    expect(servedSince(word)).toBe(minor);
  });

  test("an API of such a word is served from there on, and nothing was said against it", () => {
    const told = allApiFacts().flatMap((facts) => {
      const word = mayNameNotableApi(facts.apiVersion) ? facts.apiVersion : facts.kind;
      const minor = servedSince(word);
      return minor !== undefined && isNotable(facts) ? [{ facts, minor }] : [];
    });
    const wrong = told.filter(({ facts, minor }) => apiStatus(facts, minor).status !== "served");
    expect(told.length).toBeGreaterThan(10);
    expect(wrong).toEqual([]);
  });
});

describe("words that may name an API which nobody serves", () => {
  test.each([
    [["policy/v1", "PodSecurityPolicy"], true],
    [["policy/v1", "poddisruptionbudget"], true],
    [["networking.k8s.io/v1beta2", "Ingress"], true],
    [["policy/v1", "PodDisruptionBudget"], false],
    [["policy/v1", "PodDisruptionBudget", "v1", "ConfigMap"], true],
    [["apps/v1", "Deployment"], false],
  ])("%j: %s", (words, isTold) => {
    expect(mayNameUnknownPair(words)).toBe(isTold);
  });
});
