import type { Finding } from "../../source/finding.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import type { ComponentArgument } from "../component-argument.ts";
import { hopEntering } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { trapSource } from "../trap-source.ts";
import { argumentViews, writtenArguments } from "../written-arguments.ts";

const IN_TREE: FindingDescription = {
  id: "in-tree-cloud-provider",
  title: "An in-tree cloud provider goes away",
  meaning:
    "From this minor the component does not start, or runs without its cloud: an external provider is needed first.",
};

/** The first minor in which a provider no longer works unless told so: removal, or 1.29's switch for all. */
const ENDS: Readonly<Record<string, { readonly minor: string; readonly trap: string }>> = {
  openstack: { minor: "1.26", trap: "openstack-intree-removed" },
  aws: { minor: "1.27", trap: "aws-intree-removed" },
  azure: { minor: "1.29", trap: "cloud-providers-off" },
  vsphere: { minor: "1.29", trap: "cloud-providers-off" },
  gce: { minor: "1.29", trap: "cloud-providers-off" },
};

/** `--cloud-provider` with the name of a provider that was compiled into Kubernetes. */
export const cloudProviderCheck: ManifestCheck = {
  name: "cloud-provider",
  reads: ["cloud-provider in kubeadm's extraArgs, in files of hosts and in static pods"],
  findings: [IN_TREE],
  views: argumentViews,
  judge(context) {
    const given = writtenArguments(context).filter(({ flag }) => flag === "cloud-provider");
    const providers = [...new Set(given.map(({ value }) => value))];
    return providers.flatMap((provider) =>
      judge(
        context,
        provider,
        given.filter(({ value }) => value === provider),
      ),
    );
  },
};

function judge(
  context: ManifestContext,
  provider: string,
  given: readonly ComponentArgument[],
): readonly Finding[] {
  const end = Object.hasOwn(ENDS, provider) ? ENDS[provider] : undefined;
  const hop = end === undefined ? undefined : hopEntering(context, end.minor);
  if (end === undefined || hop === undefined) return [];
  const components = [...new Set(given.map(({ component }) => component))].join(", ");
  return [
    makeFinding(IN_TREE, context, {
      severity: "blocker",
      certainty: "proven",
      hop,
      origins: given.map(({ origin }) => origin),
      why: `${components} is started with --cloud-provider=${provider}, and Kubernetes ${end.minor} no longer runs that in-tree provider.`,
      fix: `Move to the external cloud controller manager of ${provider} and its CSI driver, then set cloud-provider to external before the hop to ${hop.to}.`,
      sources: [trapSource(end.trap)],
    }),
  ];
}
