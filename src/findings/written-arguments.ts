import type { View } from "../manifests/view.ts";
import type { ManifestContext } from "./check.ts";
import { type ComponentArgument, componentArguments } from "./component-argument.ts";
import { componentGates, type GateSetting, gatesOfArguments } from "./gate-setting.ts";
import { mayConcern } from "./may-concern.ts";
import { configurationGates } from "./views/configuration-gates.ts";
import { hostArguments } from "./views/host-arguments.ts";
import { kindGates } from "./views/kind-gates.ts";
import { kubesprayArguments } from "./views/kubespray-arguments.ts";
import { podArguments } from "./views/pod-arguments.ts";
import { textGates } from "./views/text-gates.ts";

/** What arguments are read from, beside the cluster's kubeadm files. */
export const argumentViews: readonly View[] = [hostArguments, podArguments, kubesprayArguments];

/** What gates are read from, beside the cluster's kubeadm files. */
export const gateViews: readonly View[] = [...argumentViews, configurationGates, kindGates, textGates];

/** Every argument that a component is started with: kubeadm's files, hosts' files, pods, kubespray's variables. */
export function writtenArguments(context: ManifestContext): readonly ComponentArgument[] {
  const { cluster } = context;
  const own = cluster === undefined ? [] : componentArguments(cluster);
  return [...own, ...argumentsBeside(context)];
}

/** Every gate that is set for a component, by its arguments or by its configuration; each place once. */
export function writtenGates(context: ManifestContext): readonly GateSetting[] {
  const { cluster, repository } = context;
  const own = cluster === undefined ? [] : componentGates(cluster);
  const configured = [configurationGates, kindGates, textGates]
    .flatMap((view) => repository.of(view))
    .filter(({ origin }) => mayConcern(origin, cluster));
  return [...gatesOfArguments(argumentsBeside(context)), ...eachLineOnce([...own, ...configured])];
}

function argumentsBeside({ cluster, repository }: ManifestContext): readonly ComponentArgument[] {
  return [hostArguments, podArguments, kubesprayArguments]
    .flatMap((view) => repository.of(view))
    .filter(({ origin }) => mayConcern(origin, cluster));
}

/** A document is seen by the cluster's reader, by its kind and as a text; a line of JSON holds many gates. */
function eachLineOnce(settings: readonly GateSetting[]): readonly GateSetting[] {
  const told = new Set<string>();
  return settings.filter(({ gate, origin: { path, line }, setBy }) => {
    const spot = `${path}:${line} ${gate}`;
    if (setBy === "configuration" && told.has(spot)) return false;
    told.add(spot);
    return true;
  });
}
