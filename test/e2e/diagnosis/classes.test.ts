import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Diagnosis } from "../../../src/diagnosis/diagnosis.ts";
import { at, listAt, textAt } from "../../../src/diagnosis/fields.ts";
import { ask, diagnoses, type Made, make, pathOf, remove, whyNot } from "./cluster-under-test.ts";
import { type Disruption, deadApi, disrupted, nodeFailures, pressures } from "./disruptions.ts";
import { PREFIX } from "./objects.ts";
import { EXPECTATIONS, type Expectation, STUCK, STUCK_CONTENT, type Stage, scenes, USER } from "./scenes.ts";

if (whyNot !== undefined) console.info(`skipped: diagnoses in a real cluster: ${whyNot}`);

const PATIENCE_MS = 300_000;

describe.skipIf(whyNot !== undefined)("each class is named in a real cluster", { timeout: 30_000 }, () => {
  /** What was said of each expectation's object last, until it was as expected. */
  const told = new Map<Expectation, readonly Diagnosis[]>();
  let made: readonly Made[] = [];
  let last: readonly Diagnosis[] = [];

  beforeAll(async () => {
    made = scenes(await stage());
    await clear(made);
    await build(made);
    const end = Date.now() + PATIENCE_MS;
    while (Date.now() < end && !EXPECTATIONS.every((one) => isMet(one, told.get(one) ?? []))) {
      await wait(5000);
      last = await diagnoses();
      for (const one of EXPECTATIONS) if (!isMet(one, told.get(one) ?? [])) told.set(one, about(one, last));
    }
  }, PATIENCE_MS + 120_000);

  afterAll(() => clear(made), 180_000);

  test.each(EXPECTATIONS)("$expected: $about", (expectation) => {
    const found = told.get(expectation) ?? [];
    expect(found.map(({ class: name }) => name)).toEqual([expectation.expected]);
    expect(found[0]?.cause).toContain(expectation.says ?? "");
    expect(found[0]?.evidence).not.toEqual([]);
  });

  test("nothing is said of a healthy pod", () => {
    expect(last.filter(({ object }) => object === `Pod ${PREFIX}/healthy`)).toEqual([]);
  });
});

/** After the others: nothing else can be provoked while a node or the API is disturbed. */
describe.skipIf(whyNot !== undefined)("so is what disturbs the cluster itself", { timeout: 900_000 }, () => {
  beforeAll(async () => {
    await remove(disrupted);
    await until(async () => (await ask("GET", pathOf(disrupted))).status === 404);
    await make(disrupted);
  }, 150_000);
  afterAll(() => remove(disrupted));

  test.each([deadApi, ...pressures()])("$expected", async (disruption) => {
    expect(await namesDuring(disruption)).toEqual([disruption.expected]);
  });

  test("failures of a node", async ({ skip }) => {
    const { nodeName, isWorker } = await stage();
    if (!isWorker) skip("the cluster has no worker: its only node is not broken");
    for (const failure of nodeFailures(nodeName)) {
      expect([failure.about, ...(await namesDuring(failure))]).toEqual([failure.about, failure.expected]);
    }
  });
});

/** The classes that its object gets while it lasts: the expected one alone, or what was said last. */
async function namesDuring({ expected, about: object, begin, end }: Disruption): Promise<readonly string[]> {
  await begin();
  let names: readonly string[] = [];
  await until(async () => {
    const said = await diagnoses();
    names = said.filter((one) => one.object === object).map(({ class: name }) => name);
    return names.length === 1 && names[0] === expected;
  });
  await end();
  return names;
}

function about({ about: start }: Expectation, said: readonly Diagnosis[]): readonly Diagnosis[] {
  const isExact = !start.endsWith("/") && !start.endsWith("-");
  return said.filter(({ object }) => (isExact ? object === start : object.startsWith(start)));
}

function isMet({ expected, says = "" }: Expectation, found: readonly Diagnosis[]): boolean {
  const [first] = found;
  return found.length === 1 && first?.class === expected && first.cause.includes(says);
}

/** A worker where there is one, and the image of the cluster's DNS. */
async function stage(): Promise<Stage & { readonly isWorker: boolean }> {
  const nodes = listAt((await ask("GET", "/api/v1/nodes")).body, "items").filter(
    (node) => textAt(node, "metadata", "name")?.startsWith(PREFIX) === false,
  );
  const worker = nodes.find(
    (node) => at(node, "metadata", "labels", "node-role.kubernetes.io/control-plane") === undefined,
  );
  const dns = await ask("GET", "/apis/apps/v1/namespaces/kube-system/deployments/coredns");
  const [container] = listAt(dns.body, "spec", "template", "spec", "containers");
  return {
    isWorker: worker !== undefined,
    nodeName: textAt(worker ?? nodes[0], "metadata", "name") ?? "",
    coreDnsImage: textAt(container, "image") ?? "",
  };
}

/** Policies and webhooks take a moment to hold, so that what they refuse is made last. */
async function build(objects: readonly Made[]): Promise<void> {
  for (const object of objects.filter((one) => !isRefused(one))) await make(object);
  for (const object of STUCK_CONTENT) await make(object);
  await wait(15_000);
  await until(async () => textAt((await ask("GET", pathOf(USER))).body, "status", "phase") === "Running");
  for (const object of objects.filter(isRefused)) await make(object);
  for (const object of STUCK) await remove(object);
}

function isRefused({ kind, metadata }: Made): boolean {
  return kind === "Deployment" && metadata.name === "refused";
}

/** Takes everything away, also what an earlier run has left. */
async function clear(objects: readonly Made[]): Promise<void> {
  for (const object of [...STUCK, ...STUCK_CONTENT]) {
    if (object.kind !== "Namespace") await ask("PATCH", pathOf(object), { metadata: { finalizers: null } });
  }
  const own = [...objects, ...STUCK_CONTENT];
  for (const object of own.filter(({ metadata }) => metadata.namespace === undefined)) await remove(object);
  // Nobody else removes what a lost node, or a process that ignores SIGTERM, holds.
  for (const object of own.filter(({ kind }) => kind === "Pod"))
    await ask("DELETE", `${pathOf(object)}?gracePeriodSeconds=0`);
  const spaces = own.filter(({ kind }) => kind === "Namespace");
  await until(async () => {
    const answers = await Promise.all(spaces.map((space) => ask("GET", pathOf(space))));
    return answers.every(({ status }) => status === 404);
  });
}

/** Whether it became true in time. */
async function until(isTrue: () => Promise<boolean>): Promise<boolean> {
  const end = Date.now() + 120_000;
  while (Date.now() < end) {
    if (await isTrue()) return true;
    await wait(2000);
  }
  return false;
}
