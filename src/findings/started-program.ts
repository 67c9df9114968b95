import { type ArgumentComponent, componentOf } from "./component-argument.ts";

const PROGRAM = "(kube-(?:apiserver|controller-manager|scheduler|proxy)|kubelet)";
/** A word that is a program; the folders of hosts that are called `kubelet` are none. */
const EXECUTABLE = new RegExp(`^(?!-|/(?:var|etc|run|mnt|host)\\b)(?:\\S*/)?${PROGRAM}$`);
const NAMED = new RegExp(String.raw`${PROGRAM}(?=[\s\\"']|$)`, "g");
/** What stands before a command: its shell's separator, variables that are set for it, its folder. */
const BEFORE =
  /(?:^|[;&|(\n"']|\b(?:exec|then|do))[ \t]*(?:\w+=\S*[ \t]+)*(?:\{\{[^{}\n]*\}\}|[^\s"'{])*(?<=^|[\s/}"'(;&|])$/;
/** How far a folder and variables go before a program; longer ones are not looked through. */
const MOST_BEFORE = 400;
const SHELL = /^(?:\/\S*\/)?(?:ba|da|z|k)?sh(?=\s)/;

/** A component that a text starts; its arguments follow from `end` on. */
export interface StartedProgram {
  readonly component: ArgumentComponent;
  readonly end: number;
}

/** The component whose program a word of a container's command is. */
export function executable(word: string): ArgumentComponent | undefined {
  return componentOf(EXECUTABLE.exec(word)?.[1]);
}

/** The component that a shell's command line starts. */
export function startedByShell(text: string): StartedProgram | undefined {
  for (const { 0: name, index } of text.matchAll(NAMED)) {
    const component = componentOf(name);
    if (component !== undefined && BEFORE.test(textBefore(text, index))) {
      return { component, end: index + name.length };
    }
  }
  return undefined;
}

/** The component that a systemd unit's `ExecStart=` starts, itself or in a shell. */
export function startedByUnit(text: string): StartedProgram | undefined {
  const prefix = /^[-@:+!|]*/.exec(text)?.[0].length ?? 0;
  const command = text.slice(prefix);
  const word = /^["']?(?:\{\{[^{}\n]*\}\}|\$\{\w+\}|[^\s"'{])*/.exec(command)?.[0] ?? "";
  const started = startedByShell(SHELL.test(command) ? command : word);
  return started === undefined ? undefined : { ...started, end: prefix + started.end };
}

function textBefore(text: string, index: number): string {
  return index <= MOST_BEFORE ? text.slice(0, index) : ` ${text.slice(index - MOST_BEFORE, index)}`;
}
