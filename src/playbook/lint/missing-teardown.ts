import type { Draft } from "../finding.ts";
import { draftAt } from "../reading/draft-at.ts";
import type { LintContext, LintedCommand, LintedVariant } from "./linted-variant.ts";
import type { ShellCommand } from "./shell-commands.ts";

/** A variant that makes a cluster and leaves it to others to remove, without anyone on its path who does. */
export function missingTeardown(variant: LintedVariant, { removers }: LintContext): readonly Draft[] {
  if (variant.teardown.length > 0 || variant.value.get("teardown") !== undefined) return [];
  const makers = MAKERS.filter(({ makes }) => variant.commands.some((command) => leaves(command, makes)));
  const maker = makers.find(({ removes }) => !removers.has(`${variant.level} ${programOf(removes)}`));
  if (maker === undefined || removers.has(`${variant.level} ${ANYTHING}`)) return [];
  const message = `The cluster of \`${maker.makes}\` is removed by no teardown of this path: add one with \`${maker.removes}\`.`;
  return [draftAt(variant.value, "missing-teardown", message)];
}

/** What the teardowns of a playbook remove, by path. */
export function removersIn(variants: readonly LintedVariant[]): ReadonlySet<string> {
  return new Set(
    variants.flatMap(({ level, teardown }) =>
      teardown.flatMap((command) => removedBy(command).map((program) => `${level} ${program}`)),
    ),
  );
}

/** A script may remove anything, and is believed where it is a teardown. */
const ANYTHING = "*";

function removedBy({ text, parts }: LintedCommand): readonly string[] {
  if (/\.sh\b|\bmake\b/.test(text)) return [ANYTHING];
  return parts.flatMap(({ words }) => (words.some(isRemoval) ? (words[0] ?? []) : []));
}

function isRemoval(word: string): boolean {
  return /^(?:delete|destroy|down|rm)\b/.test(word);
}

function programOf(call: string): string {
  return call.replace(/ .*/, "");
}

/** Programs that make clusters, and how each is told to remove them. */
const MAKERS: readonly { readonly makes: string; readonly removes: string }[] = [
  { makes: "kind create cluster", removes: "kind delete cluster" },
  { makes: "minikube start", removes: "minikube delete" },
  { makes: "k3d cluster create", removes: "k3d cluster delete" },
  { makes: "vcluster create", removes: "vcluster delete" },
  { makes: "ctlptl create cluster", removes: "ctlptl delete cluster" },
  { makes: "eksctl create cluster", removes: "eksctl delete cluster" },
  { makes: "aws eks create-cluster", removes: "aws eks delete-cluster" },
  { makes: "gcloud container clusters create", removes: "gcloud container clusters delete" },
  { makes: "gcloud container clusters create-auto", removes: "gcloud container clusters delete" },
  { makes: "az aks create", removes: "az aks delete" },
  { makes: "doctl kubernetes cluster create", removes: "doctl kubernetes cluster delete" },
  { makes: "terraform apply", removes: "terraform destroy" },
  { makes: "tofu apply", removes: "tofu destroy" },
  { makes: "pulumi up", removes: "pulumi destroy" },
];

/** A `trap` in the same command removes what it makes. */
function leaves({ parts }: LintedCommand, makes: string): boolean {
  return parts.some((part) => isCalled(part, makes)) && !parts.some(({ words }) => words[0] === "trap");
}

/** Whether its words without options begin with these: `kind --quiet create cluster`. */
function isCalled({ words }: ShellCommand, call: string): boolean {
  const bare = words.filter((word) => !word.startsWith("-"));
  const wanted = call.split(" ");
  return wanted.every((word, index) => bare[index] === word) && !words.includes("--help");
}
