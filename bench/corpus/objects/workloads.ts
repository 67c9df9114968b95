import { apiVersionFor, metadataFor, type Project, selectorFor } from "../project.ts";
import type { Manifest } from "../value.ts";
import { podTemplate } from "./pod.ts";

export function deployment(name: string, project: Project): Manifest {
  return {
    apiVersion: apiVersionFor("Deployment", project),
    kind: "Deployment",
    metadata: metadataFor(name, project),
    spec: {
      replicas: project.random.between(1, 6),
      selector: { matchLabels: selectorFor(name) },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1, maxSurge: "25%" } },
      template: podTemplate(name, project),
    },
  };
}

export function statefulSet(name: string, project: Project): Manifest {
  const size = `${project.random.pick([1, 8, 20, 100])}Gi`;
  return {
    apiVersion: apiVersionFor("StatefulSet", project),
    kind: "StatefulSet",
    metadata: metadataFor(name, project),
    spec: {
      serviceName: name,
      replicas: project.random.pick([1, 3, 3, 5]),
      selector: { matchLabels: selectorFor(name) },
      template: podTemplate(name, project),
      volumeClaimTemplates: [
        {
          metadata: { name: "data" },
          spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: size } } },
        },
      ],
    },
  };
}

export function daemonSet(name: string, project: Project): Manifest {
  return {
    apiVersion: apiVersionFor("DaemonSet", project),
    kind: "DaemonSet",
    metadata: metadataFor(name, project),
    spec: { selector: { matchLabels: selectorFor(name) }, template: podTemplate(name, project) },
  };
}

export function cronJob(name: string, project: Project): Manifest {
  return {
    apiVersion: apiVersionFor("CronJob", project),
    kind: "CronJob",
    metadata: metadataFor(name, project),
    spec: {
      schedule: `${project.random.between(0, 59)} ${project.random.between(0, 23)} * * *`,
      concurrencyPolicy: "Forbid",
      jobTemplate: { spec: { backoffLimit: 2, template: podTemplate(name, project) } },
    },
  };
}
