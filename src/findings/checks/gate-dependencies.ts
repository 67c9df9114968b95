import { type UnmetGate, unmetGates } from "../../kubernetes/gate-dependencies.ts";
import type { Finding } from "../../source/finding.ts";
import type { FindingDescription, HopRange, ManifestCheck, ManifestContext } from "../check.ts";
import type { GateSetting } from "../gate-setting.ts";
import { firstHop } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";
import { gateViews, writtenGates } from "../written-arguments.ts";

const UNMET: FindingDescription = {
  id: "feature-gate-dependency",
  title: "A feature gate is on that needs one that is off",
  meaning:
    "From 1.35 on a component exits where a gate that is on, if only by default, needs one that is off.",
};
const SOURCE =
  "pkg/features/kube_features.go of each minor's .0 release: gate dependencies (data/feature-gates.json)";

/** Gates that need each other, as files set them, against each hop. */
export const gateDependenciesCheck: ManifestCheck = {
  name: "gate-dependencies",
  reads: ["feature gates of every component, wherever flags and gates are read from"],
  findings: [UNMET],
  views: gateViews,
  judge: (context) =>
    [...Map.groupBy(writtenGates(context), ({ component }) => component).values()]
      .flatMap(causesOf)
      .flatMap((cause) => judged(cause, context)),
};

/** The settings of one component; file by file where two files do not say the same of a gate. */
function startedTogether(settings: readonly GateSetting[]): readonly (readonly GateSetting[])[] {
  const values = Map.groupBy(settings, ({ gate }) => gate).values();
  const agree = [...values].every((alike) => new Set(alike.map(({ value }) => value)).size === 1);
  return agree ? [settings] : [...Map.groupBy(settings, ({ origin }) => origin.path).values()];
}

/** One gate that is set, and all that is set for the same component. */
interface Cause {
  readonly gate: string;
  readonly settings: readonly GateSetting[];
  /** Whether the component surely starts with all of it: what stands in two files may be for two hosts. */
  readonly isSure: boolean;
}

function causesOf(all: readonly GateSetting[]): readonly Cause[] {
  const isSure = new Set(all.map(({ origin }) => origin.path)).size === 1;
  return startedTogether(all).flatMap((settings) => {
    const gates = new Set(settings.map(({ gate }) => gate));
    return [...gates].map((gate) => ({ gate, settings, isSure }));
  });
}

function judged(cause: Cause, context: ManifestContext): readonly Finding[] {
  const hop = firstHop(context, ({ to }) => unmetThrough(cause, to).length > 0);
  return hop === undefined ? [] : [told(cause, hop, context)];
}

/** What does not start because of this gate: the one that was switched off, or else the one that was switched on. */
function unmetThrough({ gate, settings }: Cause, minor: string): readonly UnmetGate[] {
  const set = new Map(
    settings.flatMap(({ gate: name, value }) => (value === undefined ? [] : [[name, value] as const])),
  );
  return unmetGates(set, minor).filter((unmet) =>
    set.get(gate) === false
      ? unmet.missing.includes(gate)
      : unmet.gate === gate && unmet.missing.every((missing) => !set.has(missing)),
  );
}

function told(cause: Cause, hop: HopRange, context: ManifestContext): Finding {
  const { gate, settings, isSure } = cause;
  const unmet = unmetThrough(cause, hop.to);
  const own = settings.filter((setting) => setting.gate === gate);
  const component = own[0]?.component ?? "a component";
  const isOff = own[0]?.value === false;
  const others = nameList(isOff ? unmet.map((one) => one.gate) : unmet.flatMap(({ missing }) => missing));
  return makeFinding(UNMET, context, {
    severity: "blocker",
    certainty: isSure ? "proven" : "likely",
    hop,
    subject: gate,
    origins: own.map(({ origin }) => origin),
    why: isOff
      ? `The feature gate ${gate} is set to false for ${component}, and in ${hop.to} it is needed for ${others}, on and not set to false: ${component} exits.`
      : `The feature gate ${gate} is set to true for ${component}, and in ${hop.to} it needs ${others}, off by default: ${component} exits.`,
    fix: isOff
      ? `Set ${others} to false too, or take ${gate} out, before the hop to ${hop.to}.`
      : `Set ${others} to true too, or take ${gate} out, before the hop to ${hop.to}.`,
    sources: [SOURCE],
  });
}
