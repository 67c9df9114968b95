import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { repositoryTrapsCheck } from "../../src/findings/checks/repository-traps.ts";
import { laterForms, trapFamilies } from "../../src/findings/trap-families.ts";
import { found, inShort } from "./manifest-check.ts";
import { hopsOf } from "./sample-cluster.ts";
import { type TrapCase, trapCases } from "./trap-cases.ts";

const CASES: readonly (readonly [trap: string, TrapCase])[] = Object.entries(trapCases);

/** What is found in one file on the way over the minor of the case. */
function foundIn({ path = "a.yaml", over }: TrapCase, text: string): readonly string[] {
  const [from, to] = over;
  return inShort(found(repositoryTrapsCheck, { [path]: text }, { hops: hopsOf(`${from}.0`, to) }));
}

describe("traps that files of the repository run into", () => {
  it.each(CASES)("%s, where a file shows it", (_, example) => {
    expect(foundIn(example, example.shows)).toEqual([example.found]);
  });

  it.each(CASES)("%s, and not where a file only resembles it", (_, example) => {
    expect(foundIn(example, example.clean)).toEqual([]);
  });

  it.each(CASES.filter(([trap]) => laterForms[trap] === undefined))(
    "%s, and not where the way ends before it",
    (_, example) => {
      const [from] = example.over;
      expect(foundIn({ ...example, over: [`1.${Number(from.slice(2)) - 1}`, from] }, example.shows)).toEqual(
        [],
      );
    },
  );

  it("has a case for every trap that it can tell", () => {
    const told = trapFamilies.flatMap(({ traps }) => traps);
    const elsewhere = ["selinux-mount-ga", "sha1-certs-off"];
    expect(Object.keys(trapCases).toSorted()).toEqual(
      told.filter((trap) => !elsewhere.includes(trap)).toSorted(),
    );
  });

  it("tells a cause once for all its places, with the words of the trap", () => {
    const claims = ["one", "two"].map(
      (name) =>
        `apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: ${name}}\nspec:\n  rbd: {image: ${name}}\n`,
    );
    const findings = found(
      repositoryTrapsCheck,
      { "a.yaml": claims.join("---\n") },
      { hops: hopsOf("1.30.2", "1.31") },
    );
    expect(findings).toMatchObject([
      {
        id: "volume-plugin-removed",
        certainty: "proven",
        appliesTo: { from: "1.30.2" },
        why: "PersistentVolume one and PersistentVolume two: In-tree CephFS and RBD plugins do nothing any more, CSI migration of RBD is gone.",
        fix: { text: "Re-deploy with the Ceph CSI drivers before." },
      },
    ]);
    expect(findings[0]?.places.map(({ line, object }) => `${line} ${object?.name ?? ""}`)).toEqual([
      "5 one",
      "11 two",
    ]);
  });

  it("tells a later form of a trap only where the earlier one is behind", () => {
    const pod =
      "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  volumes: [{name: a, gitRepo: {repository: b}}]\n";
    const hopsTold = (from: string, to: string) =>
      found(repositoryTrapsCheck, { "a.yaml": pod }, { hops: hopsOf(from, to) }).map(({ appliesTo }) =>
        appliesTo.to?.slice(0, 4),
      );
    expect([hopsTold("1.32.2", "1.36"), hopsTold("1.34.2", "1.36")]).toEqual([["1.33"], ["1.36"]]);
  });

  it("passes over samples, and says nothing without a way", () => {
    const { shows } = trapCases["glusterfs-removed"] ?? { shows: "" };
    const way = { hops: hopsOf("1.25.2", "1.26") };
    expect(found(repositoryTrapsCheck, { "examples/a.yaml": shows }, way)).toEqual([]);
    expect(found(repositoryTrapsCheck, { "a.yaml": shows })).toEqual([]);
  });
});

describe("certificates that are signed with SHA-1", () => {
  it("are refused from 1.24 on, where they lie in a kubeconfig or a file", () => {
    const [old, root] = ["sha1-leaf.pem", "root.pem"].map((name) =>
      readFileSync(new URL(`../fixtures/certificates/${name}`, import.meta.url), "utf8"),
    );
    const files = { "tls.pem": old ?? "", "root.pem": root ?? "" };
    const way = { hops: hopsOf("1.23.4", "1.24") };
    expect(inShort(found(repositoryTrapsCheck, files, way))).toEqual(["sha1-signature risk tls.pem:1"]);
  });

  it("are no matter of Kubernetes where a workload of somebody else takes them", () => {
    const driver =
      "apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: csi}\nspec:\n  template:\n    spec:\n      containers:\n      - {name: a, image: a, env: [{name: GODEBUG, value: x509sha1=1}]}\n";
    const way = { hops: hopsOf("1.32.4", "1.33") };
    expect(found(repositoryTrapsCheck, { "csi.yaml": driver }, way)).toEqual([]);
  });
});

describe("pods with different SELinux labels on one volume", () => {
  const [first, second] = ["c1,c2", "c3,c4"].map((level) => `seLinuxOptions: {level: 's0:${level}'}`);

  it.each([
    ["different ones", [first, second], ["selinux-volume-shared risk a.yaml:9 b.yaml:9"]],
    ["one and none", [first, ""], ["selinux-volume-shared risk a.yaml:9 b.yaml:9"]],
    ["the same", [first, first], []],
    ["different ones that relabel file by file", [first, `${second}, seLinuxChangePolicy: Recursive`], []],
  ] as const)("%s", (_, [one = "", other = ""], expected) => {
    const files = { "a.yaml": deployment("a", one), "b.yaml": deployment("b", other) };
    expect(inShort(found(repositoryTrapsCheck, files, { hops: hopsOf("1.36.2", "1.37") }))).toEqual(expected);
  });
});

function deployment(name: string, settings: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec:
  template:
    spec:
      securityContext: {${settings}}
      containers: [{name: a, image: a, volumeMounts: [{name: data, mountPath: /data}]}]
      volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
`;
}

const configuration = (version: string, manager: string) =>
  `apiVersion: kubeadm.k8s.io/${version}\nkind: ClusterConfiguration\ncontrollerManager:\n${manager}`;

describe("FlexVolume plugins that only kubeadm mounts", () => {
  const MOUNT = "  extraVolumes: [{name: flex, hostPath: /opt/flex, mountPath: /opt/flex}]\n";
  const FINDING = "volume-plugin-removed risk a.yaml:5";

  it.each<[string, string, readonly string[]]>([
    ["a map", configuration("v1beta3", "  extraArgs:\n    flex-volume-plugin-dir: /opt/flex\n"), [FINDING]],
    [
      "a list",
      configuration("v1beta4", "  extraArgs:\n  - {name: flex-volume-plugin-dir, value: /opt/flex}\n"),
      [FINDING],
    ],
    [
      "a map, beside a mount of one's own",
      configuration("v1beta3", `  extraArgs: {flex-volume-plugin-dir: /opt/flex}\n${MOUNT}`),
      [],
    ],
    ["no argument", configuration("v1beta3", MOUNT), []],
  ])("in %s", (_, text, expected) => {
    const findings = found(repositoryTrapsCheck, { "a.yaml": text }, { hops: hopsOf("1.35.0", "1.36") });
    expect(inShort(findings)).toEqual(expected);
  });
});
