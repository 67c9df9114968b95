import { expect, test } from "vitest";
import { mayAsk, neededRole } from "../../src/chatops/permission.ts";
import { roles } from "../../src/github/permissions.ts";

test.each([
  { needed: "triage", allowed: ["triage", "write", "maintain", "admin"] },
  { needed: "write", allowed: ["write", "maintain", "admin"] },
  { needed: "maintain", allowed: ["maintain", "admin"] },
  { needed: "admin", allowed: ["admin"] },
] as const)("where $needed is needed, $allowed may ask", ({ needed, allowed }) => {
  expect(roles.filter((role) => mayAsk(role, needed))).toEqual(allowed);
});

test.each([
  ["no configuration", undefined, "write"],
  ["one that says nothing", "version: 1", "write"],
  ["triage", "commands: { permission: triage }", "triage"],
  ["admin", "commands: { permission: admin }", "admin"],
  ["admin, beside an error elsewhere", "commands: { permission: admin }\nplam: {}", "admin"],
  ["triage, beside an error elsewhere", "commands: { permission: triage }\nplam: {}", "write"],
  ["a role that does not exist", "commands: { permission: owner }", "admin"],
  ["no YAML", "commands: [", "write"],
] as const)("the configuration asks for %s", (_what, text, role) => {
  const files = text === undefined ? [] : [{ path: ".github/kubehop.yml", text }];
  expect(neededRole(files)).toBe(role);
});
