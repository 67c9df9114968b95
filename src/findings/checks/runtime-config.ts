import { allApiFacts } from "../../kubernetes/api-table.ts";
import { minorDistance } from "../../kubernetes/version.ts";
import type { Finding } from "../../source/finding.ts";
import type { Check, CheckContext, FindingDescription } from "../check.ts";
import { hopEntering } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { type RuntimeSetting, runtimeSettings } from "../runtime-config.ts";

const GONE: FindingDescription = {
  id: "runtime-config-removed",
  title: "API servers are told to serve an API that goes away",
  meaning: "An API server that does not know a group or version of --runtime-config any more does not start.",
};
const SOURCE = "k8s.io/apiserver pkg/server/resourceconfig/helpers.go, pkg/server/options/api_enablement.go";

/** `--runtime-config` against the API server of each hop. */
export const runtimeConfigCheck: Check = {
  name: "runtime-config",
  reads: ["kubeadm apiServer.extraArgs: runtime-config"],
  findings: [GONE],
  run: (context) => runtimeSettings(context.cluster).flatMap((setting) => judge(context, setting)),
};

function judge(context: CheckContext, { key, origin }: RuntimeSetting): readonly Finding[] {
  const removedIn = endOf(key);
  const hop = removedIn === undefined ? undefined : hopEntering(context, removedIn);
  if (removedIn === undefined || hop === undefined) return [];
  return [
    makeFinding(GONE, context, {
      // Kubernetes keeps the types of some betas that it no longer serves, and then takes the name.
      severity: /alpha/.test(key) ? "blocker" : "risk",
      certainty: "likely",
      hop,
      origins: [origin],
      subject: key,
      why: `--runtime-config names ${key}, of which ${removedIn} serves nothing any more: an API server that does not know a version it is told to switch on or off does not start.`,
      fix: `Take ${key} out of runtime-config in the file and in the kubeadm-config ConfigMap before the hop to ${hop.to}, when nothing needs it any more.`,
      sources: [SOURCE, "data/api-lifecycle.json"],
    }),
  ];
}

/** The first minor that serves nothing of what a key names; undefined where something stays, or is not known. */
function endOf(key: string): string | undefined {
  const named = allApiFacts().filter(
    ({ isConfiguration, apiVersion, resource }) =>
      !isConfiguration && (apiVersion === key || `${apiVersion}/${resource}` === key),
  );
  const ends = named.map(({ removedIn }) => removedIn);
  const known = ends.filter((end) => end !== null);
  if (known.length === 0 || known.length < ends.length) return undefined;
  return known.toSorted(minorDistance).at(-1);
}
