import { unregisteredIn } from "../../kubernetes/api-registration.ts";
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
const SOURCE =
  "k8s.io/apiserver pkg/server/resourceconfig/helpers.go; pkg/apis/*/install of each minor (data/api-registration.json)";

/** `--runtime-config` against the API server of each hop. */
export const runtimeConfigCheck: Check = {
  name: "runtime-config",
  reads: ["kubeadm apiServer.extraArgs: runtime-config"],
  findings: [GONE],
  run: (context) => runtimeSettings(context.cluster).flatMap((setting) => judge(context, setting)),
};

function judge(context: CheckContext, { key, origin }: RuntimeSetting): readonly Finding[] {
  const apiVersion = key.split("/", 2).join("/");
  const gone = unregisteredIn(apiVersion);
  const hop = gone === undefined ? undefined : hopEntering(context, gone);
  if (gone === undefined || hop === undefined) return [];
  return [
    makeFinding(GONE, context, {
      severity: "blocker",
      certainty: "proven",
      hop,
      origins: [origin],
      subject: key,
      why: `--runtime-config names ${key}, and the API server of ${gone} no longer knows ${apiVersion}: it does not start, whether it is told to switch it on or off.`,
      fix: `Take ${key} out of runtime-config in the file and in the kubeadm-config ConfigMap before the hop to ${hop.to}, when nothing needs it any more.`,
      sources: [SOURCE],
    }),
  ];
}
