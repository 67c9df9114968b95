import { describe, expect, it } from "vitest";
import { configurationFieldsCheck } from "../../src/findings/checks/configuration-fields.ts";
import { found, inShort } from "./manifest-check.ts";
import { hopsOf } from "./sample-cluster.ts";

const PROXY =
  "apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nudpIdleTimeout: 250ms\n";
const KUBELET =
  "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nmaxParallelImagePulls: 3\n";
const SCHEDULER = `apiVersion: kubescheduler.config.k8s.io/v1beta2
kind: KubeSchedulerConfiguration
healthzBindAddress: 0.0.0.0:10251
profiles:
  - schedulerName: default-scheduler
    percentageOfNodesToScore: 40
    plugins:
      multiPoint:
        enabled: [{name: NodeAffinity}]
    pluginConfig:
      - name: InterPodAffinity
        args: {ignorePreferredTermsOfExistingPods: true}
`;
const KUBEADM = `apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
apiServer:
  timeoutForControlPlane: 4m0s
  extraArgs:
    profiling: "false"
`;
const AUDIT =
  "apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n  - level: None\n  - level: Metadata\n    omitManagedFields: true\n";
const MAP = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kube-proxy}\ndata:\n  config.conf: |\n${PROXY.replaceAll(/^(?=.)/gm, "    ")}`;

describe("fields of components' configurations", () => {
  it.each<[of: string, text: string, way: readonly [string, string], expected: readonly string[]]>([
    ["one that goes away", PROXY, ["1.25.4", "1.27"], ["config-field-removed risk a.yaml:3"]],
    ["one that goes away, in a ConfigMap", MAP, ["1.25.4", "1.26"], ["config-field-removed risk a.yaml:8"]],
    ["one that goes away later", PROXY, ["1.24.4", "1.25"], []],
    ["one that no minor of the way has", KUBELET, ["1.24.4", "1.26"], ["config-field-not-yet risk a.yaml:3"]],
    ["one that every minor of the way has", KUBELET, ["1.27.4", "1.29"], []],
    [
      "ones that the versions which are read in place of the file's do not have",
      SCHEDULER.replaceAll(/ {4}(percentage.*|pluginConfig:\n(?: {6}.*\n)+)/g, ""),
      ["1.26.15", "1.29"],
      ["config-field-removed risk a.yaml:3"],
    ],
    [
      "one that was left in a file which names the new version",
      SCHEDULER.replace("v1beta2", "v1"),
      ["1.28.15", "1.29"],
      ["config-field-removed risk a.yaml:3"],
    ],
    [
      "ones that only a newer version has, at every depth and in the arguments of a plugin",
      SCHEDULER.replace(/healthz.*\n/, ""),
      ["1.22.17", "1.24"],
      ["config-field-not-yet risk a.yaml:5", "config-field-not-yet risk a.yaml:11"],
    ],
    ["what kubeadm's own migration moves", KUBEADM, ["1.35.4", "1.37"], []],
    [
      "what was left in the old form in a kubeadm file of the new version",
      KUBEADM.replace("v1beta3", "v1beta4"),
      ["1.32.4", "1.33"],
      ["config-field-removed risk a.yaml:5", "config-field-removed risk a.yaml:4"],
    ],
    ["an item of a list", AUDIT, ["1.21.4", "1.22"], ["config-field-not-yet risk a.yaml:6"]],
    ["one of another kind", KUBELET.replace("Kubelet", "KubeProxy"), ["1.24.4", "1.26"], []],
  ])("%s", (_, ...[text, [from, to], expected]) => {
    expect(inShort(found(configurationFieldsCheck, { "a.yaml": text }, { hops: hopsOf(from, to) }))).toEqual(
      expected,
    );
  });

  it.each<[text: string, way: readonly [string, string], why: RegExp]>([
    [
      SCHEDULER,
      ["1.27.4", "1.29"],
      /healthzBindAddress, which .*v1.* kube-scheduler refuses a file with a field that it does not know/,
    ],
    [
      PROXY,
      ["1.25.4", "1.26"],
      /sets udpIdleTimeout, which 1\.26 no longer has: kube-proxy goes on without it/,
    ],
    [
      KUBEADM.replace("v1beta3", "v1beta4"),
      ["1.32.4", "1.33"],
      /apiServer\.extraArgs as a map, .*: kubeadm refuses a file in which it has another form/,
    ],
  ])("%# say what the component does with it", (text, [from, to], why) => {
    const [finding] = found(configurationFieldsCheck, { "a.yaml": text }, { hops: hopsOf(from, to) });
    expect(finding?.why).toMatch(why);
  });
});
