import { apiVersionFor, metadataFor, type Project, selectorFor } from "../project.ts";
import type { Manifest } from "../value.ts";

export function podDisruptionBudget(name: string, project: Project): Manifest {
  const { random } = project;
  return {
    apiVersion: apiVersionFor("PodDisruptionBudget", project),
    kind: "PodDisruptionBudget",
    metadata: metadataFor(name, project),
    spec: {
      ...(random.chance(0.6)
        ? { minAvailable: random.pick([1, 1, 2, "50%"]) }
        : { maxUnavailable: random.pick([0, 1, 1]) }),
      selector: { matchLabels: selectorFor(name) },
    },
  };
}

/** Its `scaleTargetRef` is a reference: it names a version, too. */
export function horizontalPodAutoscaler(name: string, project: Project): Manifest {
  return {
    apiVersion: apiVersionFor("HorizontalPodAutoscaler", project),
    kind: "HorizontalPodAutoscaler",
    metadata: metadataFor(name, project),
    spec: {
      scaleTargetRef: { apiVersion: apiVersionFor("Deployment", project), kind: "Deployment", name },
      minReplicas: 2,
      maxReplicas: project.random.between(3, 20),
    },
  };
}

export function podSecurityPolicy(name: string, project: Project): Manifest {
  return {
    apiVersion: apiVersionFor("PodSecurityPolicy", project),
    kind: "PodSecurityPolicy",
    metadata: { name },
    spec: {
      privileged: false,
      allowPrivilegeEscalation: false,
      volumes: ["configMap", "emptyDir", "secret"],
      runAsUser: { rule: "MustRunAsNonRoot" },
      seLinux: { rule: "RunAsAny" },
      fsGroup: { rule: "RunAsAny" },
      supplementalGroups: { rule: "RunAsAny" },
    },
  };
}
