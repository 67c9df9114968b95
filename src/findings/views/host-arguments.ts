import { sampleFolder } from "../../manifests/sample-folder.ts";
import type { FileView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { SourceFile } from "../../source/finding.ts";
import { lineIndex } from "../../source/line-index.ts";
import { textArguments } from "../argument-text.ts";
import { assignedText, startedText, type TextPart } from "../assigned-text.ts";
import type { ArgumentComponent, ComponentArgument } from "../component-argument.ts";
import { startedByUnit } from "../started-program.ts";

/**
 * Arguments that hosts give to the components: systemd units and drop-ins, `/etc/default/kubelet`,
 * `kubeadm-flags.env`, and the scripts, templates and cloud-init files that write them.
 */
export const hostArguments: FileView<ComponentArgument> = {
  kind: "files",
  name: "host-arguments",
  wants: ({ path, text }) =>
    /KUBE(?:LET|_)\w*(?:ARGS|FLAGS|OPTS)\s*\+?=|ExecStart/.test(text) &&
    !/\.(?:md|rst|txt)$/i.test(path) &&
    sampleFolder(path) === undefined,
  read: (file) => ({ entries: [...assignedArguments(file), ...startedArguments(file)] }),
};

/** Variables whose names say which component reads them. */
const NAME = String.raw`\b(KUBELET|KUBE_(?:API|CONTROLLER|SCHEDULER|PROXY))\w*(?:ARGS|FLAGS|OPTS)`;
const ASSIGNMENT = new RegExp(String.raw`${NAME}\s*\+?=`, "g");
const READERS: Readonly<Record<string, ArgumentComponent>> = {
  KUBELET: "kubelet",
  KUBE_API: "kube-apiserver",
  KUBE_CONTROLLER: "kube-controller-manager",
  KUBE_SCHEDULER: "kube-scheduler",
  KUBE_PROXY: "kube-proxy",
};
const START = /\bExecStart\s*=\s*/g;

function assignedArguments(file: SourceFile): readonly ComponentArgument[] {
  return [...file.text.matchAll(ASSIGNMENT)].flatMap((found) => {
    const component = READERS[found[1] ?? ""];
    return component === undefined ? [] : assignedAt(file, found, component);
  });
}

function startedArguments(file: SourceFile): readonly ComponentArgument[] {
  return [...file.text.matchAll(START)].flatMap(({ 0: head, index }) => {
    if (isComment(file.text, index)) return [];
    const at = index + head.length;
    const text = startedText(file.text, at);
    const program = startedByUnit(text);
    if (program === undefined) return [];
    const { component, end } = program;
    const own = argumentsIn(file, { text: text.slice(end), at: at + end }, component);
    return [...own, ...argumentsOfVariables(file, text.slice(end), component)];
  });
}

/** What the unit's own `Environment=` hands to the program by variables of any other name. */
function argumentsOfVariables(
  file: SourceFile,
  line: string,
  component: ArgumentComponent,
): readonly ComponentArgument[] {
  const names = new Set([...line.matchAll(/(?<=^|[\s"'])\$\{?(\w+)\}?/g)].map(([, name = ""]) => name));
  return [...names]
    .filter((name) => !new RegExp(`^${NAME}$`).test(name))
    .flatMap((name) => [...file.text.matchAll(assignmentOf(name))])
    .flatMap((found) => assignedAt(file, found, component));
}

function assignmentOf(name: string): RegExp {
  return new RegExp(`(?<![\\w$-])${name}=`, "g");
}

function assignedAt(
  file: SourceFile,
  { 0: head, index }: RegExpExecArray,
  component: ArgumentComponent,
): readonly ComponentArgument[] {
  if (isComment(file.text, index)) return [];
  return argumentsIn(file, assignedText(file.text, index + head.length, index), component);
}

function isComment(text: string, index: number): boolean {
  return /^\s*(?:[#;]|\/\/)/.test(text.slice(text.lastIndexOf("\n", index) + 1, index));
}

function argumentsIn(
  { path, text }: SourceFile,
  part: TextPart,
  component: ArgumentComponent,
): readonly ComponentArgument[] {
  const locate = lineIndex(text);
  return textArguments(part.text).map((given) => {
    const flag = detached(given.flag);
    const value = detached(withVariables(given.value, text));
    const origin = { path: detached(path), ...locate(part.at + given.at), field: flag, value };
    return { component, flag, value, origin, heldBy: "host" };
  });
}

/** A value with the variables that its file sets once and in plain words, and no others. */
function withVariables(value: string, text: string): string {
  return value.replaceAll(/\$\{?([A-Za-z_]\w*)\}?/g, (variable, name: string) => {
    const [found, ...others] = text.matchAll(assignmentOf(name));
    if (found === undefined || others.length > 0) return variable;
    const set = assignedText(text, found.index + found[0].length, found.index).text;
    return /^[^\s`$()]+$/.test(set) ? set : variable;
  });
}
