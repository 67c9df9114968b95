import { describe, expect, test } from "vitest";
import { findOwn, markerOf } from "../../src/chatops/marker.ts";

const SELF = { appId: 7, login: "kubehop[bot]" };
const OURS = { login: "kubehop[bot]" };

function comment(id: number, marker: string, author: { login?: string; appId?: number } = OURS) {
  return { id, body: `${marker}\ntext`, author };
}

describe("a marker", () => {
  test.each(["prod", "a--b", "-->", "<script>", "grün", "\ud800"])(
    "of the cluster %s stays one HTML comment",
    (cluster) => {
      const marker = markerOf({ command: "upgrade-plan", cluster });
      expect(marker).toMatch(/^<!-- [^<>]* -->$/);
    },
  );
});

describe("our comment", () => {
  const plan = { command: "upgrade-plan", cluster: "prod" } as const;

  test("is the one of the command and the cluster", () => {
    const comments = [
      comment(1, markerOf({ command: "skew-check", cluster: "prod" })),
      comment(2, markerOf({ command: "upgrade-plan", cluster: "other" })),
      comment(3, markerOf(plan)),
    ];
    expect(findOwn(comments, plan, SELF)?.id).toBe(3);
  });

  test.each([
    ["somebody else's", { login: "eve" }],
    ["another app's", { login: "other[bot]", appId: 8 }],
    ["a deleted account's", {}],
    ["a person's who writes through our app", { login: "eve", appId: 7 }],
  ])("is never %s with a copied marker", (_what, author) => {
    expect(findOwn([comment(1, markerOf(plan), author)], plan, SELF)).toBeUndefined();
  });

  test("is known by the app's number where the login is unknown", () => {
    const own = comment(1, markerOf(plan), { login: "kubehop[bot]", appId: 7 });
    expect(findOwn([own], plan, { appId: 7 })?.id).toBe(1);
  });

  test("of a refused command is taken over by the good answer after it, and the other way round", () => {
    const refused = comment(1, markerOf({ command: "upgrade-plan" }));
    expect(findOwn([refused], plan, SELF)?.id).toBe(1);
    expect(findOwn([comment(2, markerOf(plan))], { command: "upgrade-plan" }, SELF)?.id).toBe(2);
  });

  test("of another cluster is never taken over by a refusal where there are several", () => {
    const two = ["a", "b"].map((cluster, id) => comment(id, markerOf({ command: "upgrade-plan", cluster })));
    expect(findOwn(two, { command: "upgrade-plan" }, SELF)).toBeUndefined();
  });
});
