import { componentVersions } from "../../cluster/component-versions.ts";
import { tryParseVersion } from "../../kubernetes/version.ts";
import type { Origin } from "../../source/origin.ts";
import type { Check, FindingDescription } from "../check.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";

const UNREADABLE: FindingDescription = {
  id: "unreadable-version",
  title: "A component's version cannot be read",
  meaning: "Skew cannot be judged for a component whose version is missing or is no version.",
};
const NO_API_SERVER: FindingDescription = {
  id: "api-server-version-unknown",
  title: "No API server's version is known",
  meaning: "Every rule compares with the API server: without its version nothing can be judged.",
};
const SOURCE = "https://kubernetes.io/releases/version-skew-policy/";

/** What the skew rules need and the files do not give: never taken for "supported". */
export const readableVersionsCheck: Check = {
  name: "readable-versions",
  reads: ["the version of every component and node"],
  findings: [UNREADABLE, NO_API_SERVER],
  run(context) {
    const { cluster } = context;
    const versions = componentVersions(cluster);
    const all = [
      ...named("kube-apiserver", versions.apiServers),
      ...named("kube-controller-manager", versions.controllerManagers),
      ...named("kube-scheduler", versions.schedulers),
      ...named("cloud-controller-manager", versions.cloudControllerManagers),
      ...named("kubelet", versions.kubelets),
      ...named("kube-proxy", versions.kubeProxies),
    ];
    const unreadable = all.filter(({ version }) => tryParseVersion(version) === undefined);
    const nodes = new Set(unreadable.map(({ node }) => node));
    const isJudgeable = versions.apiServers.some(({ version }) => tryParseVersion(version) !== undefined);
    return [
      ...(unreadable.length === 0
        ? []
        : [
            makeFinding(UNREADABLE, context, {
              severity: "risk",
              certainty: "unknown",
              origins: cluster.nodes.filter(({ name }) => nodes.has(name)).map(({ origin }) => origin),
              why: `No version can be read for ${nameList(unreadable.map(told))}.`,
              fix: "Take a fresh snapshot (kubectl get nodes -o json), or write the full version in quotes: an unquoted 1.30 is the number 1.3.",
              sources: [SOURCE],
            }),
          ]),
      ...(isJudgeable
        ? []
        : [
            makeFinding(NO_API_SERVER, context, {
              severity: "risk",
              certainty: "unknown",
              origins: cluster.origins.slice(0, 1),
              why: `Nothing that was read tells the version of an API server of ${cluster.name}.`,
              fix: "Add the kubeadm configuration, a snapshot of the kube-system pods (kubectl -n kube-system get pods -o json) or of the nodes.",
              sources: [SOURCE],
            }),
          ]),
    ];
  },
};

interface Named {
  readonly component: string;
  readonly node?: string;
  readonly version: string;
  readonly origin?: Origin;
}

function named(
  component: string,
  list: readonly { readonly node?: string; readonly version: string }[],
): readonly Named[] {
  return list.map((instance) => ({ component, ...instance }));
}

function told({ component, node, version }: Named): string {
  const where = node === undefined ? "" : ` on ${node}`;
  return `${component}${where} (${version === "" ? "nothing written" : JSON.stringify(version.slice(0, 40))})`;
}
