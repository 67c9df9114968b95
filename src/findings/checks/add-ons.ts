import { addonCompat, addonReleasesFor, type CompatAnswer } from "../../kubernetes/compat.ts";
import { minorOf } from "../../kubernetes/version.ts";
import type { Finding } from "../../source/finding.ts";
import type { FindingDescription, HopRange, ManifestCheck, ManifestContext } from "../check.ts";
import { firstHop, readableHops } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList, namesThat } from "../name-list.ts";
import { addonViews, type NamedAddon, namedAddons } from "../repository-addons.ts";
import { trapSource } from "../trap-source.ts";

const NOT_LISTED: FindingDescription = {
  id: "addon-not-listed",
  title: "An add-on's release is not listed for this minor",
  meaning: "The add-on's own project neither supports nor tests this release on the Kubernetes of the hop.",
};
const UNKNOWN: FindingDescription = {
  id: "addon-unknown",
  title: "Add-ons that no known table covers",
  meaning: "Whether these add-ons work on the Kubernetes of the way has to be read in their own documents.",
};
const RETIRED: FindingDescription = {
  id: "ingress-nginx-retired",
  title: "ingress-nginx gets no maintenance any more",
  meaning: "The project ended in March 2026: its last releases list Kubernetes up to 1.35.",
};

/** Moved by kubeadm or by kind itself, or judged by the skew policy. */
const NOT_ADDONS: readonly string[] = [
  "coredns",
  "kindnet",
  "local-path-provisioner",
  "cloud-controller-manager",
];

/** Add-ons against what their own projects say about the minors of the way. */
export const addOnsCheck: ManifestCheck = {
  name: "add-ons",
  reads: [
    "add-ons by their images, in snapshots and manifests",
    "charts by name: Chart.yaml, helmfile, HelmRelease, HelmChart, Application, kustomize's helmCharts",
  ],
  findings: [NOT_LISTED, UNKNOWN, RETIRED],
  views: addonViews,
  judge(context) {
    const addons = namedAddons(context).filter(({ name }) => !NOT_ADDONS.includes(name));
    const unknown = addons.filter((addon) => isUnknown(context, addon));
    return [
      ...addons.flatMap((addon) => notListed(context, addon)),
      ...(unknown.length === 0 || readableHops(context).length === 0 ? [] : [uncovered(context, unknown)]),
      ...retired(
        context,
        addons.filter(({ name }) => name === "ingress-nginx"),
      ),
    ];
  },
};

function answerAt({ name, version }: NamedAddon, { to }: HopRange): CompatAnswer {
  return version === undefined ? { status: "unknown" } : addonCompat(name, version, to);
}

function isUnknown(context: ManifestContext, addon: NamedAddon): boolean {
  return firstHop(context, (hop) => answerAt(addon, hop).status !== "unknown") === undefined;
}

function notListed(context: ManifestContext, addon: NamedAddon): readonly Finding[] {
  const hop = firstHop(context, (one) => answerAt(addon, one).status === "not-listed");
  const row = hop === undefined ? undefined : answerAt(addon, hop).row;
  if (hop === undefined || row === undefined) return [];
  const releases = addonReleasesFor(addon.name, hop.to).map(({ version }) => version);
  const tested = row.meaning.includes("tested");
  return [
    makeFinding(NOT_LISTED, context, {
      severity: tested ? "notice" : "risk",
      certainty: "likely",
      hop,
      origins: addon.origins,
      why: `${addon.name} ${addon.version ?? ""} is of the line ${row.version}, which its project does not list for ${minorOf(hop.to)} (${row.meaning}).`,
      fix:
        releases.length === 0
          ? `Read the project's own table for ${minorOf(hop.to)} before the hop: no release is known here that lists it.`
          : `Move to ${nameList(releases)} before the hop, as far as it also lists ${minorOf(hop.from)}.`,
      sources: [`${row.source}, ${row.sourceDate}`],
    }),
  ];
}

function uncovered(context: ManifestContext, addons: readonly NamedAddon[]): Finding {
  const named = addons.map(({ name, version }) =>
    version === undefined ? `${name} (no file tells its release)` : `${name} ${version}`,
  );
  return makeFinding(UNKNOWN, context, {
    severity: "notice",
    certainty: "unknown",
    origins: addons.flatMap((addon) => addon.origins),
    why: `No table that is known here covers ${nameList(named)}.`,
    fix: `Read in each project's documents whether it supports Kubernetes ${minorOf(readableHops(context).at(-1)?.to ?? "1.0")}, and every minor before it.`,
    sources: ["data/compat.json"],
  });
}

function retired(context: ManifestContext, found: readonly NamedAddon[]): readonly Finding[] {
  if (found.length === 0) return [];
  return [
    makeFinding(RETIRED, context, {
      severity: "risk",
      certainty: "proven",
      origins: found.flatMap((addon) => addon.origins),
      why: `${namesThat(
        found.map(({ version }) => `ingress-nginx ${version ?? ""}`.trim()),
        "runs",
        "run",
      )} here, and the project ended its maintenance in March 2026.`,
      fix: "Plan the move to another ingress controller or to Gateway API.",
      sources: [trapSource("ingress-nginx-retired")],
    }),
  ];
}
