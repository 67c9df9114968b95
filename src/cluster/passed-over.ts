import type { SourceFile, Unread } from "../source/finding.ts";
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
    const paths = new Set(
      observe(files)
        .filter(describesCluster)
        .map(({ path }) => path),
    );
    return paths.size === 0 ? [] : [told(folder, [...paths])];
  });
}

/** An add-on alone, such as a Deployment of metrics-server, is no cluster. */
function describesCluster(observation: Observation): boolean {
  const { kubernetesVersion, nodes = [], apiServers = [], kubeadm } = observation;
  return (
    kubernetesVersion !== undefined || kubeadm !== undefined || nodes.length > 0 || apiServers.length > 0
  );
}

function told(folder: string, paths: readonly string[]): Unread {
  const [first = folder, ...others] = paths;
  const subject = others.length === 0 ? "it describes" : `${paths.length} files describe`;
  return {
    path: others.length === 0 ? first : folder,
    reason: `${subject} a cluster among samples, tests or documents (${folder}/), where discovery does not look: name it under sources: in .github/kubehop.yml if it is yours`,
  };
}
