import type { Draft } from "../finding.ts";
import { draftAt } from "../reading/draft-at.ts";
import type { LintedCommand, LintedVariant } from "./linted-variant.ts";
import type { ShellCommand } from "./shell-commands.ts";

/** kubectl without a context goes wherever somebody left it: outside of the kind cluster that is any cluster. */
export function kubectlContext({ level, commands, teardown }: LintedVariant): readonly Draft[] {
  if (level === 1) return [];
  const aimless = [...commands, ...teardown].filter(isAimless);
  const message =
    "kubectl without --context talks to whichever cluster is the current one: name the context.";
  return aimless.map(({ value }) => draftAt(value, "kubectl-without-context", message));
}

function isAimless({ parts }: LintedCommand): boolean {
  return (
    !parts.some(setsContext) && parts.some((part) => part.words[0] === "kubectl" && reachesCluster(part))
  );
}

/** The rest of the same command follows it. */
function setsContext({ words, assignments }: ShellCommand): boolean {
  if (words[0] === "kubectl" && words.includes("use-context")) return true;
  if (words[0] === "minikube" && words.includes("start")) return true;
  return (words[0] === "export" || words.length === 0) && [...assignments, ...words].some(isKubeconfig);
}

function reachesCluster({ words, assignments }: ShellCommand): boolean {
  if (assignments.some(isKubeconfig)) return false;
  const rest = words.slice(1);
  if (rest.some((word) => AIMED.test(word) || LOCAL_OPTION.test(word)) || rest[0]?.startsWith("$") === true)
    return false;
  const verb = rest.find((word) => !word.startsWith("-"));
  if (verb === undefined || LOCAL_VERBS.has(verb)) return false;
  if (verb === "version") return !rest.includes("--client");
  return !(GENERATORS.has(verb) && rest.includes("--dry-run=client"));
}

function isKubeconfig(word: string): boolean {
  return word.startsWith("KUBECONFIG=");
}

const AIMED = /^(?:--context|--kubeconfig|--server|--cluster)(?:=|$)|^-s$/;
const LOCAL_OPTION = /^(?:--local(?:=true)?|--help|-h)$/;
const LOCAL_VERBS: ReadonlySet<string> = new Set(
  "kustomize config completion options plugin help krew".split(" "),
);
/** They print an object that they were told about without asking anybody. */
const GENERATORS: ReadonlySet<string> = new Set(["create", "run"]);
