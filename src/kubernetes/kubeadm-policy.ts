import skewFacts from "../../data/skew.json" with { type: "json" };
import { comparePrereleases } from "./prerelease-order.ts";
import { minorDistance, parseVersion, type Version } from "./version.ts";

/** What `kubeadm upgrade apply` compares before it starts. */
export interface KubeadmPolicyInput {
  /** What the API server says it is; undefined where it cannot be asked. */
  readonly clusterVersion: string | undefined;
  readonly kubeadmVersion: string;
  readonly targetVersion: string;
  /** The version of each kubelet; undefined where the nodes cannot be listed. */
  readonly kubeletVersions: readonly string[] | undefined;
}

/** The rules that an upgrade would break, by their ids in `upgradePolicyRules` of `data/kubeadm.json`. */
export interface KubeadmPolicyResult {
  /** kubeadm refuses, whatever the flags. */
  readonly fatal: readonly string[];
  /** kubeadm refuses without `--force` (or, for `unstable-target`, the `--allow-…-upgrades` flags). */
  readonly forceable: readonly string[];
}

const UPGRADE_STEP = limitsOf("kubeadm-upgrade-step");
const MINORS_BELOW_KUBEADM = limitsOf("kubeadm-controlplane").maxMinorsOlder;
const KUBELETS_UP_TO_128 = limitsOf("kubeadm-upgrade-kubelet-old");
const KUBELETS_FROM_129 = limitsOf("kubeadm-upgrade-kubelet-new");

/**
 * What kubeadm itself would say to an upgrade: the checks of `EnforceVersionPolicies` in
 * `cmd/kubeadm/app/phases/upgrade/policy.go`, in its order, which are the same from 1.20 to 1.37 but for
 * how far kubelets may trail. Anything behind a dash makes a pre-release to kubeadm, a vendor's suffix too.
 * Where the target or kubeadm is known by its minor only, their patches are not compared.
 *
 * @throws KubehopError `invalid-version`
 */
export function checkKubeadmPolicy(input: KubeadmPolicyInput): KubeadmPolicyResult {
  const target = parseVersion(input.targetVersion);
  const kubeadm = parseVersion(input.kubeadmVersion);
  const kubelets = input.kubeletVersions?.map(parseVersion);
  if (input.clusterVersion === undefined) return { fatal: ["cluster-version-known"], forceable: [] };
  const broken = brokenRules({ cluster: parseVersion(input.clusterVersion), kubeadm, target, kubelets });
  const idsOf = (severity: Severity) => broken.filter((row) => row.severity === severity).map(({ id }) => id);
  return { fatal: idsOf("fatal"), forceable: idsOf("forceable") };
}

interface Versions {
  readonly cluster: Version;
  readonly kubeadm: Version;
  readonly target: Version;
  readonly kubelets: readonly Version[] | undefined;
}

type Severity = "fatal" | "forceable";

interface RuleCheck {
  readonly id: string;
  readonly severity: Severity;
  readonly broken: boolean;
}

function brokenRules(versions: Versions): readonly RuleCheck[] {
  const { cluster, kubeadm, target, kubelets } = versions;
  const forReleases: Severity = suffixOf(target) === undefined ? "fatal" : "forceable";
  const step = minorDistance(target, cluster);
  const ahead = minorDistance(target, kubeadm);
  const checks: readonly RuleCheck[] = [
    { id: "kubelet-versions-readable", severity: "forceable", broken: kubelets === undefined },
    { id: "minimum-target", severity: "fatal", broken: isBelowMinimum(target, kubeadm) },
    { id: "one-minor-up", severity: forReleases, broken: step > UPGRADE_STEP.maxMinorsNewer },
    { id: "one-minor-down", severity: forReleases, broken: -step > UPGRADE_STEP.maxMinorsOlder },
    { id: "kubeadm-not-older-minor", severity: forReleases, broken: ahead > 0 },
    { id: "kubeadm-not-older-patch", severity: "forceable", broken: isNewerPatch(target, kubeadm) },
    { id: "kubeadm-same-minor-as-target", severity: "forceable", broken: ahead < 0 },
    { id: "unstable-target", severity: "forceable", broken: suffixOf(target) !== undefined },
    kubeletCheck(versions),
  ];
  return checks.filter(({ broken }) => broken);
}

/** How far kubelets may trail is a constant of the kubeadm that runs, not of the target. */
function kubeletCheck({ kubeadm, target, kubelets }: Versions): RuleCheck {
  const isOldKubeadm = minorDistance(kubeadm, KUBELETS_FROM_129.appliesFromReferenceMinor ?? "1.29") < 0;
  const { maxMinorsOlder } = isOldKubeadm ? KUBELETS_UP_TO_128 : KUBELETS_FROM_129;
  return {
    id: isOldKubeadm ? "kubelets-not-too-old" : "kubelets-not-too-old-from-1.29",
    severity: "forceable",
    broken: (kubelets ?? []).some((kubelet) => minorDistance(target, kubelet) > maxMinorsOlder),
  };
}

/** The minimum is the `.0` release of the minor before kubeadm's, so its own pre-releases are below it. */
function isBelowMinimum(target: Version, kubeadm: Version): boolean {
  const aboveMinimum = minorDistance(target, kubeadm) + MINORS_BELOW_KUBEADM;
  return aboveMinimum < 0 || (aboveMinimum === 0 && target.patch === 0 && suffixOf(target) !== undefined);
}

function isNewerPatch(target: Version, kubeadm: Version): boolean {
  if (minorDistance(target, kubeadm) !== 0) return false;
  if (target.patch === undefined || kubeadm.patch === undefined) return false;
  const order = target.patch - kubeadm.patch || comparePrereleases(suffixOf(target), suffixOf(kubeadm));
  return order > 0;
}

/** What stands between the dash and a `+`: kubeadm reads it as a pre-release whoever put it there. */
function suffixOf({ text }: Version): string | undefined {
  const [core = ""] = text.split("+", 1);
  const dash = core.indexOf("-");
  return dash === -1 ? undefined : core.slice(dash + 1);
}

function limitsOf(id: string): (typeof skewFacts.rules)[number] {
  const row = skewFacts.rules.find((rule) => rule.id === id);
  if (row === undefined) throw new Error(`data/skew.json has no rule ${id}`);
  return row;
}
