import { expect, test } from "vitest";
import { ownApp } from "../../src/chatops/intake/own-app.ts";

test("the app's account is asked for once", async () => {
  let asked = 0;
  const { account } = ownApp(7, async () => {
    asked += 1;
    return { data: { slug: "kubehop" } };
  });
  expect([await account(), await account(), asked]).toEqual([
    { appId: 7, login: "kubehop[bot]" },
    { appId: 7, login: "kubehop[bot]" },
    1,
  ]);
});

test("where GitHub does not say, the app's number must do, and the next question asks again", async () => {
  const answers = [Promise.reject(new Error("down")), Promise.resolve({ data: { slug: "kubehop" } })];
  const { account } = ownApp(7, () => answers.shift() ?? Promise.reject(new Error("down")));
  expect([await account(), await account()]).toEqual([{ appId: 7 }, { appId: 7, login: "kubehop[bot]" }]);
});

test.each([
  [["push", "workflow_run", "workflow_job"], true],
  [["workflow_run"], false],
  [undefined, false],
])("of an app that is sent %j it is known whether it hears of workflows", async (events, hears) => {
  const app = ownApp(7, async () => ({
    data: { slug: "kubehop", ...(events === undefined ? {} : { events }) },
  }));
  expect(await app.hears("workflow_run", "workflow_job")).toBe(hears);
});

test("an app of which GitHub does not say what it is sent hears nothing", async () => {
  const app = ownApp(7, () => Promise.reject(new Error("down")));
  expect(await app.hears("workflow_run")).toBe(false);
});
