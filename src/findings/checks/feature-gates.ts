import { gateStatus } from "../../kubernetes/feature-gates.ts";
import type { Finding } from "../../source/finding.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { type GateJudgement, judgeGate } from "../gate-judgement.ts";
import type { GateSetting } from "../gate-setting.ts";
import { makeFinding } from "../make-finding.ts";
import { gateViews, writtenGates } from "../written-arguments.ts";

const REMOVED: FindingDescription = {
  id: "feature-gate-removed",
  title: "A feature gate goes away",
  meaning: "A component that is started with a gate it does not know exits.",
};
const LOCKED: FindingDescription = {
  id: "feature-gate-locked",
  title: "A feature gate is locked the other way",
  meaning: "A component that is told to set a locked gate against its lock exits.",
};
const NOT_YET: FindingDescription = {
  id: "feature-gate-not-yet",
  title: "A feature gate is too new",
  meaning: "The component of this hop does not know the gate yet and exits on it.",
};
const UNKNOWN: FindingDescription = {
  id: "feature-gate-unknown",
  title: "A feature gate that no known minor has",
  meaning: "Either the gate is misspelt, and the component exits on it, or the facts do not cover it.",
};
const SOURCE = "feature gate tables of each minor's .0 release (data/feature-gates.json)";

/** Feature gates of the components, wherever files set them, against each hop. */
export const featureGatesCheck: ManifestCheck = {
  name: "feature-gates",
  reads: [
    "feature-gates of every component: kubeadm's extraArgs, files of hosts, static pods, kubespray's variables",
    "KubeletConfiguration and KubeProxyConfiguration: featureGates, also in scripts, cloud-init and drop-ins; kind's featureGates",
  ],
  findings: [REMOVED, LOCKED, NOT_YET, UNKNOWN],
  views: gateViews,
  judge: (context) => {
    const judged = writtenGates(context).flatMap((setting) => {
      const judgement = judgeGate(context, setting, gateStatus);
      return judgement === undefined ? [] : [{ setting, judgement }];
    });
    const causes = Map.groupBy(judged, ({ setting, judgement }) =>
      [judgement.problem, setting.component, setting.gate, setting.value].join(" "),
    );
    return [...causes.values()].flatMap(([first, ...others]) =>
      first === undefined
        ? []
        : [
            told(
              context,
              first,
              [first, ...others].map(({ setting }) => setting),
            ),
          ],
    );
  },
};

interface Judged {
  readonly setting: GateSetting;
  readonly judgement: GateJudgement;
}

function told(
  context: ManifestContext,
  { setting, judgement }: Judged,
  alike: readonly GateSetting[],
): Finding {
  const { gate, component } = setting;
  const { hop, status } = judgement;
  const common = { hop, subject: gate, origins: alike.map(({ origin }) => origin), sources: [SOURCE] };
  switch (judgement.problem) {
    case "removed":
      return makeFinding(REMOVED, context, {
        ...common,
        severity: "blocker",
        certainty: "proven",
        why: `The feature gate ${gate} is set for ${component}, and ${status.removedIn ?? hop.to} no longer knows it: ${component} ${hop.to} exits.`,
        fix: `Take ${gate} out before the hop to ${hop.to}, in the file and in the cluster's ConfigMaps (kubeadm-config, kubelet-config, kube-proxy).`,
      });
    case "locked":
      return makeFinding(LOCKED, context, {
        ...common,
        severity: "blocker",
        certainty: "proven",
        why: `The feature gate ${gate} is set to ${String(setting.value)} for ${component}, and ${hop.to} locks it to ${String(status.lockedTo)}: ${component} exits.`,
        fix: `Live with ${gate}=${String(status.lockedTo)}, and take the setting out before the hop to ${hop.to}.`,
      });
    case "not-yet":
      return makeFinding(NOT_YET, context, {
        ...common,
        severity: "risk",
        certainty: "likely",
        why: `The feature gate ${gate} is set for ${component}, and ${hop.to} does not know it yet.`,
        fix: `Set ${gate} only once every ${component} runs a minor that knows it.`,
      });
    case "unknown":
      return makeFinding(UNKNOWN, context, {
        ...common,
        severity: "risk",
        certainty: "unknown",
        why: `The feature gate ${gate} is set for ${component}, and the facts know it of no minor.`,
        fix: `Look for ${gate} in \`${component} --help\` of ${hop.to} before the hop, or take it out.`,
      });
    default:
      return judgement.problem satisfies never;
  }
}
