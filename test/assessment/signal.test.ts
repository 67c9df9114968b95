import { describe, expect, test } from "vitest";
import { assessRepository } from "../../src/assessment/assess-repository.ts";
import type { Assessment } from "../../src/assessment/assessment.ts";
import { writeBaseline } from "../../src/assessment/baseline.ts";
import { kubeadmConfiguration, repository } from "./repositories.ts";

const BARE =
  "apiVersion: v1\nkind: Pod\nmetadata: {name: debug, namespace: shop}\nspec: {containers: [{name: a, image: a}]}\n";
const CLUSTER = { "kubeadm.yaml": kubeadmConfiguration("v1.36.1") };

function checked(
  head: Readonly<Record<string, string>>,
  more: {
    readonly base?: Readonly<Record<string, string>>;
    readonly baseline?: string;
    readonly today?: string;
  } = {},
): Assessment {
  return assessRepository({
    subject: "check",
    head: repository({ ...CLUSTER, ...head }),
    today: more.today ?? "2026-11-24",
    checks: { only: ["evictions"] },
    ...(more.base === undefined ? {} : { base: repository({ ...CLUSTER, ...more.base }) }),
    ...(more.baseline === undefined ? {} : { baseline: { path: "b.json", text: more.baseline } }),
  });
}

/** `id path:line …` of every finding. */
function told({ findings, clusters }: Assessment): readonly string[] {
  return [...findings, ...clusters.flatMap((entry) => entry.findings)].map(({ id, places, novelty }) =>
    [id, ...places.map(({ path, line }) => `${path}:${line}`), ...(novelty ? [novelty] : [])].join(" "),
  );
}

function ignoring(entry: string): Readonly<Record<string, string>> {
  return { ".github/kubehop.yml": `ignore:\n  - { id: bare-pod, ${entry} }\n` };
}

describe("an ignore entry", () => {
  const GOOD = "reason: started by hand for the migration, expires: 2026-12-31";

  test("takes its finding out and keeps account of it", () => {
    const assessment = checked({ ...ignoring(GOOD), "a.yaml": BARE });
    expect(told(assessment)).toEqual([]);
    expect(assessment.suppressed).toMatchObject([
      {
        id: "bare-pod",
        by: "configuration",
        reason: "started by hand for the migration",
        places: [{ path: "a.yaml" }],
      },
    ]);
  });

  test("of some paths leaves the other places", () => {
    const files = { ...ignoring(`paths: [legacy/], ${GOOD}`), "legacy/a.yaml": BARE, "b.yaml": BARE };
    expect(told(checked(files))).toEqual(["bare-pod b.yaml:1"]);
  });

  test("is good on its last day and a finding on the next", () => {
    const files = { ...ignoring(GOOD), "a.yaml": BARE };
    expect(told(checked(files, { today: "2026-12-31" }))).toEqual([]);
    expect(told(checked(files, { today: "2027-01-01" }))).toEqual([
      "ignore-expired .github/kubehop.yml:2",
      "bare-pod a.yaml:1",
    ]);
  });

  test("of a pull request does not excuse it", () => {
    const files = { ...ignoring(GOOD), "a.yaml": BARE };
    expect(told(checked(files, { base: {} }))).toEqual(["bare-pod a.yaml:1 new"]);
    expect(told(checked(files, { base: ignoring(GOOD) }))).toEqual([]);
  });
});

describe("an ignore comment", () => {
  test.each([
    ["above the object", `# kubehop-ignore: bare-pod started by hand\n${BARE}`],
    ["above the marker of its document", `a: 1\n# kubehop-ignore: bare-pod started by hand\n---\n${BARE}`],
    ["on the line itself", BARE.replace("v1\n", "v1 # kubehop-ignore: bare-pod started by hand\n")],
  ])("%s takes the finding out", (_name, text) => {
    const assessment = checked({ "a.yaml": text });
    expect(told(assessment)).toEqual([]);
    expect(assessment.suppressed).toMatchObject([{ by: "comment", reason: "started by hand" }]);
  });

  test("of another finding takes nothing out", () => {
    expect(told(checked({ "a.yaml": `# kubehop-ignore: single-replica why not\n${BARE}` }))).toEqual([
      "bare-pod a.yaml:2",
    ]);
  });

  test("without a reason is not followed, and said so", () => {
    expect(told(checked({ "a.yaml": `# kubehop-ignore: bare-pod\n${BARE}` }))).toEqual([
      "ignore-without-reason a.yaml:1",
      "bare-pod a.yaml:2",
    ]);
  });
});

const kubeletWith = (gates: string) => ({
  "kubelet.yaml": `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nfeatureGates:\n${gates}`,
});

const gatesOf = (head: Readonly<Record<string, string>>, known?: string) =>
  assessRepository({
    subject: "check",
    head: repository({ "kubeadm.yaml": kubeadmConfiguration("v1.35.1"), ...head }),
    to: "1.36",
    today: "2026-11-24",
    checks: { only: ["feature-gates"] },
    ...(known === undefined ? {} : { baseline: { path: "b.json", text: known } }),
  });

describe("a baseline", () => {
  const before = checked({ "a.yaml": BARE });
  const baseline = writeBaseline(before.clusters.flatMap(({ findings }) => findings));

  test("lets what was there be, also when its line moves", () => {
    expect(told(checked({ "a.yaml": `# moved\n\n${BARE}` }, { baseline }))).toEqual([]);
  });

  test("tells what is new", () => {
    const files = { "a.yaml": `${BARE}---\n${BARE.replace("debug", "other")}` };
    expect(told(checked(files, { baseline }))).toEqual(["bare-pod a.yaml:6"]);
  });

  test("knows what a renamed file holds, and not a copy of it", () => {
    expect(told(checked({ "moved/b.yaml": BARE }, { baseline }))).toEqual([]);
    expect(told(checked({ "a.yaml": BARE, "copy.yaml": BARE }, { baseline }))).toEqual([
      "bare-pod copy.yaml:1",
    ]);
  });

  test("counts what has no name: one more of a kind is new", () => {
    const nameless = BARE.replace("name: debug, ", "");
    const one = checked({ "a.yaml": nameless });
    const known = writeBaseline(one.clusters.flatMap(({ findings }) => findings));
    expect(told(checked({ "a.yaml": nameless }, { baseline: known }))).toEqual([]);
    expect(told(checked({ "a.yaml": `${nameless}---\n${nameless}` }, { baseline: known }))).toEqual([
      "bare-pod a.yaml:6",
    ]);
  });

  test("tells a gate from another one of the same file", () => {
    const [old, more] = ["  SidecarContainersX: true\n", "  OtherGateX: true\n"];
    const known = writeBaseline(gatesOf(kubeletWith(old)).clusters.flatMap(({ findings }) => findings));
    expect(told(gatesOf(kubeletWith(old), known))).toEqual([]);
    expect(told(gatesOf(kubeletWith(`${more}${old}`), known))).toEqual([
      "feature-gate-unknown kubelet.yaml:4",
    ]);
    expect(told(gatesOf(kubeletWith(more), known))).toEqual(["feature-gate-unknown kubelet.yaml:4"]);
  });

  test("is read from where the configuration says", () => {
    const files = { ".github/kubehop.yml": "baseline: known.json\n", "known.json": baseline, "a.yaml": BARE };
    expect(told(checked(files))).toEqual([]);
  });

  test.each([
    ["that is not there", { ".github/kubehop.yml": "baseline: known.json\n" }],
    ["that is something else", { ".github/kubehop.yml": "baseline: known.json\n", "known.json": "[]" }],
    ["that is broken", { ".github/kubehop.yml": "baseline: known.json\n", "known.json": "{" }],
  ])("%s is refused", (_name, files) => {
    expect(() => checked(files)).toThrow(expect.objectContaining({ code: "invalid-baseline" }));
  });

  test("has one line an entry, in an order that does not change", () => {
    const again = checked({ "b.yaml": BARE, "a.yaml": BARE });
    const text = writeBaseline(again.clusters.flatMap(({ findings }) => findings));
    expect([...text.matchAll(/"path":"(\w\.yaml)"/g)].map(([, path]) => path)).toEqual(["a.yaml", "b.yaml"]);
  });
});

test("what a pull request brings is told apart from what was there", () => {
  const base = { "a.yaml": BARE };
  const head = { "a.yaml": `# a comment\n${BARE}`, "b.yaml": BARE };
  expect(told(checked(head, { base }))).toEqual(["bare-pod a.yaml:2 existing", "bare-pod b.yaml:1 new"]);
});

test("a file that a pull request renames brings nothing", () => {
  expect(told(checked({ "b.yaml": BARE }, { base: { "a.yaml": BARE } }))).toEqual([
    "bare-pod b.yaml:1 existing",
  ]);
});

const oldJob = (name: string) => `apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: ${name}}\n`;

test("a repository without a cluster tells it apart too", () => {
  const assessment = assessRepository({
    subject: "check",
    head: repository({ "a.yaml": oldJob("a"), "b.yaml": oldJob("b") }),
    base: repository({ "a.yaml": oldJob("a") }),
    to: "1.36",
    today: "2026-11-24",
    checks: { only: ["apis"] },
  });
  expect(told(assessment)).toEqual(["removed-api a.yaml:1 existing", "removed-api b.yaml:1 new"]);
});

test("what reading the files tells is told apart as well", () => {
  const disagreeing = {
    "a.yaml": kubeadmConfiguration("v1.36.1"),
    "b.yaml": kubeadmConfiguration("v1.35.1"),
  };
  const assess = (base: Readonly<Record<string, string>>) =>
    told(
      assessRepository({
        subject: "check",
        head: repository({ ...disagreeing, "c.txt": "changed" }),
        base: repository(base),
        today: "2026-11-24",
      }),
    ).filter((line) => line.startsWith("sources-disagree"));
  expect(assess(disagreeing).join()).toMatch(/existing/);
});
