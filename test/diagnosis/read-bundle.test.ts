import { describe, expect, test } from "vitest";
import { diagnose } from "../../src/diagnosis/diagnose.ts";
import { snapshotOf } from "../../src/diagnosis/read-bundle.ts";
import { ago, crashed, pod, running } from "./cluster-objects.ts";

const POD = pod({ status: running(crashed(1)) });

function bundle(files: Readonly<Record<string, string>>) {
  const listed = Object.entries(files).map(([path, text]) => ({ path, text }));
  return snapshotOf({ files: listed, unread: [], takenAt: ago(0), place: "dump" });
}

const classes = (files: Readonly<Record<string, string>>) =>
  diagnose(bundle(files)).map(({ class: found }) => found);

const list = (kind: string, items: readonly object[]) => JSON.stringify({ apiVersion: "v1", kind, items });

describe("objects come in every form that kubectl writes", () => {
  const { kind: _kind, apiVersion: _version, ...bare } = POD as Record<string, unknown>;

  test.each([
    ["a List", { "pods.json": list("List", [POD]) }],
    ["a typed list, whose items do not repeat their kind", { "shop/pods.json": list("PodList", [bare]) }],
    ["one object", { "pod.json": JSON.stringify(POD) }],
    ["YAML", { "pod.yaml": `apiVersion: v1\nkind: List\nitems:\n- ${JSON.stringify(POD)}\n` }],
    [
      "several documents",
      { "all.yaml": `---\nkind: ConfigMap\nmetadata: {name: a}\n---\n${JSON.stringify(POD)}\n` },
    ],
    ["lists in lists", { "a.json": list("List", [{ kind: "PodList", items: [bare] }]) }],
    ["twice the same", { "a.json": list("List", [POD]), "b.json": list("List", [POD]) }],
  ])("%s", (_, files) => {
    expect(classes(files)).toEqual(["crash-loop-back-off"]);
  });
});

test("Secrets are passed over", () => {
  const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "s" }, data: { a: "aHVudGVyMg==" } };
  const read = bundle({ "a.json": JSON.stringify({ kind: "List", items: [POD, secret] }) });
  expect(JSON.stringify(read.objects)).not.toContain("aHVudGVyMg");
});

const line = (text: string) => `2026-11-27T21:04:33.123456789Z stderr F ${text}\n`;

describe("logs lie where kubectl and kind put them", () => {
  const pods = { "pods.json": JSON.stringify(POD) };
  const evidenceWith = (files: Readonly<Record<string, string>>) =>
    diagnose(bundle({ ...pods, ...files }))[0]?.evidence;

  test("kubectl cluster-info dump", () => {
    const text =
      "==== START logs for container proxy of pod shop/web-1 ====\nnot this\n==== END logs for container proxy of pod shop/web-1 ====\n==== START logs for container web of pod shop/web-1 ====\nboom\n==== END logs for container web of pod shop/web-1 ====\n";
    expect(evidenceWith({ "shop/web-1/logs.txt": text })).toContain("Log shop/web-1 web: boom");
  });

  test("kind export logs, of which the newest run counts", () => {
    const folder = "kind-worker/pods/shop_web-1_2228fda1-14fa-47e2-920f-12f8b3e798b0/web";
    const evidence = evidenceWith({ [`${folder}/9.log`]: line("old"), [`${folder}/10.log`]: line("new") });
    expect(evidence?.at(-1)).toBe("Log shop/web-1 web: new");
  });
});

describe("what cannot be used is said", () => {
  test.each([
    ["nothing in it", {}, "holds no Kubernetes object."],
    ["broken JSON", { "pods.json": '{"kind": "List", "items": [' }, "pods.json"],
    ["logs alone", { "kubelet.log": "E1127 something" }, "holds no Kubernetes object."],
    ["something else", { "package.json": '{"name": "web"}' }, "holds no Kubernetes object."],
  ])("%s", (_, files, message) => {
    expect(() => bundle(files)).toThrow(
      expect.objectContaining({ code: "bundle-unusable", message: expect.stringContaining(message) }),
    );
  });

  test("a broken file beside good ones costs only itself", () => {
    const told = diagnose(bundle({ "a.json": JSON.stringify(POD), "b.json": "{" }));
    expect(told.map(({ class: found }) => found)).toEqual(["diagnosis-incomplete", "crash-loop-back-off"]);
    expect(told[0]?.cause).toContain("b.json:1");
  });
});
