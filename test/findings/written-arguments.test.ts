import { describe, expect, it } from "vitest";
import { admissionPluginsCheck } from "../../src/findings/checks/admission-plugins.ts";
import { cloudProviderCheck } from "../../src/findings/checks/cloud-provider.ts";
import { componentFlagsCheck } from "../../src/findings/checks/component-flags.ts";
import { featureGatesCheck } from "../../src/findings/checks/feature-gates.ts";
import { writtenArguments } from "../../src/findings/written-arguments.ts";
import { scanRepository } from "../../src/manifests/scan-repository.ts";
import { found, inShort } from "./manifest-check.ts";
import { clusterAt, clusterWithSettings, hopsOf } from "./sample-cluster.ts";

/** `component --flag=value line:column` of everything that a file gives to a component. */
function argumentsIn(path: string, text: string): readonly string[] {
  const repository = scanRepository([{ path, text }], componentFlagsCheck.views);
  return writtenArguments({ repository, hops: [] }).map(
    ({ component, flag, value, origin: { line, column } }) =>
      `${component} --${flag}=${value} ${line}:${column}`,
  );
}

const staticPod = (command: string, metadata = "{name: kube-apiserver, namespace: kube-system}") =>
  `apiVersion: v1\nkind: Pod\nmetadata: ${metadata}\nspec:\n  containers:\n  - name: a\n    ${command}\n`;

describe("where components get their arguments from, beside kubeadm's files", () => {
  it.each<[of: string, file: readonly [path: string, text: string], given: readonly string[]]>([
    [
      "a systemd drop-in",
      [
        "kubelet.service.d/20-extra.conf",
        '[Service]\nEnvironment="KUBELET_EXTRA_ARGS=--node-ip=192.0.2.1 --feature-gates=A=true,B=false"\n',
      ],
      ["kubelet --node-ip=192.0.2.1 2:33", "kubelet --feature-gates=A=true,B=false 2:53"],
    ],
    [
      "a unit whose line goes on",
      [
        "units/kube-apiserver.service",
        "[Service]\nExecStart=/usr/local/bin/kube-apiserver \\\n  --profiling=false \\\n  --v 2\nRestart=on-failure\n",
      ],
      ["kube-apiserver --profiling=false 3:3", "kube-apiserver --v=2 4:3"],
    ],
    [
      "a template of a drop-in, whatever its ending",
      ["units/kubelet.service.t2", '[Service]\nEnvironment="KUBELET_FLAGS=--node-ip={{ip}} --v=2"\n'],
      ["kubelet --node-ip={{ip}} 2:28", "kubelet --v=2 2:45"],
    ],
    [
      "an environment file",
      ["etc/default/kubelet", "KUBELET_EXTRA_ARGS=--cgroup-driver=systemd\n"],
      ["kubelet --cgroup-driver=systemd 1:20"],
    ],
    [
      "kubeadm's own environment file",
      [
        "var/lib/kubelet/kubeadm-flags.env",
        'KUBELET_KUBEADM_ARGS="--container-runtime=remote --pod-infra-container-image=registry.k8s.io/pause:3.9"\n',
      ],
      [
        "kubelet --container-runtime=remote 1:23",
        "kubelet --pod-infra-container-image=registry.k8s.io/pause:3.9 1:50",
      ],
    ],
    [
      "cloud-init that writes one",
      [
        "user-data.yaml",
        "#cloud-config\nwrite_files:\n- path: /etc/default/kubelet\n  content: |\n    KUBELET_EXTRA_ARGS=--cloud-provider=external\n",
      ],
      ["kubelet --cloud-provider=external 5:24"],
    ],
    [
      "a script that writes one, up to where its command ends",
      [
        "join.sh",
        "echo 'KUBELET_EXTRA_ARGS=--v=2' > /etc/default/kubelet && systemctl restart kubelet --now\n",
      ],
      ["kubelet --v=2 1:26"],
    ],
    [
      "a shell in a pod, up to where its command ends",
      [
        "run.yaml",
        staticPod("command: [sh, -c, 'set -e; exec /usr/bin/kubelet --v=2 && curl --insecure localhost']"),
      ],
      ["kubelet --v=2 7:24"],
    ],
    [
      "a pod of another program that only names a component",
      [
        "operator.yaml",
        staticPod("args: [--kubelet-service=kube-system/kubelet, --logtostderr=true, --dir, /opt/kubelet]"),
      ],
      [],
    ],
    [
      "a pod that only does something with a component",
      [
        "restart.yaml",
        staticPod(
          "command: [nsenter, -t, '1', --, sh, -c, 'systemctl restart kubelet --now; ls /var/lib/kubelet --all']",
        ),
      ],
      [],
    ],
    [
      "a static pod",
      [
        "manifests/kube-apiserver.yaml",
        staticPod("command: [kube-apiserver, --profiling=false]\n    args: [--v=2]"),
      ],
      ["kube-apiserver --profiling=false 7:31", "kube-apiserver --v=2 8:12"],
    ],
    [
      "a flag and its value in two items of a pod's command",
      [
        "a.yaml",
        staticPod("command: [kube-apiserver, --feature-gates, A=true, --profiling]\n    args: [--v, '2']"),
      ],
      [
        "kube-apiserver --feature-gates=A=true 7:31",
        "kube-apiserver --profiling= 7:56",
        "kube-apiserver --v=2 8:12",
      ],
    ],
    [
      "an item with blanks in its value",
      ["a.yaml", staticPod("command: [kube-apiserver, '--feature-gates=A=true, B=false']")],
      ["kube-apiserver --feature-gates=A=true, B=false 7:32"],
    ],
    [
      "a value that the container has as a variable",
      [
        "a.yaml",
        staticPod(
          "command: [kube-apiserver, --feature-gates=$(GATES), --v=$(LEVEL)]\n    env: [{name: GATES, value: A=true}]",
        ),
      ],
      ["kube-apiserver --feature-gates=A=true 7:31", "kube-apiserver --v=$(LEVEL) 7:57"],
    ],
    [
      "a quotation that goes on over several lines",
      [
        "etc/default/kubelet",
        'KUBELET_EXTRA_ARGS="--v=2\n  --feature-gates A=true,\\\nB=false"\nOTHER="--x"\n',
      ],
      ["kubelet --v=2 1:21", "kubelet --feature-gates=A=true,B=false 2:3"],
    ],
    [
      "a value between quotation marks of its own, also escaped ones",
      [
        "etc/default/kubelet",
        `KUBELET_EXTRA_ARGS='--feature-gates "A=true" --v=2'\nKUBELET_KUBEADM_ARGS="--node-ip=\\"::1\\" --v=3"\n`,
      ],
      [
        "kubelet --feature-gates=A=true 1:21",
        "kubelet --v=2 1:46",
        "kubelet --node-ip=::1 2:23",
        "kubelet --v=3 2:41",
      ],
    ],
    [
      "a variable that is added to, up to the end of its quotation",
      ["join.sh", 'KUBELET_EXTRA_ARGS+=" --v=2" kubeadm join --token=abc\n'],
      ["kubelet --v=2 1:23"],
    ],
    [
      "a value with a template's action before it",
      ["20-extra.conf.j2", "KUBELET_EXTRA_ARGS=--feature-gates={{ gates }},A=true --v=2\n"],
      ["kubelet --feature-gates={{ gates }},A=true 1:20", "kubelet --v=2 1:55"],
    ],
    [
      "the variables of other components",
      [
        "cfg/kube-apiserver.conf",
        'KUBE_APISERVER_OPTS="--profiling=false \\\n--v=2"\nKUBE_CONTROLLER_MANAGER_OPTS="--v=3"\nKUBE_SCHEDULER_ARGS="--v=4"\nKUBE_PROXY_OPTS=--v=5\n',
      ],
      [
        "kube-apiserver --profiling=false 1:22",
        "kube-apiserver --v=2 2:1",
        "kube-controller-manager --v=3 3:31",
        "kube-scheduler --v=4 4:22",
        "kube-proxy --v=5 5:17",
      ],
    ],
    [
      "a unit's own variables, by name and as a value",
      [
        "kubelet.service",
        '[Service]\nEnvironment="GATES=A=true" "OWN=--v=2"\nExecStart=/usr/bin/kubelet --feature-gates=$GATES $OWN\n',
      ],
      ["kubelet --feature-gates=A=true 3:28", "kubelet --v=2 2:33"],
    ],
    [
      "a unit that starts a shell, or a path that a template writes",
      [
        "units.yaml",
        'ExecStart=-/bin/sh -c "exec /usr/bin/kubelet --v=2"\nExecStart={{ bin_dir }}/kube-proxy --v=3\n',
      ],
      ["kubelet --v=2 1:46", "kube-proxy --v=3 2:36"],
    ],
    [
      "a unit with a comment between its lines",
      ["kubelet.service", "ExecStart=/usr/bin/kubelet \\\n  --v=2 \\\n# --old=1\n  --node-ip=::1\n"],
      ["kubelet --v=2 2:3", "kubelet --node-ip=::1 4:3"],
    ],
    [
      "kubespray's flags and gates",
      [
        "inventory/prod/group_vars/k8s_cluster/k8s-cluster.yml",
        'kubelet_custom_flags:\n  - "--event-qps"\n  - "0"\nkube_apiserver_feature_gates: ["A=true"]\nkube_kubeadm_scheduler_extra_args:\n  profiling: "false"\n',
      ],
      [
        "kubelet --event-qps=0 2:6",
        "kube-apiserver --feature-gates=A=true 4:33",
        "kube-scheduler --profiling=false 6:15",
      ],
    ],
  ])("%s", (_, [path, text], given) => {
    expect(argumentsIn(path, text)).toEqual(given);
  });

  it.each<[of: string, path: string, text: string]>([
    ["a comment", "20-extra.conf", '# Environment="KUBELET_EXTRA_ARGS=--x=1"\n; KUBELET_EXTRA_ARGS=--x\n'],
    ["another program's unit", "app.service", "[Service]\nExecStart=/usr/bin/kubelet-exporter --port=1\n"],
    ["variables", "10-kubeadm.conf", "ExecStart=/usr/bin/kubelet $KUBELET_CONFIG_ARGS $KUBELET_EXTRA_ARGS\n"],
    [
      "a unit that only does something with one",
      "a.service",
      "ExecStart=/bin/systemctl restart kubelet --wait\n",
    ],
    ["code that looks for the variable", "a.py", 'if "KUBELET_EXTRA_ARGS=" in line:\n    run("--x=1")\n'],
    ["a sample", "examples/20-extra.conf", "KUBELET_EXTRA_ARGS=--x=1\n"],
    [
      "what a cluster shows of its static pods",
      "pods.yaml",
      staticPod("command: [kube-apiserver, --a=1]", "{annotations: {kubernetes.io/config.mirror: abc}}"),
    ],
    [
      "what an old kubeadm wrote itself",
      "kube-apiserver.yaml",
      staticPod("command: [kube-apiserver, --insecure-port=0]", "{labels: {tier: control-plane}}"),
    ],
    ["another program's pod", "app.yaml", staticPod("command: [app, --kube-apiserver=1]")],
  ])("not %s", (_, path, text) => {
    expect(argumentsIn(path, text)).toEqual([]);
  });
});

describe("what is judged of them", () => {
  const DROP_IN = "kubelet.service.d/20-extra.conf";
  const cluster = clusterWithSettings(
    "1.34.2",
    "apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\nnodeRegistration:\n  kubeletExtraArgs:\n    - {name: pod-infra-container-image, value: a}\n",
  );
  const toNext = { hops: hopsOf("1.34.2", "1.35") };

  it("tells a flag once, for kubeadm's file and for the host's", () => {
    const files = { [DROP_IN]: 'Environment="KUBELET_EXTRA_ARGS=--pod-infra-container-image=a"\n' };
    const findings = found(componentFlagsCheck, files, { cluster, ...toNext });
    expect(inShort(findings)).toEqual([`flag-removed blocker kubeadm.yaml:5 ${DROP_IN}:1`]);
    expect(findings[0]?.fix.text).toContain(`nodeRegistration.kubeletExtraArgs and ${DROP_IN}`);
  });

  it("tells it in a repository that describes no cluster", () => {
    const files = { "etc/default/kubelet": "KUBELET_EXTRA_ARGS=--container-runtime=remote\n" };
    expect(inShort(found(componentFlagsCheck, files, { hops: hopsOf("1.26.1", "1.27") }))).toEqual([
      "flag-removed blocker etc/default/kubelet:1",
    ]);
  });

  it("leaves out the files of a neighbour", () => {
    const home = { path: "clusters/a/kubeadm.yaml", line: 1, column: 1, field: "", value: "" };
    const flag = "KUBELET_EXTRA_ARGS=--container-runtime=remote\n";
    const files = { "clusters/a/kubelet": flag, "clusters/b/kubelet": flag, "hosts/kubelet": flag };
    const way = { cluster: clusterAt("1.26.1", { origins: [home] }), hops: hopsOf("1.26.1", "1.27") };
    expect(inShort(found(componentFlagsCheck, files, way))).toEqual([
      "flag-removed blocker clusters/a/kubelet:1 hosts/kubelet:1",
    ]);
  });

  it("judges gates of arguments and of configurations alike, also inside a ConfigMap", () => {
    const gates =
      "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nfeatureGates:\n  DevicePlugins: true\n";
    const files = {
      "kubelet.yaml": gates,
      "map.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: own}\ndata:\n  kubelet: |\n${gates.replaceAll(/^/gm, "    ").trimEnd()}\n`,
      [DROP_IN]: 'Environment="KUBELET_EXTRA_ARGS=--feature-gates=DevicePlugins=true"\n',
    };
    const findings = found(featureGatesCheck, files, { hops: hopsOf("1.26.1", "1.30") });
    expect(inShort(findings)).toEqual([
      `feature-gate-removed blocker ${DROP_IN}:1 kubelet.yaml:4 map.yaml:9`,
    ]);
  });

  const KUBELET_GATES =
    "apiVersion: kubelet.config.k8s.io/v1beta1\nfeatureGates:\n  DevicePlugins: true # old\nkind: KubeletConfiguration\n";

  it.each<[of: string, file: readonly [path: string, text: string], line: number]>([
    ["a drop-in of the kubelet", ["etc/kubernetes/kubelet.conf.d/90-own.conf", KUBELET_GATES], 3],
    ["a script that writes a file", ["init.sh", `cat > kubelet.yaml <<EOF\n${KUBELET_GATES}EOF\n`], 4],
    [
      "cloud-init",
      [
        "user-data.yaml",
        `#cloud-config\nwrite_files:\n- content: |\n${KUBELET_GATES.replaceAll(/^(?=.)/gm, "    ")}  path: /a\n`,
      ],
      6,
    ],
    ["a file that its kind already shows", ["kubelet.yaml", KUBELET_GATES], 3],
    [
      "kind",
      [
        "kind.yaml",
        "apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nfeatureGates:\n  DevicePlugins: true\n",
      ],
      4,
    ],
  ])("judges gates in %s", (_, [path, text], line) => {
    const findings = found(featureGatesCheck, { [path]: text }, { hops: hopsOf("1.26.1", "1.30") });
    expect(inShort(findings)).toEqual([`feature-gate-removed blocker ${path}:${line}`]);
  });

  it("takes no gates of other objects in such texts", () => {
    const text = `${KUBELET_GATES}---\napiVersion: example.com/v1\nfeatureGates:\n  DevicePlugins: true\n`;
    const findings = found(featureGatesCheck, { "a.tf": text }, { hops: hopsOf("1.26.1", "1.30") });
    expect(inShort(findings)).toEqual(["feature-gate-removed blocker a.tf:3"]);
  });

  it("judges admission plugins and cloud providers of static pods", () => {
    const files = {
      "a.yaml": staticPod(
        "command: [kube-apiserver, --enable-admission-plugins=PodSecurityPolicy, --cloud-provider=aws]",
      ),
    };
    const way = { hops: hopsOf("1.24.1", "1.27") };
    expect(
      [admissionPluginsCheck, cloudProviderCheck].flatMap((check) => inShort(found(check, files, way))),
    ).toEqual(["admission-plugin-removed blocker a.yaml:7", "in-tree-cloud-provider blocker a.yaml:7"]);
  });
});
