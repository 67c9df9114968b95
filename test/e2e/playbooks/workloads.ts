import type { Files } from "../../playbook/shipped/repository.ts";
import { image } from "./shipped-run.ts";

const POD = `metadata: { labels: { app: shop } }
    spec:
      terminationGracePeriodSeconds: 1
      containers: [{ name: shop, image: "${image}", command: [sleep, "3600"] }]`;

const DEPLOYMENT = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  progressDeadlineSeconds: 300
  selector: { matchLabels: { app: shop } }
  template:
    ${POD}
`;

const IN_NAMESPACE = DEPLOYMENT("shop").replace("name: shop }", "name: shop, namespace: shop }");
const STATEFUL_SET = IN_NAMESPACE.replace("Deployment", "StatefulSet").replace(
  "progressDeadlineSeconds: 300",
  "serviceName: shop",
);
const NAMESPACE = "apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n";

/** The namespace comes after what is in it, as the names of files sort. */
export const WORKLOADS: Files = {
  "workloads/deployment.yaml": IN_NAMESPACE,
  "workloads/orders/statefulset.yaml": STATEFUL_SET,
  "workloads/z-namespace.yaml": NAMESPACE,
};

export const OVERLAY: Files = {
  "base/kustomization.yaml": "resources: [deployment.yaml, namespace.yaml]\n",
  "base/deployment.yaml": IN_NAMESPACE,
  "base/namespace.yaml": NAMESPACE,
  "overlays/production/kustomization.yaml": "resources: [../../base]\nnameSuffix: -live\n",
};

export const CHART: Files = {
  "chart/Chart.yaml":
    "apiVersion: v2\nname: shop\ndescription: A shop.\nicon: https://example.com/shop.svg\nversion: 1.0.0\n",
  "chart/values.yaml": "replicas: 1\n",
  "chart/templates/shop.yaml": DEPLOYMENT("{{ .Release.Name }}-shop").replace(
    "progressDeadlineSeconds: 300",
    "replicas: {{ .Values.replicas }}",
  ),
};

/** Their Deployment is given up at once: its image is nowhere. */
export function neverStarting(files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      path.endsWith("deployment.yaml")
        ? text
            .replace(image, "registry.invalid/none:1")
            .replace("progressDeadlineSeconds: 300", "progressDeadlineSeconds: 5")
        : text,
    ]),
  );
}
