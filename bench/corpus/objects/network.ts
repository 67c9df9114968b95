import { apiVersionFor, metadataFor, type Project, selectorFor } from "../project.ts";
import type { Manifest, Mapping } from "../value.ts";

export function service(name: string, project: Project): Manifest {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: metadataFor(name, project),
    spec: {
      type: project.random.pick(["ClusterIP", "ClusterIP", "ClusterIP", "LoadBalancer", "NodePort"]),
      ports: [{ name: "http", port: 80, targetPort: "http", protocol: "TCP" }],
      selector: selectorFor(name),
    },
  };
}

export function ingress(name: string, project: Project): Manifest {
  const apiVersion = apiVersionFor("Ingress", project);
  const host = `${name}.example.com`;
  const path = apiVersion.endsWith("/v1")
    ? { path: "/", pathType: "Prefix", backend: { service: { name, port: { name: "http" } } } }
    : { path: "/", backend: { serviceName: name, servicePort: "http" } };
  return {
    apiVersion,
    kind: "Ingress",
    metadata: {
      ...metadataFor(name, project),
      annotations: { "cert-manager.io/cluster-issuer": "letsencrypt" },
    },
    spec: { rules: [{ host, http: { paths: [path] } }], tls: [{ hosts: [host], secretName: `${name}-tls` }] },
  };
}

export function networkPolicy(name: string, project: Project): Manifest {
  const from: readonly Mapping[] = [{ namespaceSelector: { matchLabels: { name: project.namespace } } }];
  return {
    apiVersion: apiVersionFor("NetworkPolicy", project),
    kind: "NetworkPolicy",
    metadata: metadataFor(name, project),
    spec: {
      podSelector: { matchLabels: selectorFor(name) },
      policyTypes: ["Ingress"],
      ingress: [{ from, ports: [{ port: 80, protocol: "TCP" }] }],
    },
  };
}
