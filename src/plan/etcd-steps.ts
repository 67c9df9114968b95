import {
  compareEtcdVersions,
  type EtcdMinimum,
  etcdMinimaCrossed,
  etcdMinimumFor,
} from "../kubernetes/etcd-minimum.ts";
import { quote } from "../source/shell.ts";
import { NODE_UPGRADED, preReleaseOption } from "./control-plane-steps.ts";
import { etcdctl, insideEtcd } from "./etcd-commands.ts";
import { etcdBefore, mustEndPin, pinInForce } from "./etcd-state.ts";
import { apiServerSteady, hasOwnEtcd, staticPod } from "./health-commands.ts";
import type { HopContext } from "./hop-context.ts";
import { upgradeOptions } from "./kubeadm-settings.ts";
import type { Command } from "./plan.ts";
import { onNode, onWorkstation, type StepDraft } from "./step-draft.ts";
import type { ControlPlaneNode } from "./terrain.ts";

/**
 * Brings etcd to what its next minor asks for, before the hop's kubeadm does: etcd's own documents demand a
 * minimum of every member, and kubeadm's default images lie below it.
 */
export function etcdSteps(hop: HopContext): readonly StepDraft[] {
  if (!hasOwnEtcd(hop.terrain) || hop.leg.operations.length === 0) return [];
  const minimum = minimumOf(hop);
  if (minimum === undefined) return endPin(hop);
  const before = etcdBefore(hop);
  if (before === undefined || isBegun(hop)) return [askMembers(hop, minimum), ...endPin(hop)];
  if (compareEtcdVersions(before, minimum.minimum) >= 0) return [askMembers(hop, minimum), ...endPin(hop)];
  return raiseEtcd(hop, minimum);
}

/** The hop's kubeadm has been at work already, and it moves etcd before anything else. */
function isBegun({ terrain, toMinor }: HopContext): boolean {
  return terrain.newestApiServer.minor >= toMinor;
}

/** What etcd asks for in this hop: when its minor changes with kubeadm's, or late, because a pin held it back. */
function minimumOf(hop: HopContext): EtcdMinimum | undefined {
  if (hop.fromMinor >= hop.toMinor) return undefined;
  const own = etcdMinimumFor(`1.${hop.toMinor}`);
  const pin = pinInForce(hop);
  if (own !== undefined || pin === undefined || !mustEndPin(hop, pin)) return own;
  return etcdMinimaCrossed("1.20", `1.${hop.toMinor}`).find(({ etcdFrom }) => pin.startsWith(`${etcdFrom}.`));
}

/** The question to etcd's members alone, for clusters whose etcd is moved by a tool of its own. */
export function etcdQuestions(hop: HopContext): readonly StepDraft[] {
  const minimum = minimumOf(hop);
  const isAsked = hasOwnEtcd(hop.terrain) && hop.leg.operations.length > 0 && minimum !== undefined;
  return isAsked ? [askMembers(hop, minimum)] : [];
}

/** Where no fact settles it, the members are asked on the spot. */
function askMembers(hop: HopContext, minimum: EtcdMinimum): StepDraft {
  const [first] = hop.terrain.controlPlanes;
  return {
    id: "",
    phase: "etcd",
    action: "check",
    runbook: "docs/runbooks/etcd-below-minimum.md",
    commands: [
      onWorkstation(
        'kubectl -n kube-system get pods -l component=etcd -o jsonpath=\'{range .items[*]}{.metadata.name}{" "}{.spec.containers[0].image}{"\\n"}{end}\'',
        `every member at ${minimum.minimum} or newer`,
      ),
      oldestMember(minimum),
      ...storeCheck(first, hop, minimum),
    ],
    why: `etcd ${minimum.etcdTo}, which kubeadm ${hop.to} installs, wants every member at ${minimum.minimum} or newer first. ${howToRaise(hop, `${minimum.recommended}-0`)}`,
  };
}

/** The kubeadm of before cannot be used any more where the hop's own one has begun. */
function howToRaise(hop: HopContext, tag: string): string {
  return isBegun(hop)
    ? `This hop was begun before, so a member below it is raised by hand, one after the other: write the tag ${tag} into the image of /etc/kubernetes/manifests/etcd.yaml on its node, and go on when it is healthy again.`
    : `A member below it: set etcd.local.imageTag to ${tag} in the kubeadm-config ConfigMap, run \`kubeadm upgrade apply v${hop.from}\` on the first control-plane node and \`kubeadm upgrade node\` on the others, and take the tag out again before this hop's \`apply\`.`;
}

/** Fails where a member is older than the minimum, or none could be asked. */
function oldestMember({ minimum }: EtcdMinimum): Command {
  const members = `kubectl -n kube-system get pods -l component=etcd -o jsonpath='{range .items[*]}{.spec.containers[0].image}{"\\n"}{end}'`;
  return onWorkstation(
    `${members} | sed -n -e 's/@.*//' -e 's/.*:v*\\([0-9][0-9.]*\\).*/\\1/p' | sort -V | awk 'NR == 1' | { read -r oldest && printf '%s\\n' ${minimum} "$oldest" | sort -V -C && echo "$oldest"; } || { echo 'STOP: an etcd member is older than ${minimum}, or its image tells no version' >&2; false; }`,
    `the oldest member, ${minimum} or newer; it fails below`,
  );
}

function raiseEtcd(hop: HopContext, minimum: EtcdMinimum): readonly StepDraft[] {
  const tag = `${minimum.recommended}-0`;
  // Of a pool of which only the count is known, one machine goes first and the others follow.
  const nodes = hop.terrain.controlPlanes.flatMap((node) => (node.count > 1 ? [node, node] : [node]));
  return [
    imageCanBeHad(hop, minimum, tag),
    ...nodes.flatMap((node, index) => [
      setImage(node, hop, { tag, isFirst: index === 0, isLast: index === nodes.length - 1, minimum }),
      memberHealthy(node, hop, tag),
    ]),
  ];
}

function imageCanBeHad(hop: HopContext, minimum: EtcdMinimum, tag: string): StepDraft {
  const [first] = hop.terrain.controlPlanes;
  const image = quote(`${etcdRepository(hop)}/etcd:${tag}`);
  return {
    id: "",
    phase: "etcd",
    action: "check",
    runbook: "docs/runbooks/etcd-below-minimum.md",
    commands: [
      ...hop.terrain.controlPlanes.map((node) =>
        onNode(node, `sudo crictl pull ${image}`, "Image is up to date"),
      ),
      ...storeCheck(first, hop, minimum),
    ],
    why: `kubeadm ${hop.from} brings an etcd below the ${minimum.minimum} that etcd ${minimum.etcdTo} wants of every member; the image of ${minimum.recommended}, which etcd's own guide recommends, has to be there before anything is changed. Where the registry has no such tag, take the newest one of etcd ${minimum.etcdFrom} at ${minimum.minimum} or above that it has, here and in the next steps.`,
  };
}

/** etcd 3.6 refuses a member that still has data in the old v2 store. */
function storeCheck(node: ControlPlaneNode, hop: HopContext, { etcdTo }: EtcdMinimum): readonly Command[] {
  if (etcdTo !== "3.6") return [];
  const data = quote(hop.terrain.paths.etcdData);
  return [
    onWorkstation(
      `${insideEtcd(node)} etcdutl check v2store --data-dir=${data}`,
      "no custom content in the v2 store",
    ),
  ];
}

interface Place {
  readonly tag: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly minimum: EtcdMinimum;
}

function setImage(node: ControlPlaneNode, hop: HopContext, place: Place): StepDraft {
  const options = upgradeOptions(hop.terrain.paths);
  const run = place.isFirst
    ? `sudo kubeadm upgrade apply ${runningVersion(hop)} --yes${options}${preReleaseOption(hop.from)}`
    : `sudo kubeadm upgrade node${options}`;
  return {
    id: "",
    phase: "etcd",
    action: "set-image",
    node: node.name,
    role: node.role,
    version: place.tag,
    commands: [
      ...(place.isFirst ? storeTag(place.tag) : []),
      onNode(node, run, place.isFirst ? "SUCCESS" : NODE_UPGRADED),
      ...(place.isLast ? storeTag(undefined) : []),
    ],
    why: `Moves this member to etcd ${place.tag} with the kubeadm of ${hop.from}, which still runs here: image tag in kubeadm's stored configuration, then the same version again, one member after the other.${place.isLast ? ` The tag is taken out again at the end: with it kubeadm ${hop.to} would keep exactly this etcd.` : ""}`,
    undo: `Take etcd.local.imageTag out of the kubeadm-config ConfigMap; a member stays at the newer patch, which is fine.`,
  };
}

/** The kubeadm on the host is that of the running version; it tells the patch where no file does. */
function runningVersion(hop: HopContext): string {
  return hop.leg.from.patch === undefined ? '"$(kubeadm version -o short)"' : `v${hop.from}`;
}

function memberHealthy(node: ControlPlaneNode, hop: HopContext, tag: string): StepDraft {
  const pod = staticPod("etcd", node);
  return {
    id: "",
    phase: "etcd",
    action: "check",
    node: node.name,
    role: node.role,
    runbook: "docs/runbooks/etcd-below-minimum.md",
    commands: [
      onWorkstation(
        `kubectl -n kube-system wait --for=condition=Ready --timeout=300s ${pod}`,
        "condition met",
      ),
      memberImage(node, tag),
      { ...etcdctl(hop.terrain, node, "endpoint health --cluster"), expect: "is healthy, for every member" },
      apiServerSteady(),
    ],
    why: "The next member may only stop while all the others serve.",
  };
}

function memberImage(node: ControlPlaneNode, tag: string): Command {
  const pod = staticPod("etcd", node);
  return onWorkstation(
    `kubectl -n kube-system get ${pod} -o jsonpath='{.spec.containers[0].image}'`,
    `:${tag}`,
  );
}

/** A tag that the files pin and that this hop cannot be done with is taken out; etcd itself does not move. */
function endPin(hop: HopContext): readonly StepDraft[] {
  const pin = pinInForce(hop);
  const [node] = hop.terrain.controlPlanes;
  if (pin === undefined || !mustEndPin(hop, pin)) return [];
  return [
    {
      id: "",
      phase: "etcd",
      action: "set-image",
      node: node.name,
      role: node.role,
      version: pin,
      commands: [...storeTag(undefined), memberImage(node, pin)],
      why: `A pin (etcd.local.imageTag) holds etcd at ${pin}, and kubeadm ${hop.to} would keep exactly that. Without the pin it installs the etcd that belongs to ${hop.to}. Take it out of the file in the repository too.`,
      undo: `Put etcd.local.imageTag: ${pin} back.`,
    },
  ];
}

/**
 * Rewrites `etcd.local.imageTag` in the configuration that kubeadm stores in the cluster. Neither line goes
 * on with a file that is not what it should be: an empty one would leave kubeadm without a configuration.
 */
function storeTag(tag: string | undefined): readonly Command[] {
  const file = "kubehop-cluster-configuration.yaml";
  const insert = tag === undefined ? "" : ` -e '/^  local:/a\\    imageTag: ${tag}'`;
  const mark = tag === undefined ? "kind: ClusterConfiguration" : `    imageTag: ${tag}`;
  return [
    onWorkstation(
      `kubectl -n kube-system get configmap kubeadm-config -o jsonpath='{.data.ClusterConfiguration}' | sed -e '/^    imageTag:/d'${insert} > ${file} && grep -x '${mark}' ${file}`,
      mark.trim(),
    ),
    onWorkstation(
      `grep -qx '${mark}' ${file} && kubectl -n kube-system create configmap kubeadm-config --from-file=ClusterConfiguration=${file} --dry-run=client -o yaml | kubectl -n kube-system replace -f -`,
      "replaced",
    ),
  ];
}

function etcdRepository(hop: HopContext): string {
  const { etcdImageRepository, imageRepository } = hop.terrain.paths;
  return etcdImageRepository ?? imageRepository ?? "registry.k8s.io";
}
