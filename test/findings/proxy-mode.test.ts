import { describe, expect, test } from "vitest";
import { byHandCheck } from "../../src/findings/checks/by-hand.ts";
import { proxyModeCheck } from "../../src/findings/checks/proxy-mode.ts";
import { emptyRepository } from "../../src/manifests/repository.ts";
import { found } from "./manifest-check.ts";
import { clusterAt, hopsOf } from "./sample-cluster.ts";

const VERSION = "inventory/prod/group_vars/k8s_cluster/k8s-cluster.yml";
const CLUSTER = clusterAt("1.34.2", {
  distribution: "kubespray",
  origins: [{ path: VERSION, line: 1, column: 15, field: "kube_version", value: "1.34.2" }],
});

/** `certainty place …` of what is said about ipvs. */
function told(files: Readonly<Record<string, string>>, cluster = CLUSTER): readonly string[] {
  const way = { cluster, hops: hopsOf("1.34.2", "1.36"), to: "1.36" };
  return found(proxyModeCheck, files, way).map(({ certainty, places }) =>
    [certainty, ...places.map(({ path, line }) => `${path.split("/").at(-1)}:${line}`)].join(" "),
  );
}

describe("kubespray's kube-proxy", () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      "by a variable",
      { [VERSION]: "kube_version: 1.34.2\nkube_proxy_mode: ipvs\n" },
      ["proven k8s-cluster.yml:2"],
    ],
    ["in another mode", { [VERSION]: "kube_proxy_mode: iptables\n" }, []],
    [
      "by default",
      { [VERSION]: "kube_version: 1.34.2\n#kube_proxy_mode: ipvs\n" },
      ["likely k8s-cluster.yml:1"],
    ],
    [
      "in another mode, said on a command line",
      { "deploy.sh": "ansible-playbook -e kube_proxy_mode=nftables cluster.yml\n" },
      [],
    ],
    [
      "in an inventory's variables",
      { "inventory/prod/hosts.ini": "[k8s_cluster:vars]\nkube_proxy_mode = ipvs\nkube_proxy_mode=ipvs\n" },
      ["proven hosts.ini:3"],
    ],
    [
      "in a YAML inventory",
      { "inventory/prod/hosts.yaml": "all:\n  vars:\n    kube_proxy_mode: ipvs\n" },
      ["proven hosts.yaml:3"],
    ],
    [
      "in one mode for all and in another for the cluster",
      {
        [VERSION]: "kube_proxy_mode: nftables\n",
        "inventory/prod/group_vars/all/all.yml": "kube_proxy_mode: ipvs\n",
      },
      ["likely all.yml:1"],
    ],
    ["by a template", { [VERSION]: 'kube_proxy_mode: "{{ mode }}"\n' }, []],
    ["with Cilium in its place", { [VERSION]: "cilium_kube_proxy_replacement: true\n" }, []],
    [
      "left beside Cilium",
      { [VERSION]: "cilium_kube_proxy_replacement: false\n" },
      ["likely k8s-cluster.yml:1"],
    ],
    ["taken away", { [VERSION]: "kube_proxy_remove: true\nkube_proxy_mode: ipvs\n" }, []],
    [
      "where a copy of kubespray lies in the repository",
      {
        "roles/kubespray_defaults/defaults/main/main.yml": "kube_proxy_mode: ipvs\n",
        "inventory/sample/group_vars/k8s_cluster/k8s-cluster.yml": "kube_proxy_mode: ipvs\n",
        "roles/x/tasks/main.yml": "- debug: {msg: x}\n  when: kube_proxy_mode == 'ipvs'\n",
        [VERSION]: "kube_proxy_mode: iptables\n",
      },
      [],
    ],
    [
      "of a neighbour",
      {
        [VERSION]: "kube_proxy_mode: iptables\n",
        "inventory/dev/group_vars/all.yml": "kube_proxy_mode: ipvs\n",
      },
      [],
    ],
  ])("%s", (_, files, expected) => {
    expect(told(files)).toEqual(expected);
  });

  test("is no longer left to be looked up by hand", () => {
    const way = { cluster: CLUSTER, hops: hopsOf("1.34.2", "1.37"), to: "1.37" };
    const [finding] = byHandCheck.judge({ ...way, repository: emptyRepository });
    expect(finding?.fix.text).not.toMatch(/ipvs|kube-proxy configmap/);
  });

  test("says nothing of a cluster that kubespray did not make", () => {
    expect(told({ [VERSION]: "kube_proxy_mode: ipvs\n" }, clusterAt("1.34.2"))).toEqual([]);
  });
});
