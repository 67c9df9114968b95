import { join } from "node:path";
import type { Sandbox, SandboxCommand } from "../sandbox.ts";
import { runSandboxCommand } from "../sandbox-command.ts";
import { answeringKind } from "./answering-kind.ts";

/** A cluster of kind: one that lives as long as a run, or one that is there. */
export interface KindOptions {
  /** A cluster that is there and stays, instead of one that is made and deleted. */
  readonly kept?: string;
  /** Of the run; the cluster is called after it, so that its nodes tell whose they are. */
  readonly runId: string;
  /** The run's own folder: the kubeconfig is in it, and goes with it. */
  readonly folder: string;
  /** Where the container engine is: {@link engineEnvironment}. */
  readonly engine: Readonly<Record<string, string>>;
  /** Of the nodes; kind's own default without it. */
  readonly image?: string;
  /** A file for `kind create cluster --config`; one control plane without it. */
  readonly config?: string;
  /** The playbook is marked `x-uses: cluster`: its own `kind create cluster` gets this one. */
  readonly answersCreate: boolean;
  /** PATH of the run. */
  readonly path: string;
}

/** How long the nodes have to become Ready, and kind to make and start them. */
const READY_SECONDS = 300;
const CREATE_MILLISECONDS = 900_000;
const FIND_MILLISECONDS = 60_000;
const DELETE_MILLISECONDS = 120_000;
const LOGS_MILLISECONDS = 120_000;

/** All clusters of runs begin so: a sweep looks for nothing else. */
export const KIND_CLUSTER_PREFIX = "kubehop-";

/**
 * A kind cluster named `kubehop-RUN` with a kubeconfig of its own, which kind writes for this user alone. The values
 * travel as variables: no text of a command is made of them.
 */
export function kindCluster(options: KindOptions): Sandbox {
  const name = options.kept ?? KIND_CLUSTER_PREFIX + options.runId;
  const kubeconfig = join(options.folder, "kubeconfig");
  const own = { ...options.engine, KUBECONFIG: kubeconfig, KUBEHOP_CLUSTER: name };
  const remove: SandboxCommand = {
    text: 'kind delete cluster --name "$KUBEHOP_CLUSTER"',
    environment: own,
    timeoutMilliseconds: DELETE_MILLISECONDS,
  };
  const answers = options.answersCreate ? answeringKind(options.folder, options.path) : undefined;
  return {
    title: `the kind cluster ${name}`,
    environment: { ...options.engine, KUBECONFIG: kubeconfig, ...answers?.environment(name) },
    teardown: options.kept === undefined ? [remove] : [],
    async open(executor, signal) {
      answers?.write();
      const what = `The kind cluster ${name} could not be ${options.kept === undefined ? "made" : "found"}`;
      const command = options.kept === undefined ? create(options, own) : find(own);
      return runSandboxCommand(executor, command, { what, signal });
    },
    exportLogs(executor, folder) {
      const environment = { ...own, KUBEHOP_LOGS: folder };
      const text = 'kind export logs "$KUBEHOP_LOGS" --name "$KUBEHOP_CLUSTER"';
      const command = { text, environment, timeoutMilliseconds: LOGS_MILLISECONDS };
      return runSandboxCommand(executor, command, { what: `The logs of ${name} could not all be exported` });
    },
    async close(executor) {
      if (options.kept !== undefined) return undefined;
      return runSandboxCommand(executor, remove, { what: `The kind cluster ${name} could not be deleted` });
    },
  };
}

/** Only its kubeconfig is asked for. */
function find(own: SandboxCommand["environment"]): SandboxCommand {
  const text = 'kind export kubeconfig --name "$KUBEHOP_CLUSTER"';
  return { text, environment: own, timeoutMilliseconds: FIND_MILLISECONDS };
}

/**
 * A cluster that fails to start is kept until `close`, for its logs. `--wait` looks at the control plane only, so
 * that kubectl, where it is there, waits for the other nodes.
 */
function create({ image, config }: KindOptions, own: SandboxCommand["environment"]): SandboxCommand {
  return {
    text: `kind create cluster --name "$KUBEHOP_CLUSTER" --retain --wait ${READY_SECONDS}s \${KUBEHOP_IMAGE:+--image "$KUBEHOP_IMAGE"} \${KUBEHOP_CONFIG:+--config "$KUBEHOP_CONFIG"}
if command -v kubectl >/dev/null; then kubectl wait --for=condition=Ready nodes --all --timeout=${READY_SECONDS}s; fi`,
    environment: {
      ...own,
      ...(image === undefined ? {} : { KUBEHOP_IMAGE: image }),
      ...(config === undefined ? {} : { KUBEHOP_CONFIG: config }),
    },
    timeoutMilliseconds: CREATE_MILLISECONDS,
  };
}
