import facts from "../../../data/admission-and-controllers.json" with { type: "json" };
import { minorDistance } from "../../kubernetes/version.ts";
import type { Finding } from "../../source/finding.ts";
import type { Origin } from "../../source/origin.ts";
import type { FindingDescription, HopRange, ManifestCheck, ManifestContext } from "../check.ts";
import { firstHop } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { argumentViews, writtenArguments } from "../written-arguments.ts";

const REMOVED: FindingDescription = {
  id: "admission-plugin-removed",
  title: "An admission plugin goes away",
  meaning: "An API server that is told to enable or disable a plugin it does not know does not start.",
};
const UNKNOWN: FindingDescription = {
  id: "admission-plugin-unknown",
  title: "An admission plugin that this minor does not have",
  meaning:
    "Either the name is misspelt or too new, and the API server does not start, or the facts do not cover it.",
};
const FLAGS: readonly string[] = [
  "enable-admission-plugins",
  "disable-admission-plugins",
  "admission-control",
];
const SOURCE = "pkg/kubeapiserver/options/plugins.go of each minor (data/admission-and-controllers.json)";

/** Names in the API server's admission flags against each hop. */
export const admissionPluginsCheck: ManifestCheck = {
  name: "admission-plugins",
  reads: [
    "the API server's enable- and disable-admission-plugins, in kubeadm's extraArgs and in static pods",
  ],
  findings: [REMOVED, UNKNOWN],
  views: argumentViews,
  judge(context) {
    return writtenArguments(context)
      .filter(({ component, flag }) => component === "kube-apiserver" && FLAGS.includes(flag))
      .flatMap(({ flag, value, origin }) =>
        value
          .split(",")
          .map((name) => name.trim())
          .filter((name) => name !== "")
          .flatMap((plugin) => judge(context, { flag, plugin, origin })),
      );
  },
};

interface Use {
  readonly flag: string;
  readonly plugin: string;
  readonly origin: Origin;
}

function judge(context: ManifestContext, use: Use): readonly Finding[] {
  const row = facts.admissionPlugins.find(({ plugin }) => plugin === use.plugin);
  if (row === undefined) {
    const hop = firstHop(context, () => true);
    return hop === undefined ? [] : [unknown(context, use, hop)];
  }
  const { removedIn, first } = row;
  const gone = firstHop(context, ({ to }) => removedIn !== null && minorDistance(to, removedIn) >= 0);
  if (gone !== undefined) return [removed(context, use, gone)];
  const early = firstHop(context, ({ to }) => minorDistance(to, first) < 0);
  return early === undefined ? [] : [unknown(context, use, early)];
}

function removed(context: ManifestContext, { flag, plugin, origin }: Use, hop: HopRange): Finding {
  const extra =
    plugin === "PodSecurityPolicy" ? " Label the namespaces for Pod Security Admission first." : "";
  return makeFinding(REMOVED, context, {
    severity: "blocker",
    certainty: "proven",
    hop,
    origins: [origin],
    subject: plugin,
    why: `--${flag} names ${plugin}, which the API server of ${hop.to} no longer has: it does not start.`,
    fix: `Take ${plugin} out of ${flag} in the file and in the kubeadm-config ConfigMap before the hop to ${hop.to}.${extra}`,
    sources: [SOURCE],
  });
}

function unknown(context: ManifestContext, { flag, plugin, origin }: Use, hop: HopRange): Finding {
  return makeFinding(UNKNOWN, context, {
    severity: "risk",
    certainty: "unknown",
    hop,
    origins: [origin],
    subject: plugin,
    why: `--${flag} names ${plugin}, which the facts do not know of the API server of ${hop.to}.`,
    fix: `Look for ${plugin} in \`kube-apiserver --help\` of ${hop.to} before the hop, or take it out.`,
    sources: [SOURCE],
  });
}
