import { apiVersionFor, type Project } from "../project.ts";
import type { Random } from "../random.ts";
import type { Manifest, Mapping } from "../value.ts";
import { fieldName, sentence } from "../words.ts";

/**
 * The definition of a kind with a schema of so many fields; operators' own have dozens to thousands.
 * Some groups only look like one of Kubernetes.
 */
export function customResourceDefinition(kind: string, project: Project): Manifest {
  const { random } = project;
  const apiVersion = apiVersionFor("CustomResourceDefinition", project);
  const group = `${random.pick(["extensions", "policy", "batch", "apps", "platform"])}.${project.name}.example.com`;
  const plural = `${kind.toLowerCase()}s`;
  const openAPIV3Schema = objectSchema(random, random.skewed(20, 1200));
  const version = { name: "v1beta1", served: true, storage: true };
  return {
    apiVersion,
    kind: "CustomResourceDefinition",
    metadata: {
      name: `${plural}.${group}`,
      annotations: { "controller-gen.kubebuilder.io/version": "v0.16.5" },
    },
    spec: {
      group,
      names: { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() },
      scope: "Namespaced",
      ...(apiVersion.endsWith("/v1")
        ? { versions: [{ ...version, schema: { openAPIV3Schema }, subresources: { status: {} } }] }
        : { version: version.name, versions: [version], validation: { openAPIV3Schema } }),
    },
  };
}

/** An object of somebody's own kind: it looks old and is not of Kubernetes. */
export function customResource(name: string, project: Project): Manifest {
  const { random } = project;
  const [apiVersion, kind] = random.pick([
    ["monitoring.coreos.com/v1", "ServiceMonitor"],
    ["cert-manager.io/v1", "Certificate"],
    ["argoproj.io/v1alpha1", "Application"],
    ["extensions.example.com/v1beta1", "Ingress"],
    ["policy.example.com/v1beta1", "PodDisruptionBudget"],
  ] as const);
  const fields = random.times(random.between(2, 8), () => [fieldName(random), sentence(random, 2)] as const);
  return {
    apiVersion,
    kind,
    metadata: { name: `${name}-own`, namespace: project.namespace },
    spec: Object.fromEntries(fields),
  };
}

function objectSchema(random: Random, fields: number): Mapping {
  const names = ["apiVersion", "kind", "metadata"].map((name): readonly [string, Mapping] => [
    name,
    leaf(random),
  ]);
  return {
    ...branch(random, fields),
    properties: { ...Object.fromEntries(names), spec: branch(random, fields) },
  };
}

/** Splits the budget of fields among its properties until nothing is left. */
function branch(random: Random, fields: number): Mapping {
  if (fields <= 1) return leaf(random);
  const count = Math.min(random.between(2, 9), fields);
  const each = Math.floor((fields - 1) / count);
  const properties = Object.fromEntries(random.times(count, () => [fieldName(random), branch(random, each)]));
  return { description: sentence(random, random.between(8, 40)), type: "object", properties };
}

function leaf(random: Random): Mapping {
  return {
    description: sentence(random, random.between(6, 45)),
    type: random.pick(["string", "string", "integer", "boolean"]),
  };
}
