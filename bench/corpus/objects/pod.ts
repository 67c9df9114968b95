import { type Project, selectorFor } from "../project.ts";
import type { Random } from "../random.ts";
import type { Mapping } from "../value.ts";
import { fieldName, sentence } from "../words.ts";

/** A pod template as it stands in a workload: one to three containers. */
export function podTemplate(name: string, { random }: Project): Mapping {
  return {
    metadata: {
      labels: selectorFor(name),
      ...(random.chance(0.4)
        ? { annotations: { "prometheus.io/scrape": "true", "prometheus.io/port": "9090" } }
        : {}),
    },
    spec: podSpec(name, random),
  };
}

function podSpec(name: string, random: Random): Mapping {
  return {
    serviceAccountName: name,
    ...(random.chance(0.5)
      ? { securityContext: { runAsNonRoot: true, runAsUser: random.between(1000, 65535), fsGroup: 2000 } }
      : {}),
    ...(random.chance(0.2) ? { initContainers: [container(`${name}-init`, random)] } : {}),
    containers: random.times(random.pick([1, 1, 1, 2, 3]), (number) =>
      container(number === 0 ? name : `${name}-sidecar-${number}`, random),
    ),
    volumes: [
      { name: "config", configMap: { name: `${name}-config` } },
      ...(random.chance(0.4) ? [{ name: "scratch", emptyDir: {} }] : []),
    ],
    ...(random.chance(0.3) ? { terminationGracePeriodSeconds: random.pick([30, 60, 120, 600]) } : {}),
    ...(random.chance(0.3) ? { affinity: spread(name) } : {}),
    ...(random.chance(0.2)
      ? {
          tolerations: [
            { key: "node-role.kubernetes.io/control-plane", operator: "Exists", effect: "NoSchedule" },
          ],
        }
      : {}),
  };
}

function container(name: string, random: Random): Mapping {
  const port = random.between(3000, 9999);
  return {
    name,
    image: `registry.example.com/${name}:${random.between(0, 9)}.${random.between(0, 30)}.${random.between(0, 9)}`,
    ...(random.chance(0.4)
      ? { args: [`--listen=:${port}`, `--log-level=${random.pick(["info", "warn", "debug"])}`] }
      : {}),
    ports: [{ name: "http", containerPort: port, protocol: "TCP" }],
    env: random.times(random.skewed(2, 30), () => variable(random)),
    resources: {
      requests: { cpu: `${random.between(1, 20) * 50}m`, memory: `${random.between(1, 16) * 64}Mi` },
      limits: { memory: `${random.between(4, 32) * 128}Mi` },
    },
    ...(random.chance(0.7) ? { livenessProbe: probe("/healthz"), readinessProbe: probe("/ready") } : {}),
    ...(random.chance(0.5)
      ? {
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ["ALL"] },
          },
        }
      : {}),
    volumeMounts: [{ name: "config", mountPath: "/etc/app", readOnly: true }],
  };
}

function variable(random: Random): Mapping {
  const name = fieldName(random).replaceAll(/[A-Z]/g, "_$&").toUpperCase();
  if (random.chance(0.3)) {
    return { name, valueFrom: { secretKeyRef: { name: "credentials", key: fieldName(random) } } };
  }
  return { name, value: random.chance(0.5) ? String(random.between(0, 65535)) : sentence(random, 3) };
}

function probe(path: string): Mapping {
  return { httpGet: { path, port: "http" }, initialDelaySeconds: 10, periodSeconds: 15, timeoutSeconds: 3 };
}

function spread(name: string): Mapping {
  const term = { labelSelector: { matchLabels: selectorFor(name) }, topologyKey: "kubernetes.io/hostname" };
  return {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }],
    },
  };
}
