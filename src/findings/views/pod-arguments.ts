import type { Manifest } from "../../manifests/manifest.ts";
import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { SourceValue } from "../../source/value.ts";
import { textArguments, wordArguments } from "../argument-text.ts";
import type { ArgumentComponent, ComponentArgument } from "../component-argument.ts";
import { executable, startedByShell } from "../started-program.ts";
import { isWorkloadKind, podTemplate } from "./workloads.ts";

/** Arguments of components that run in pods: static pods' manifests, kube-proxy's DaemonSet. */
export const podArguments: ManifestView<ComponentArgument> = {
  kind: "manifests",
  name: "pod-arguments",
  inSamples: false,
  mentions: isWorkloadKind,
  read: (manifest) => {
    const containers = podTemplate(manifest)?.get("spec", "containers")?.items() ?? [];
    if (containers.length === 0 || isMirror(manifest)) return [];
    return containers.flatMap(argumentsOf).filter((given) => !isWrittenByKubeadm(given, manifest));
  },
};

/** What a cluster shows of its static pods: their files say it, and kubeadm writes those anew. */
function isMirror({ value }: Manifest): boolean {
  const annotations = value?.get("metadata", "annotations");
  return (
    annotations !== undefined &&
    ["mirror", "source"].some((end) => annotations.has(`kubernetes.io/config.${end}`))
  );
}

/** What one container starts: a component by its path, or in a line of a shell. */
function argumentsOf(container: SourceValue): readonly ComponentArgument[] {
  const words = ["command", "args"].flatMap((list) => container.get(list)?.items() ?? []);
  const texts = words.map((word) => word.text() ?? "");
  const at = texts.findIndex((text, index) => executable(text) !== undefined && !isOption(texts[index - 1]));
  const component = executable(texts[at] ?? "");
  if (component === undefined) return words.flatMap(shellArguments);
  const given = words.slice(at + 1);
  const variables = variablesOf(container);
  return wordArguments(texts.slice(at + 1)).flatMap(({ flag, value, at: index }) => {
    const word = given[index];
    return word === undefined ? [] : [argument(word, component, { flag, value: filledIn(value, variables) })];
  });
}

/** An option whose value is the next word. */
function isOption(text = ""): boolean {
  return text.startsWith("-") && !text.includes("=");
}

/** Where the command ends in which a shell starts a component: a separator, or a line that no backslash continues. */
const COMMAND_END = /[;&|]|(?<!\\)\n/;

function shellArguments(word: SourceValue): readonly ComponentArgument[] {
  const text = word.text() ?? "";
  const program = startedByShell(text);
  if (program === undefined) return [];
  const [command = ""] = text.slice(program.end).split(COMMAND_END, 1);
  return textArguments(command).map((given) => argument(word, program.component, given));
}

/** The variables of a container whose values its manifest says. */
function variablesOf(container: SourceValue): ReadonlyMap<string, string> {
  const listed = container.get("env")?.items() ?? [];
  return new Map(
    listed.flatMap((variable): readonly [string, string][] => {
      const [name, value] = [variable.textAt("name"), variable.textAt("value")];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}

function filledIn(value: string, variables: ReadonlyMap<string, string>): string {
  return value.replaceAll(/\$\(([\w.-]+)\)/g, (reference, name: string) => variables.get(name) ?? reference);
}

function argument(
  word: SourceValue,
  component: ArgumentComponent,
  { flag, value }: Pick<ComponentArgument, "flag" | "value">,
): ComponentArgument {
  const { path, line, column, field } = word.origin();
  const own = detached(value);
  return {
    component,
    flag: detached(flag),
    value: own,
    origin: { path: detached(path), line, column, field: detached(field), value: own },
    heldBy: "pod",
  };
}

/** Old releases of kubeadm switched insecure ports off themselves; newer ones write the file without that. */
function isWrittenByKubeadm({ flag, value }: ComponentArgument, { value: pod }: Manifest): boolean {
  const isKubeadms = pod?.textAt("metadata", "labels", "tier") === "control-plane";
  return isKubeadms && value === "0" && (flag === "port" || flag === "insecure-port");
}
