import { readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { KubehopError } from "../../source/kubehop-error.ts";
import type { Sandbox } from "../sandbox.ts";
import { cutKubeconfig, type KubeconfigFile, uncurrentKubeconfig } from "./cut-kubeconfig.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The variable in which an operator lists the contexts that playbooks may use, with commas between them. */
export const ALLOWED_CONTEXTS = "KUBEHOP_CONTEXTS";

export interface ExistingClusterOptions {
  /** Typed by whoever runs the playbook. Without it commands must name one themselves: none is the current one. */
  readonly context?: string;
  /** Of the run: what commands see is in it. */
  readonly folder: string;
  readonly environment: Environment;
}

/**
 * A cluster that is there, through a kubeconfig of the run that knows nothing but it. It is left as the playbook
 * leaves it.
 */
export function existingCluster({ context, folder, environment }: ExistingClusterOptions): Sandbox {
  const kubeconfig = join(folder, "kubeconfig");
  return {
    title: context === undefined ? "the clusters of the kubeconfig" : `the cluster of context ${context}`,
    environment: { KUBECONFIG: kubeconfig },
    teardown: [],
    async open() {
      try {
        writeFileSync(kubeconfig, kubeconfigFor(context, environment), { mode: 0o600, flag: "wx" });
        return undefined;
      } catch (error) {
        if (error instanceof KubehopError) return `${error.message} ${error.remedy}`;
        throw error;
      }
    },
    close: async () => undefined,
  };
}

function kubeconfigFor(context: string | undefined, environment: Environment): string {
  const files = kubeconfigFiles(environment);
  const isAllowed = allowance(environment);
  if (context === undefined) return uncurrentKubeconfig(files, isAllowed, readBytes);
  if (isAllowed(context)) return cutKubeconfig(files, context, readBytes);
  throw new KubehopError({
    code: "unusable-context",
    message: `The context ${JSON.stringify(context)} is not one of ${ALLOWED_CONTEXTS}.`,
    remedy: "Name one that the operator allows, or let the operator add it.",
  });
}

/** Without the operator's list every context may be used. */
function allowance({ [ALLOWED_CONTEXTS]: list }: Environment): (context: string) => boolean {
  const names = new Set(list?.split(",").map((name) => name.trim()));
  return (context) => list === undefined || names.has(context);
}

/** The files of KUBECONFIG, else the one of the home; those that are not there are passed over, as kubectl does. */
function kubeconfigFiles({ KUBECONFIG, HOME }: Environment): readonly KubeconfigFile[] {
  const list =
    KUBECONFIG === undefined || KUBECONFIG === ""
      ? [join(HOME ?? homedir(), ".kube", "config")]
      : KUBECONFIG.split(delimiter).filter((path) => path !== "");
  return list.flatMap((path) => {
    const bytes = readBytes(path);
    return bytes === undefined ? [] : [{ path, text: Buffer.from(bytes).toString("utf8") }];
  });
}

function readBytes(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
