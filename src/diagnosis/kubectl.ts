import { quote } from "../source/shell.ts";
import type { ObjectName } from "./cluster-object.ts";

/** A kubectl command line that can be copied as it is: every word is quoted where a shell would read it otherwise. */
export function kubectl(...words: readonly string[]): string {
  return ["kubectl", ...words.map(shellWord)].join(" ");
}

/** One word of such a line. */
export function shellWord(word: string): string {
  return OPTION.test(word) ? word : quote(word);
}

/** Options that are written here; a name of an object never comes first in a word. */
const OPTION = /^--?[a-zA-Z-]+(?:=[\w./:@%,-]*)?$/;

/** {@link kubectl} in an object's namespace. */
export function kubectlIn(
  { namespace }: { readonly namespace?: string },
  ...words: readonly string[]
): string {
  return namespace === undefined ? kubectl(...words) : kubectl("--namespace", namespace, ...words);
}

/** `kubectl --namespace shop describe pod/web-7c9f`. A name behind a slash is never taken for an option. */
export function describe(object: ObjectName): string {
  return kubectlIn(object, "describe", slashed(object));
}

/** `pod/web-7c9f`. */
export function slashed({ kind, name }: ObjectName): string {
  return `${kind.toLowerCase()}/${name}`;
}
