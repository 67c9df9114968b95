import { everyApi } from "../api-versions.ts";
import type { Project } from "../project.ts";
import type { Manifest } from "../value.ts";

/** An object of any kind and version that Kubernetes serves or has ever served: cluster add-ons bring them. */
export function rareObject(name: string, { random, way }: Project): Manifest {
  const { apiVersion, kind } = random.pick(everyApi(way));
  return {
    apiVersion,
    kind,
    metadata: { name: `${name}-${kind.toLowerCase()}`, labels: { tier: "platform" } },
  };
}
