import { expect, test } from "vitest";
import { ownAccount } from "../../src/chatops/intake/own-account.ts";

test("the app's account is asked for once", async () => {
  let asked = 0;
  const self = ownAccount(7, async () => {
    asked += 1;
    return { data: { slug: "kubehop" } };
  });
  expect([await self(), await self(), asked]).toEqual([
    { appId: 7, login: "kubehop[bot]" },
    { appId: 7, login: "kubehop[bot]" },
    1,
  ]);
});

test("where GitHub does not say, the app's number must do, and the next question asks again", async () => {
  const answers = [Promise.reject(new Error("down")), Promise.resolve({ data: { slug: "kubehop" } })];
  const self = ownAccount(7, () => answers.shift() ?? Promise.reject(new Error("down")));
  expect([await self(), await self()]).toEqual([{ appId: 7 }, { appId: 7, login: "kubehop[bot]" }]);
});
