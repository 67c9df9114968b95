import type { KubeadmDocument } from "../../cluster/cluster.ts";
import { configApiStatus } from "../../kubernetes/kubeadm-config-api.ts";
import { minorOf } from "../../kubernetes/version.ts";
import type { Finding } from "../../source/finding.ts";
import type { Check, CheckContext, FindingDescription, HopRange } from "../check.ts";
import { firstHop, readableHops, runningVersion } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";

const REJECTED: FindingDescription = {
  id: "kubeadm-config-rejected",
  title: "The next kubeadm refuses this configuration file",
  meaning:
    "From this hop on, every kubeadm command that gets the file stops; an older kubeadm can migrate it.",
};
const DEPRECATED: FindingDescription = {
  id: "kubeadm-config-deprecated",
  title: "The kubeadm configuration's API version is deprecated",
  meaning: "kubeadm still reads the file and warns; a later one refuses it.",
};
const TOO_NEW: FindingDescription = {
  id: "kubeadm-config-too-new",
  title: "The kubeadm configuration is newer than the kubeadm",
  meaning: "The kubeadm of this hop does not know the file's API version and stops when it gets the file.",
};
const SOURCE = "kubeadm cmd/kubeadm/app/util/config and scheme of each minor (data/kubeadm.json)";

/** The API versions of kubeadm files against the kubeadm of each hop. */
export const kubeadmConfigApiCheck: Check = {
  name: "kubeadm-config-api",
  reads: ["apiVersion of every kubeadm document"],
  findings: [REJECTED, DEPRECATED, TOO_NEW],
  run(context) {
    const documents = (context.cluster.kubeadm?.documents ?? []).filter(({ apiVersion }) =>
      apiVersion.startsWith("kubeadm.k8s.io/"),
    );
    return [...Map.groupBy(documents, ({ apiVersion }) => apiVersion)].flatMap(([apiVersion, alike]) =>
      judge(context, apiVersion, alike),
    );
  },
};

function judge(
  context: CheckContext,
  apiVersion: string,
  alike: readonly KubeadmDocument[],
): readonly Finding[] {
  const origins = alike.map(({ origin }) => origin);
  const statusAt = ({ to }: HopRange) => configApiStatus(apiVersion, to).status;
  const rejected = firstHop(context, (hop) => statusAt(hop) === "rejected");
  if (rejected !== undefined) return [refused(context, { apiVersion, origins, hop: rejected })];
  const deprecated = firstHop(context, (hop) => statusAt(hop) === "deprecated");
  if (deprecated !== undefined) return [aging(context, { apiVersion, origins, hop: deprecated })];
  const [first] = readableHops(context);
  if (first === undefined || !NEW_VERSIONS.includes(apiVersion)) return [];
  const status = statusAt(first);
  const isNew = status === "unknown" || status === "experimental";
  return isNew ? [tooNew(context, { apiVersion, origins, hop: first })] : [];
}

/** API versions that a later kubeadm brought; anything else is for the reader to say (`unknown-kubeadm-api`). */
const NEW_VERSIONS: readonly string[] = ["v1beta3", "v1beta4", "v1"].map(
  (version) => `kubeadm.k8s.io/${version}`,
);

interface Told {
  readonly apiVersion: string;
  readonly origins: readonly KubeadmDocument["origin"][];
  readonly hop: HopRange;
}

function refused(context: CheckContext, { apiVersion, origins, hop }: Told): Finding {
  const { lastMigrator, migrateTo } = configApiStatus(apiVersion, hop.to);
  const running = runningVersion(context.cluster);
  const already =
    running !== undefined && configApiStatus(apiVersion, minorOf(running)).status === "rejected";
  const migrate =
    lastMigrator === undefined || migrateTo === undefined
      ? "Write the file anew in the API version that `kubeadm config print init-defaults` shows."
      : `Run \`kubeadm config migrate --old-config FILE --new-config NEW\` with kubeadm ${lastMigrator} or older, which gives ${migrateTo}${already ? " (the kubeadm of this cluster no longer can)" : ""}. Keep only the documents that the old file had: migrate adds an InitConfiguration with a fresh token.`;
  return makeFinding(REJECTED, context, {
    severity: "risk",
    certainty: "proven",
    hop,
    origins,
    why: `The file is written in ${apiVersion}, which kubeadm ${hop.to} refuses${already ? ", as the running one does" : ""}.`,
    fix: migrate,
    sources: [SOURCE],
  });
}

function aging(context: CheckContext, { apiVersion, origins, hop }: Told): Finding {
  const { lastMigrator, migrateTo } = configApiStatus(apiVersion, hop.to);
  const until =
    lastMigrator === undefined ? "" : ` kubeadm ${lastMigrator} is the last one that can migrate it.`;
  return makeFinding(DEPRECATED, context, {
    severity: "notice",
    certainty: "proven",
    hop,
    origins,
    why: `The file is written in ${apiVersion}; kubeadm ${hop.to} reads it with a warning.${until}`,
    fix: `Run \`kubeadm config migrate --old-config FILE --new-config NEW\`${migrateTo === undefined ? "" : ` to get ${migrateTo}`}, and keep only the documents that the old file had.`,
    sources: [SOURCE],
  });
}

function tooNew(context: CheckContext, { apiVersion, origins, hop }: Told): Finding {
  const isExperimental = configApiStatus(apiVersion, hop.to).status === "experimental";
  const what = isExperimental ? "reads it only with --allow-experimental-api" : "does not know it yet";
  return makeFinding(TOO_NEW, context, {
    severity: "risk",
    certainty: isExperimental ? "proven" : "likely",
    hop,
    origins,
    why: `The file is written in ${apiVersion}, and kubeadm ${hop.to} ${what}.`,
    fix: "Use the file only once the kubeadm on the hosts knows it; until then keep the version that `kubeadm config print init-defaults` shows.",
    sources: [SOURCE],
  });
}
