import { expect, test } from "vitest";
import { mayAsk } from "../../src/chatops/permission.ts";
import { roles } from "../../src/github/permissions.ts";

test.each([
  { needed: "triage", allowed: ["triage", "write", "maintain", "admin"] },
  { needed: "write", allowed: ["write", "maintain", "admin"] },
  { needed: "maintain", allowed: ["maintain", "admin"] },
  { needed: "admin", allowed: ["admin"] },
] as const)("where $needed is needed, $allowed may ask", ({ needed, allowed }) => {
  expect(roles.filter((role) => mayAsk(role, needed))).toEqual(allowed);
});
