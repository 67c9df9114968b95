import type { SourceFile, Unread } from "../source/finding.ts";
import { optional } from "./optional-member.ts";
import type { Observation } from "./reader.ts";

/**
 * Says which folders of samples, tests or documents hold files that describe a cluster: discovery passes
 * over them, and not silently. `observe` reads files as if they were candidates.
 */
export function passedOver(
  samples: ReadonlyMap<string, readonly SourceFile[]>,
  observe: (files: readonly SourceFile[]) => readonly Observation[],
): readonly Unread[] {
  return [...samples].flatMap(([folder, files]) => {
    const found = observe(files).filter(describesCluster);
    const byPath = new Map(found.toReversed().map((observation) => [observation.path, observation]));
    return byPath.size === 0 ? [] : [told(folder, [...byPath.values()].toReversed())];
  });
}

/** An add-on alone, such as a Deployment of metrics-server, is no cluster. */
function describesCluster(observation: Observation): boolean {
  const { kubernetesVersion, nodes = [], apiServers = [], kubeadm } = observation;
  return (
    kubernetesVersion !== undefined || kubeadm !== undefined || nodes.length > 0 || apiServers.length > 0
  );
}

function told(folder: string, observations: readonly Observation[]): Unread {
  const [first, ...others] = observations;
  const place =
    first?.path === folder
      ? "in a file whose name calls it an example"
      : `among samples, tests or documents (${folder}/)`;
  const subject = others.length === 0 ? "it describes" : `${observations.length} files describe`;
  const line = first?.origins[0]?.line;
  return {
    ...(others.length === 0 ? { path: first?.path ?? folder, ...optional("line", line) } : { path: folder }),
    reason: `${subject} a cluster ${place}, where discovery does not look: name it under sources: in .github/kubehop.yml if it is yours`,
  };
}
