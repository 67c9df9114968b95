import { sampleFolder } from "../../manifests/sample-folder.ts";
import type { FileView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { SourceFile } from "../../source/finding.ts";
import type { GateSetting } from "../gate-setting.ts";

/**
 * Feature gates of kubelet and kube-proxy configurations that stand in other texts: drop-ins that end in `.conf`,
 * scripts, cloud-init and whatever else writes such a file to a host.
 */
export const textGates: FileView<GateSetting> = {
  kind: "files",
  name: "text-gates",
  wants: ({ path, text }) =>
    /kube(?:let|proxy)\.config\.k8s\.io\//.test(text) &&
    text.includes("featureGates") &&
    !/\.(?:md|rst|txt|json)$/i.test(path) &&
    sampleFolder(path) === undefined,
  read: (file) => ({ entries: [...gatesIn(file)] }),
};

const OBJECT = /^\s*["']?apiVersion["']?\s*:\s*["']?(kubelet|kubeproxy)?[\w.-]*\//;
const COMPONENTS: Readonly<Record<string, string>> = { kubelet: "kubelet", kubeproxy: "kube-proxy" };
const GATES = /^(\s*)featureGates\s*:\s*(?:#.*)?$/;
const GATE = /^(\s*)["']?([A-Za-z]\w*)["']?\s*:\s*(true|false)\s*(?:#.*)?$/;

function* gatesIn({ path, text }: SourceFile): Iterable<GateSetting> {
  let component: string | undefined;
  let above: string | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    const object = OBJECT.exec(line);
    if (object !== null) component = COMPONENTS[object[1] ?? ""];
    const [, indent = "", name, value] = GATE.exec(line) ?? [];
    if (
      component === undefined ||
      above === undefined ||
      name === undefined ||
      indent.length <= above.length
    ) {
      above = GATES.exec(line)?.[1];
      continue;
    }
    const gate = detached(name);
    const origin = {
      path: detached(path),
      line: index + 1,
      column: indent.length + 1,
      field: gate,
      value: gate,
    };
    yield { component, gate, value: value === "true", origin, setBy: "configuration" };
  }
}
