import { apiFacts } from "../../kubernetes/api-table.ts";
import {
  type ConfigFieldGap,
  configFieldGap,
  refusesUnknownFields,
} from "../../kubernetes/component-config-fields.ts";
import type { Finding } from "../../source/finding.ts";
import type { FindingDescription, HopRange, ManifestCheck, ManifestContext } from "../check.ts";
import { readableHops } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";
import { type ConfigurationField, configurationFields } from "../views/configuration-fields.ts";

const REMOVED: FindingDescription = {
  id: "config-field-removed",
  title: "A field of a component's configuration goes away",
  meaning:
    "The component warns about the field and goes on without it, or refuses the file where it reads strictly.",
};
const NOT_YET: FindingDescription = {
  id: "config-field-not-yet",
  title: "A field of a component's configuration is too new",
  meaning:
    "The component of this hop does not know the field yet: what it sets does not hold, or the file is refused.",
};
const SOURCE = "Go types of the configuration packages of each minor (data/component-config.json)";

/** Fields of the components' configuration files against each hop. */
export const configurationFieldsCheck: ManifestCheck = {
  name: "configuration-fields",
  reads: [
    "configuration files of kubeadm, kubelet, kube-proxy, kube-scheduler and kube-apiserver: the fields at every depth, those of scheduler plugins' arguments too",
  ],
  findings: [REMOVED, NOT_YET],
  views: [configurationFields],
  judge: (context) => {
    const alike = Map.groupBy(context.repository.of(configurationFields), ({ field, version }) =>
      [field.group, field.kind, field.path, version].join(" "),
    );
    return [...alike.values()].flatMap((uses) => judged(uses, context));
  },
};

function judged(uses: readonly ConfigurationField[], context: ManifestContext): readonly Finding[] {
  const [use] = uses;
  if (use === undefined) return [];
  for (const hop of readableHops(context)) {
    const gap = configFieldGap(use.field, use.version, hop.to);
    if (gap !== undefined) return isToldByMigration(use, gap) ? [] : [told({ uses, use, gap, hop }, context)];
  }
  return [];
}

/** `kubeadm config migrate` writes a file of a version that goes anew, and the finding on the version says so. */
function isToldByMigration({ field }: ConfigurationField, { readInstead }: ConfigFieldGap): boolean {
  return field.group === "kubeadm.k8s.io" && readInstead.length > 0;
}

interface Missed {
  readonly uses: readonly ConfigurationField[];
  readonly use: ConfigurationField;
  readonly gap: ConfigFieldGap;
  readonly hop: HopRange;
}

function told({ uses, use, gap, hop }: Missed, context: ManifestContext): Finding {
  const { field, version } = use;
  const name = fieldName(field.path);
  const isGone = gap.problem === "removed";
  return makeFinding(isGone ? REMOVED : NOT_YET, context, {
    severity: "risk",
    certainty: "likely",
    hop,
    places: uses.map(({ place }) => place),
    subject: `${field.kind} ${field.path}`,
    why: `The ${field.kind} (${version}) sets ${name}, ${reasonOf(use, gap, hop)}: ${consequence(use, hop)}.`,
    fix: isGone
      ? `Take ${name} out ${whenToTakeOut(gap, hop)}; what it set has to be set in another way, or is no longer needed.`
      : `Set ${name} only once everything that reads this file runs ${gap.known.from}${gap.known.version === version ? "" : ` and the file is written in ${gap.known.version}`}.`,
    sources: [SOURCE],
  });
}

/** `apiServer.extraArgs.*` is a question of shape, which no component reads over. */
const SHAPE = /\.\*$|\[\]$/;

function fieldName(path: string): string {
  return path.replace(/\.\*$/, " as a map").replace(/\[\]$/, " as a list");
}

function reasonOf({ version }: ConfigurationField, gap: ConfigFieldGap, { to }: HopRange): string {
  const { known, problem, readInstead } = gap;
  if (readInstead.length > 0) {
    const lacks = readInstead.length === 1 ? "does" : "do";
    return `which ${nameList(readInstead)} ${lacks} not have, and ${to} reads nothing else`;
  }
  const isOwn = known.version === version;
  if (problem === "not-yet") return `which came with ${isOwn ? "" : `${known.version} in `}${known.from}`;
  return isOwn
    ? `which ${known.removedIn ?? to} no longer has`
    : `a field of ${known.version} that ${version} does not have`;
}

function consequence({ field, version }: ConfigurationField, { to }: HopRange): string {
  const { component = "the component" } =
    apiFacts({ apiVersion: `${field.group}/${version}`, kind: field.kind }) ?? {};
  if (SHAPE.test(field.path)) return `${component} refuses a file in which it has another form`;
  return refusesUnknownFields(field, to)
    ? `${component} refuses a file with a field that it does not know`
    : `${component} goes on without it`;
}

function whenToTakeOut({ readInstead }: ConfigFieldGap, { to }: HopRange): string {
  return readInstead.length > 0
    ? `when the file moves to ${nameList(readInstead)}, before the hop to ${to}`
    : `before the hop to ${to}`;
}
