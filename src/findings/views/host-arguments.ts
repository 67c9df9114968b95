import { sampleFolder } from "../../manifests/sample-folder.ts";
import type { FileView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { SourceFile } from "../../source/finding.ts";
import { lineIndex } from "../../source/line-index.ts";
import { textArguments } from "../argument-text.ts";
import { type ArgumentComponent, type ComponentArgument, componentOf } from "../component-argument.ts";

/**
 * Arguments that hosts give to the components: systemd units and drop-ins, `/etc/default/kubelet`,
 * `kubeadm-flags.env`, and the scripts, templates and cloud-init files that write them.
 */
export const hostArguments: FileView<ComponentArgument> = {
  kind: "files",
  name: "host-arguments",
  wants: ({ path, text }) =>
    /KUBELET_\w*(?:ARGS|FLAGS|OPTS)\s*=|ExecStart/.test(text) &&
    !/\.(?:md|rst|txt)$/i.test(path) &&
    sampleFolder(path) === undefined,
  read: (file) => ({ entries: [...assignedArguments(file), ...startedArguments(file)] }),
};

const ASSIGNMENT = /\bKUBELET_\w*(?:ARGS|FLAGS|OPTS)\s*=/g;
const START =
  /\bExecStart\s*=\s*[-@:+!|]*(?:\S*\/)?(kubelet|kube-(?:apiserver|controller-manager|scheduler|proxy))(?=[\s\\])/g;

function assignedArguments(file: SourceFile): readonly ComponentArgument[] {
  return [...file.text.matchAll(ASSIGNMENT)].flatMap((found) => argumentsAt(file, found, "kubelet"));
}

function startedArguments(file: SourceFile): readonly ComponentArgument[] {
  return [...file.text.matchAll(START)].flatMap((found) => {
    const component = componentOf(found[1]);
    return component === undefined ? [] : argumentsAt(file, found, component);
  });
}

function argumentsAt(
  { path, text }: SourceFile,
  { 0: head, index }: RegExpExecArray,
  component: ArgumentComponent,
): readonly ComponentArgument[] {
  const lineStart = text.lastIndexOf("\n", index) + 1;
  if (/^\s*(?:[#;]|\/\/)/.test(text.slice(lineStart, index))) return [];
  const start = index + head.length;
  const locate = lineIndex(text);
  return textArguments(logicalLine(text, start)).map(({ flag, value, at }) => ({
    component,
    flag: detached(flag),
    value: detached(value),
    origin: { path: detached(path), ...locate(start + at), field: detached(flag), value: detached(value) },
    heldBy: "host",
  }));
}

/** The rest of a line with those that a backslash continues, up to where a shell's command ends. */
function logicalLine(text: string, start: number): string {
  const [line = ""] = /^(?:[^\\\n]|\\\r?\n|\\.)*/.exec(text.slice(start)) ?? [];
  const end = /\s(?:[>|;]|&&)|\s#/.exec(line);
  return line.slice(0, end?.index);
}
