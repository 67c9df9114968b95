import { describe, expect, it } from "vitest";
import { configurationFieldsCheck } from "../../src/findings/checks/configuration-fields.ts";
import { found, inShort } from "./manifest-check.ts";
import { hopsOf } from "./sample-cluster.ts";

const PROXY =
  "apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nudpIdleTimeout: 250ms\n";
const KUBELET =
  "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nmaxParallelImagePulls: 3\n";
const MAP = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kube-proxy}\ndata:\n  config.conf: |\n${PROXY.replaceAll(/^(?=.)/gm, "    ")}`;

describe("fields of components' configurations", () => {
  it.each<[of: string, text: string, way: readonly [string, string], expected: readonly string[]]>([
    ["one that goes away", PROXY, ["1.25.4", "1.27"], ["config-field-removed risk a.yaml:3"]],
    ["one that goes away, in a ConfigMap", MAP, ["1.25.4", "1.26"], ["config-field-removed risk a.yaml:8"]],
    ["one that goes away later", PROXY, ["1.24.4", "1.25"], []],
    ["one that no minor of the way has", KUBELET, ["1.24.4", "1.26"], ["config-field-not-yet risk a.yaml:3"]],
    ["one that every minor of the way has", KUBELET, ["1.27.4", "1.29"], []],
    ["one of another kind", KUBELET.replace("Kubelet", "KubeProxy"), ["1.24.4", "1.26"], []],
  ])("%s", (_, ...[text, [from, to], expected]) => {
    expect(inShort(found(configurationFieldsCheck, { "a.yaml": text }, { hops: hopsOf(from, to) }))).toEqual(
      expected,
    );
  });
});
