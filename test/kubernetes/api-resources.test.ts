import { expect, test } from "vitest";
import { goingVersions, mayNameGoing } from "../../src/kubernetes/api-resources.ts";
import { allApiFacts } from "../../src/kubernetes/api-table.ts";

const named = allApiFacts().flatMap(({ group, resource }) =>
  group === "" || resource === undefined
    ? []
    : [
        { group, resource },
        { group, resource: "*" },
      ],
);

test("a text with a rule for what goes away is never taken for one without", () => {
  const going = named.filter((name) => goingVersions({ ...name, versions: [] }).length > 0);
  const missed = going.filter(
    ({ group, resource }) => !mayNameGoing(`- apiGroups: [${group}]\n  resources: ["${resource}"]\n`),
  );
  expect(going).not.toEqual([]);
  expect(missed).toEqual([]);
});

test.each(['apiGroups: [""], resources: [pods, configmaps]', "apiGroups: [apps], resources: [deployments]"])(
  "a text without one need not be parsed: %s",
  (text) => {
    expect(mayNameGoing(text)).toBe(false);
  },
);
