import { resolve } from "node:path";
import { ALLOWED_CONTEXTS, existingCluster } from "../../execution/context/existing-cluster.ts";
import { engineEnvironment } from "../../execution/kind/engine-environment.ts";
import { kindCluster } from "../../execution/kind/kind-cluster.ts";
import type { RunPlace } from "../../execution/local/command-environment.ts";
import type { Sandbox } from "../../execution/sandbox.ts";
import type { RepositoryName } from "../../github/connection.ts";
import { CAPABILITIES, type Surroundings } from "../../playbook/choice/surroundings.ts";
import type { PathLevel } from "../../playbook/playbook.ts";
import type { RunPlan } from "../../playbook/run/run-plan.ts";
import { KubehopError } from "../../source/kubehop-error.ts";
import type { Words } from "../command.ts";
import type { Terminal } from "../terminal.ts";
import { repositoryName } from "./github/repository-name.ts";
import { DEFAULT_IMAGE } from "./tekton-image.ts";

/** Where `--executor` has the commands run. */
export type ExecutorChoice =
  /** As they are written: a playbook makes its own clusters. */
  | { readonly kind: "local" }
  /** On a kind cluster that Kubehop makes for the run, or on one that is there. */
  | { readonly kind: "kind"; readonly kept?: string; readonly image?: string; readonly config?: string }
  | { readonly kind: "context"; readonly context: string }
  /** As a PipelineRun of the Tekton in that context's cluster. */
  | {
      readonly kind: "tekton";
      readonly context: string;
      readonly image: string;
      readonly source?: { readonly repository: string; readonly revision: string };
    }
  /** In the runners of a repository on GitHub; without a name that of the working directory. */
  | { readonly kind: "github"; readonly repository?: RepositoryName; readonly ref?: string };

/** A cluster that the commands of one path get. */
export interface SandboxOfPath extends Sandbox {
  readonly path: PathLevel;
}

/**
 * Reads `--executor` and the options that go with it.
 * @throws {KubehopError} `usage`
 */
export function executorChoice({ options }: Words, { workingDirectory }: Terminal): ExecutorChoice {
  const text = options.get("executor") ?? "local";
  const [word, ...rest] = text.split("=");
  const name = rest.join("=");
  if (text === "local") return { kind: "local" };
  if (word === "context" && name !== "") return { kind: "context", context: name };
  if (word === "tekton" && name !== "") return tektonChoice(name, options);
  if (word === "github") return gitHubChoice(text, options);
  if (text !== "kind" && (word !== "kind" || name === "")) throw unknownExecutor(text);
  const image = options.get("kind-image");
  const config = options.get("kind-config");
  return {
    kind: "kind",
    ...(name === "" ? {} : { kept: name }),
    ...(image === undefined ? {} : { image }),
    ...(config === undefined ? {} : { config: resolve(workingDirectory, config) }),
  };
}

function tektonChoice(context: string, options: Words["options"]): ExecutorChoice {
  const repository = options.get("repository");
  return {
    kind: "tekton",
    context,
    image: options.get("image") ?? DEFAULT_IMAGE,
    ...(repository === undefined ? {} : { source: { repository, revision: options.get("revision") ?? "" } }),
  };
}

function gitHubChoice(text: string, options: Words["options"]): ExecutorChoice {
  const repository = text === "github" ? undefined : repositoryName(text.slice("github=".length));
  if (text !== "github" && repository === undefined) throw unknownExecutor(text);
  const ref = options.get("ref");
  if (options.has("resume")) {
    throw new KubehopError({
      code: "usage",
      message: "--resume cannot go on with a run on GitHub.",
      remedy: "Run it there from its beginning, or resume it here without --executor github.",
    });
  }
  return {
    kind: "github",
    ...(repository === undefined ? {} : { repository }),
    ...(ref === undefined ? {} : { ref }),
  };
}

/** Of another machine nothing is known; what is missing there its own checks tell. */
const ALL_CAPABILITIES = Object.values(CAPABILITIES).flat();

/** An executor that is for one path asks for it, unless `--path` asks for another, and brings what it needs. */
export function surroundingsFor(choice: ExecutorChoice, here: Surroundings): Surroundings {
  const path = pathOf(choice);
  if (choice.kind === "tekton" || choice.kind === "github")
    return { ...here, hasTool: () => true, capabilities: ALL_CAPABILITIES };
  if (path === undefined) return here;
  const capabilities = path === 3 ? [...here.capabilities, ...CAPABILITIES[3]] : here.capabilities;
  return { ...here, requested: here.requested ?? path, capabilities };
}

function pathOf({ kind }: ExecutorChoice): PathLevel | undefined {
  return kind === "kind" ? 1 : kind === "context" ? 3 : undefined;
}

/**
 * The sandbox of a run; undefined where no step has use for it. Steps of the cloud always have one: a kubeconfig
 * without a current context, so that no command works on a cluster that nobody named.
 */
export function sandboxOf(
  choice: ExecutorChoice,
  { playbook, steps }: RunPlan,
  { place, environment }: { readonly place: RunPlace; readonly environment: Terminal["environment"] },
): SandboxOfPath | undefined {
  const path = pathOf(choice) ?? 3;
  if (!steps.some(({ selected }) => selected?.path === path)) return undefined;
  const { folder } = place;
  if (choice.kind !== "kind") {
    const named = choice.kind === "context" ? { context: choice.context } : {};
    return { path, ...existingCluster({ ...named, folder, environment }) };
  }
  const cluster = kindCluster({
    ...choice,
    runId: place.id,
    folder,
    engine: engineEnvironment(environment),
    answersCreate: playbook.usesCluster === true,
    path: environment.PATH ?? "",
  });
  return { path, ...cluster };
}

function unknownExecutor(text: string): KubehopError {
  return new KubehopError({
    code: "usage",
    message: `--executor cannot be ${JSON.stringify(text)}.`,
    remedy: `It is local, kind (a cluster for this run), kind=NAME (a kind cluster that is there), context=NAME (a cluster of your kubeconfig; ${ALLOWED_CONTEXTS} says which are allowed) tekton=NAME (the Tekton of such a cluster) or github[=OWNER/REPO] (the runners of a repository).`,
  });
}
