import nock from "nock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { permissions } from "../../src/github/permissions.ts";
import { API, connectionUnderTest } from "./connection-under-test.ts";

const PATH = "/repos/octo/infra/collaborators/ada/permission";

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

const nothing = { admin: false, maintain: false, push: false, triage: false, pull: false };

test.each([
  ["admin", { permission: "admin", role_name: "admin" }, "admin"],
  ["maintain, which the old field hides", { permission: "write", role_name: "maintain" }, "maintain"],
  ["triage, which the old field hides", { permission: "read", role_name: "triage" }, "triage"],
  ["read", { permission: "read", role_name: "read" }, "read"],
  ["none", { permission: "none", role_name: "none" }, "none"],
  ["an old field that promises more", { permission: "admin", role_name: "read" }, "read"],
  [
    "a custom role by what it can do",
    {
      permission: "write",
      role_name: "release-captain",
      user: { permissions: { ...nothing, pull: true, push: true } },
    },
    "write",
  ],
  ["a custom role that says nothing more", { permission: "write", role_name: "release-captain" }, "none"],
])("%s", async (_what, answer, role) => {
  nock(API).get(PATH).reply(200, answer);
  await expect(permissions(connectionUnderTest().connection).roleOf("ada")).resolves.toBe(role);
});

test("somebody whom GitHub does not know may nothing", async () => {
  nock(API).get(PATH).reply(404);
  await expect(permissions(connectionUnderTest().connection).roleOf("ada")).resolves.toBe("none");
});

test("an answer that is no answer lets nobody in", async () => {
  nock(API).get(PATH).reply(403);
  await expect(permissions(connectionUnderTest().connection).roleOf("ada")).rejects.toMatchObject({
    code: "github-forbidden",
  });
});
