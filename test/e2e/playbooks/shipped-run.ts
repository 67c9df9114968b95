import { execFile, execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { type Files, writeFiles } from "../../playbook/shipped/repository.ts";
import { whyNoKind } from "../kind/kind-engine.ts";

/**
 * Asked for as the other tests on kind are, with a busybox that its nodes have or can pull as
 * `KUBEHOP_E2E_PLAYBOOK_IMAGE`. `KUBEHOP_E2E_KIND_CLUSTER` names a cluster that is there, instead of one that is made.
 */
export const image = process.env.KUBEHOP_E2E_PLAYBOOK_IMAGE ?? "";
export const whyNoRuns =
  whyNoKind ?? (image === "" ? "KUBEHOP_E2E_PLAYBOOK_IMAGE names no busybox" : undefined);

export interface ShippedRun {
  readonly result: string;
  /** The names of the steps by their status. */
  readonly steps: Readonly<Record<string, readonly string[]>>;
  readonly failure: string;
  readonly teardown: readonly string[];
}

interface Report {
  readonly result: string;
  readonly steps: readonly {
    readonly name: string;
    readonly status: string;
    readonly outputExcerpt: string;
  }[];
  readonly teardown: readonly { readonly status: string }[];
}

/** Runs a shipped playbook at path 1 on a cluster that is there, in a process of its own as people do. */
export async function shippedRun(
  name: string,
  place: { readonly cluster: string; readonly directory: string; readonly files?: Files },
  inputs: readonly string[] = [],
): Promise<ShippedRun> {
  writeFiles(place.directory, place.files ?? {});
  const report = JSON.parse(
    await output(place.directory, [
      "playbook",
      "run",
      `--executor=kind=${place.cluster}`,
      "--format=json",
      ...inputs.flatMap((input) => ["--input", input]),
      resolve("playbooks", `${name}.yaml`),
    ]),
  ) as Report;
  const steps = Map.groupBy(report.steps, ({ status }) => status);
  return {
    result: report.result,
    steps: Object.fromEntries([...steps].map(([status, of]) => [status, of.map((step) => step.name)])),
    failure: report.steps.find(({ status }) => status === "failed")?.outputExcerpt ?? "",
    teardown: [...new Set(report.teardown.map(({ status }) => status))],
  };
}

function output(directory: string, words: readonly string[]): Promise<string> {
  return new Promise((done, fail) => {
    const env = { ...process.env, XDG_STATE_HOME: join(directory, "state") };
    execFile(process.execPath, [resolve("src/cli.ts"), ...words], { cwd: directory, env }, (_, out, error) =>
      out === "" ? fail(new Error(error)) : done(out),
    );
  });
}

/** What playbooks leave in a cluster, if they do: namespaces, nodes that take no pods, and objects of no namespace. */
export function traces(kubeconfig: string): string {
  const kinds =
    "namespaces,clusterroles,clusterrolebindings,ingressclasses,validatingwebhookconfigurations,customresourcedefinitions";
  const objects = kubectl(kubeconfig, ["get", kinds, "--output", "name"]);
  const nodes = kubectl(kubeconfig, ["get", "nodes", "--output", "jsonpath={.items[*].spec.taints}"]);
  return `${objects}${nodes}`;
}

export function kubectl(kubeconfig: string, words: readonly string[]): string {
  return execFileSync("kubectl", ["--kubeconfig", kubeconfig, ...words], { encoding: "utf8" });
}
