import { configApiStatus } from "../kubernetes/kubeadm-config-api.ts";
import { quote } from "../source/shell.ts";
import type { HopContext } from "./hop-context.ts";
import type { Command } from "./plan.ts";
import { onWorkstation, type StepDraft } from "./step-draft.ts";

const API_VERSIONS = ["v1beta1", "v1beta2", "v1beta3", "v1beta4"];

/** Before the kubeadm that no longer reads an old configuration version: the last one that does rewrites it. */
export function configurationSteps(hop: HopContext): readonly StepDraft[] {
  const ending = API_VERSIONS.filter((version) => endsIn(version, hop));
  if (ending.length === 0 || hop.leg.operations.length === 0) return [];
  const files = oldFiles(hop, ending);
  return [
    {
      id: "",
      phase: "configuration",
      action: "check",
      commands: [...files.flatMap((path) => migrate(path)), storedVersion(ending)],
      runbook: "docs/runbooks/kubeadm-config-deprecated.md",
      why: whyMigrate(hop, ending, files),
    },
  ];
}

function endsIn(version: string, hop: HopContext): boolean {
  const statusAt = (minor: number) => configApiStatus(version, `1.${minor}`).status;
  return statusAt(hop.toMinor) === "rejected" && statusAt(hop.fromMinor) !== "rejected";
}

function oldFiles(hop: HopContext, ending: readonly string[]): readonly string[] {
  const documents = hop.terrain.cluster.kubeadm?.documents ?? [];
  const old = documents.filter(({ apiVersion }) =>
    ending.some((version) => apiVersion === `kubeadm.k8s.io/${version}`),
  );
  return [...new Set(old.map(({ origin }) => origin.path))];
}

function migrate(path: string): readonly Command[] {
  const from = quote(path.startsWith("-") ? `./${path}` : path);
  const to = quote(`${path.startsWith("-") ? "./" : ""}${path}.migrated`);
  return [
    onWorkstation(`kubeadm config migrate --old-config ${from} --new-config ${to}`),
    onWorkstation(
      `diff ${from} ${to} || [ $? -eq 1 ]`,
      "only the new form: keep no documents that the old file did not have",
    ),
  ];
}

function storedVersion(ending: readonly string[]): Command {
  return onWorkstation(
    "kubectl -n kube-system get configmap kubeadm-config -o jsonpath='{.data.ClusterConfiguration}' | grep '^apiVersion:'",
    `not ${ending.map((version) => `kubeadm.k8s.io/${version}`).join(" or ")}`,
  );
}

function whyMigrate(hop: HopContext, ending: readonly string[], files: readonly string[]): string {
  const what = `kubeadm 1.${hop.toMinor} refuses ${ending.join(" and ")}; kubeadm ${hop.from} is the last that reads and rewrites it.`;
  return files.length === 0
    ? `${what} The configuration that is stored in the cluster is asked too.`
    : `${what} Run it with kubeadm ${hop.from} and commit the result; migrate also prints documents with a fresh bootstrap token that the file did not have: leave those out.`;
}
