import { IMAGE, type Made } from "./cluster-under-test.ts";

/** Everything is in namespaces whose names begin with this, and cluster-wide objects have such names. */
export const PREFIX = "kubehop-e2e";

export interface PodParts {
  readonly namespace?: string;
  readonly command?: readonly string[];
  readonly image?: string;
  readonly container?: object;
  readonly spec?: object;
  readonly metadata?: object;
}

/** A pod with one container that runs a shell text; it ends at once when it is deleted. */
export function pod(name: string, parts: PodParts = {}): Made {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: parts.namespace ?? PREFIX, ...parts.metadata },
    spec: podSpec(parts),
  } as Made;
}

/** {@link pod} whose command is a shell text. */
export function shell(name: string, text: string, parts: PodParts = {}): Made {
  return pod(name, { ...parts, command: ["sh", "-c", text] });
}

function podSpec({ command = SLEEP, image = IMAGE, container = {}, spec = {} }: PodParts): object {
  return {
    terminationGracePeriodSeconds: 1,
    containers: [{ name: "main", image, imagePullPolicy: "IfNotPresent", command, ...container }],
    ...spec,
  };
}

/** `sleep` as the first process ignores SIGTERM; a shell that traps it does not. */
const SLEEP: readonly string[] = ["sh", "-c", "trap exit TERM; while true; do sleep 1; done"];

/** A Deployment of one such pod. */
export function deployment(name: string, place: string, parts: PodParts = {}): Made {
  const labels = { app: name };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace: place },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: podSpec(parts) },
    },
  } as Made;
}

export function namespace(name: string, labels: object = {}): Made {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } } as Made;
}

/** Any other object. */
export function object(apiVersion: string, kind: string, rest: object): Made {
  return { apiVersion, kind, ...rest } as Made;
}

/** A validating webhook that is asked about pods of one namespace, and must be. */
export function webhook(name: string, clientConfig: object): Made {
  return object("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", {
    metadata: { name: `${PREFIX}-${name}` },
    webhooks: [
      {
        name: `${name}.e2e.kubehop.example.com`,
        clientConfig,
        rules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }],
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": `${PREFIX}-${name}` } },
        failurePolicy: "Fail",
        sideEffects: "None",
        admissionReviewVersions: ["v1"],
        timeoutSeconds: 5,
      },
    ],
  });
}
