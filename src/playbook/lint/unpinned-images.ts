import type { Draft } from "../finding.ts";
import { draftAt } from "../reading/draft-at.ts";
import { shownText } from "../reading/shown-text.ts";
import type { LintContext, LintedVariant } from "./linted-variant.ts";
import type { ShellCommand } from "./shell-commands.ts";

/** Images without a version: what was proven with one of them says nothing about the next pull. */
export function unpinnedImages({ commands }: LintedVariant, { builtImages }: LintContext): readonly Draft[] {
  return commands.flatMap(({ value, parts }) => {
    const image = parts.flatMap(imagesOf).find((name) => isUnpinned(name) && !builtImages.has(name));
    if (image === undefined) return [];
    const message = `The image ${shownText(image)} has no version: add a tag other than latest, or a digest.`;
    return [draftAt(value, "unpinned-image", message)];
  });
}

/** Without tag and digest, or `latest`. What variables hold nobody knows. */
function isUnpinned(image: string): boolean {
  if (image === "" || image.includes("$") || image.includes("@sha256:")) return false;
  const [, tag] = image.slice(image.lastIndexOf("/") + 1).split(":");
  return tag === undefined || tag === "latest";
}

const ENGINES: ReadonlySet<string> = new Set(["docker", "podman", "nerdctl"]);
const RUNS: ReadonlySet<string> = new Set(["run", "pull", "create"]);
/** Options of `docker run` that take no value; all others take one, unless it stands behind `=`. */
const SWITCHES =
  /^(?:-[ditPq]+|--(?:detach|interactive|tty|rm|privileged|init|read-only|publish-all|quiet|no-healthcheck|all-tags))$/;

function imagesOf({ words }: ShellCommand): readonly string[] {
  const [program = "", verb = ""] = words;
  if (ENGINES.has(program)) return RUNS.has(verb) ? firstArgument(words.slice(2)) : [];
  if (!["kubectl", "kind", "k3d", "minikube"].includes(program)) return [];
  if (program === "kubectl" && verb === "set") return [];
  return words.flatMap((word, index) => {
    if (word.startsWith("--image=")) return [word.slice("--image=".length)];
    return word === "--image" ? (words[index + 1] ?? []) : [];
  });
}

function firstArgument(words: readonly string[]): readonly string[] {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (!word.startsWith("-")) return [word];
    if (!SWITCHES.test(word) && !word.includes("=")) at += 1;
  }
  return [];
}

/** The images that a playbook builds are what it is about. */
export function imagesBuiltIn(variants: readonly LintedVariant[]): ReadonlySet<string> {
  const parts = variants.flatMap(({ commands }) => commands.flatMap((command) => command.parts));
  return new Set(parts.flatMap(({ words }) => (ENGINES.has(words[0] ?? "") ? tagsOf(words) : [])));
}

function tagsOf(words: readonly string[]): readonly string[] {
  return words.flatMap((word, index) => {
    if (word.startsWith("--tag=")) return [word.slice("--tag=".length)];
    const isBuild = words.includes("build") || words[1] === "tag";
    return isBuild && (word === "-t" || word === "--tag" || words[1] === "tag")
      ? (words[index + 1] ?? [])
      : [];
  });
}
