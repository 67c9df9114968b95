import { sampleFolder } from "../../manifests/sample-folder.ts";
import type { FileView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import { readDocuments } from "../../source/documents.ts";
import type { SourceValue } from "../../source/value.ts";
import { textArguments } from "../argument-text.ts";
import type { ArgumentComponent, ComponentArgument } from "../component-argument.ts";

/** kubespray's variables that hold a component's command line, as a list of options or as a mapping. */
const OPTIONS: Readonly<Record<string, ArgumentComponent>> = {
  kubelet_custom_flags: "kubelet",
  kubelet_node_custom_flags: "kubelet",
  kube_kubeadm_apiserver_extra_args: "kube-apiserver",
  kube_kubeadm_controller_extra_args: "kube-controller-manager",
  kube_kubeadm_scheduler_extra_args: "kube-scheduler",
};
/** Those that hold feature gates as `Name=true`; `kube_feature_gates` is for every component, the API server first. */
const GATES: Readonly<Record<string, ArgumentComponent>> = {
  kube_feature_gates: "kube-apiserver",
  kube_apiserver_feature_gates: "kube-apiserver",
  kube_controller_feature_gates: "kube-controller-manager",
  kube_scheduler_feature_gates: "kube-scheduler",
  kube_proxy_feature_gates: "kube-proxy",
  kubelet_feature_gates: "kubelet",
};
const NAMES = new RegExp(`^(?:${[...Object.keys(OPTIONS), ...Object.keys(GATES)].join("|")})[ \\t]*:`, "m");

/** Command-line arguments and feature gates in the variables of kubespray. */
export const kubesprayArguments: FileView<ComponentArgument> = {
  kind: "files",
  name: "kubespray-arguments",
  wants: ({ path, text }) =>
    /\.(?:ya?ml|json)$|(?:^|\/)[^./]+$/i.test(path) && NAMES.test(text) && sampleFolder(path) === undefined,
  read: (file) => {
    const { documents, unread } = readDocuments(file);
    return { entries: documents.flatMap(({ root }) => argumentsOf(root)), unread };
  },
};

function argumentsOf(root: SourceValue): readonly ComponentArgument[] {
  return root.entries().flatMap(([name, value]) => {
    const component = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
    if (component !== undefined) return optionsOf(value, component);
    const gated = Object.hasOwn(GATES, name) ? GATES[name] : undefined;
    return gated === undefined ? [] : value.items().map((gate) => argument(gate, gated, "feature-gates"));
  });
}

function optionsOf(value: SourceValue, component: ArgumentComponent): readonly ComponentArgument[] {
  const mapped = value.entries().map(([flag, setting]) => argument(setting, component, flag));
  const texts = value.kind === "scalar" ? [value] : value.items();
  return [...mapped, ...optionsIn(texts, component)];
}

/** kubespray writes the items of a list one after the other, so a flag and its value may stand in two of them. */
function optionsIn(
  texts: readonly SourceValue[],
  component: ArgumentComponent,
): readonly ComponentArgument[] {
  let line = "";
  const parts = texts.map((text) => {
    line += `${text.text() ?? ""} `;
    return { text, end: line.length };
  });
  return textArguments(line).flatMap(({ flag, value, at }) => {
    const part = parts.find(({ end }) => at < end);
    return part === undefined ? [] : [{ ...argument(part.text, component, flag), value: detached(value) }];
  });
}

function argument(setting: SourceValue, component: ArgumentComponent, flag: string): ComponentArgument {
  const { path, line, column, field } = setting.origin();
  const value = detached(setting.text() ?? "");
  return {
    component,
    flag: detached(flag),
    value,
    origin: { path: detached(path), line, column, field: detached(field), value },
    heldBy: "kubespray",
  };
}
