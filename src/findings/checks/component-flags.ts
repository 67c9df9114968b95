import { type FlagComponent, flagStatus } from "../../kubernetes/flags.ts";
import { minorDistance } from "../../kubernetes/version.ts";
import type { Finding } from "../../source/finding.ts";
import type { FindingDescription, HopRange, ManifestCheck, ManifestContext } from "../check.ts";
import type { ComponentArgument } from "../component-argument.ts";
import { firstHop, readableHops } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";
import { argumentViews, writtenArguments } from "../written-arguments.ts";

const REMOVED: FindingDescription = {
  id: "flag-removed",
  title: "A command-line flag goes away",
  meaning: "The component exits on a flag that it does not know.",
};
const DEPRECATED: FindingDescription = {
  id: "flag-deprecated",
  title: "A command-line flag becomes deprecated",
  meaning: "The component still takes the flag and warns; a later minor drops it.",
};
const NOT_YET: FindingDescription = {
  id: "flag-not-yet",
  title: "A command-line flag is too new",
  meaning: "The component of this hop does not know the flag yet and exits on it.",
};
const UNKNOWN: FindingDescription = {
  id: "flag-unknown",
  title: "A command-line flag that no known minor has",
  meaning: "Either the flag is misspelt, and the component exits on it, or the facts do not cover it.",
};
const SOURCE = "option packages of each minor's .0 release (data/component-flags.json)";

/** A component's flag, wherever it is set. */
interface FlagUse {
  readonly component: FlagComponent;
  readonly flag: string;
  readonly uses: readonly [ComponentArgument, ...ComponentArgument[]];
}

/** Command-line flags, wherever files set them, against the component of each hop. etcd's have a check of their own. */
export const componentFlagsCheck: ManifestCheck = {
  name: "component-flags",
  reads: [
    "kubeadm extraArgs of every component and kubeletExtraArgs, as map and as list",
    "systemd units and drop-ins, /etc/default/kubelet, kubeadm-flags.env, and what writes them",
    "static pods and kube-proxy's DaemonSet; kubespray's variables for flags and gates",
  ],
  findings: [REMOVED, DEPRECATED, NOT_YET, UNKNOWN],
  views: argumentViews,
  judge(context) {
    if (readableHops(context).length === 0) return [];
    return flagUses(context).flatMap((use) => judge(context, use));
  },
};

function flagUses(context: ManifestContext): readonly FlagUse[] {
  const uses = new Map<string, FlagUse>();
  for (const argument of writtenArguments(context)) {
    const { component, flag } = argument;
    if (component === "etcd") continue;
    const key = `${component} ${flag}`;
    const known = uses.get(key);
    uses.set(key, { component, flag, uses: known === undefined ? [argument] : [...known.uses, argument] });
  }
  return [...uses.values()];
}

function judge(context: ManifestContext, use: FlagUse): readonly Finding[] {
  const { component, flag } = use;
  const at = (hop: HopRange) => flagStatus(component, flag, hop.to);
  const removed = firstHop(context, (hop) => at(hop).status === "removed");
  if (removed !== undefined) return [gone(context, use, removed)];
  const early = firstHop(context, (hop) => at(hop).status === "not-yet");
  if (early !== undefined) return [tooNew(context, use, early)];
  const unknown = firstHop(context, (hop) => at(hop).status === "unknown");
  if (unknown !== undefined) return [unheardOf(context, use, unknown)];
  const deprecated = firstHop(context, (hop) => isDeprecatedWithin(use, hop));
  return deprecated === undefined ? [] : [aging(context, use, deprecated)];
}

/** Only what becomes deprecated on the way: many kubelet flags have been so for years. */
function isDeprecatedWithin({ component, flag }: FlagUse, hop: HopRange): boolean {
  const { status, deprecatedFrom } = flagStatus(component, flag, hop.to);
  return (
    status === "deprecated" && deprecatedFrom !== undefined && minorDistance(deprecatedFrom, hop.from) > 0
  );
}

function gone(context: ManifestContext, use: FlagUse, hop: HopRange): Finding {
  const { removedIn } = flagStatus(use.component, use.flag, hop.to);
  return makeFinding(REMOVED, context, {
    ...common(use, hop),
    severity: "blocker",
    certainty: "proven",
    why: `${use.component} is started with --${use.flag}, and ${removedIn ?? hop.to} no longer has it: ${use.component} ${hop.to} exits on it.`,
    fix: `Take ${use.flag} out of ${where(use)} before the hop to ${hop.to}${alsoWhere(use)}.`,
  });
}

function tooNew(context: ManifestContext, use: FlagUse, hop: HopRange): Finding {
  const { firstSeen } = flagStatus(use.component, use.flag, hop.to);
  return makeFinding(NOT_YET, context, {
    ...common(use, hop),
    severity: "risk",
    certainty: "likely",
    why: `${use.component} is started with --${use.flag}, which came with ${firstSeen ?? "a later minor"}: ${hop.to} does not know it yet.`,
    fix: `Set ${use.flag} only once every ${use.component} runs ${firstSeen ?? "that minor"}.`,
  });
}

function unheardOf(context: ManifestContext, use: FlagUse, hop: HopRange): Finding {
  return makeFinding(UNKNOWN, context, {
    ...common(use, hop),
    severity: "risk",
    certainty: "unknown",
    why: `${use.component} is started with --${use.flag}, a flag that the facts know of no minor.`,
    fix: `Look for ${use.flag} in \`${use.component} --help\` of ${hop.to} before the hop; a component exits on a flag that it does not know.`,
  });
}

function aging(context: ManifestContext, use: FlagUse, hop: HopRange): Finding {
  const { removedIn } = flagStatus(use.component, use.flag, hop.to);
  return makeFinding(DEPRECATED, context, {
    ...common(use, hop),
    severity: "notice",
    certainty: "proven",
    why: `${use.component} is started with --${use.flag}, deprecated from this hop on${removedIn === undefined ? "" : ` and gone in ${removedIn}`}.`,
    fix: "Read what its warning names as successor, and change it apart from this upgrade.",
  });
}

function common({ component, flag, uses }: FlagUse, hop: HopRange) {
  const subject = `${component} --${flag}`;
  return { hop, subject, origins: uses.map(({ origin }) => origin), sources: [SOURCE] };
}

function where({ component, uses }: FlagUse): string {
  const extra = component === "kubelet" ? "nodeRegistration.kubeletExtraArgs" : "the extraArgs";
  const files = uses.filter(({ heldBy }) => heldBy !== "kubeadm").map(({ origin }) => origin.path);
  const isKubeadms = uses.some(({ heldBy }) => heldBy === "kubeadm");
  return nameList([...(isKubeadms ? [extra] : []), ...files]);
}

/** Where kubeadm keeps what its file said, so that mending the file alone changes nothing. */
function alsoWhere({ component, uses }: FlagUse): string {
  if (component === "kubelet") return ", and out of /var/lib/kubelet/kubeadm-flags.env on each node";
  return uses.some(({ heldBy }) => heldBy === "kubeadm")
    ? ", and out of the kubeadm-config ConfigMap (kubectl -n kube-system edit configmap kubeadm-config)"
    : "";
}
