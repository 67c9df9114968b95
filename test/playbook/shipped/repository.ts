import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Files of a repository by their paths. */
export type Files = Readonly<Record<string, string>>;

/** Writes them, with the folders that they need. */
export function writeFiles(directory: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}

export const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec:
      automountServiceAccountToken: false
      containers: [{ name: shop, image: "registry.example.com/shop:2.1.0" }]
`;

export const OLD_BUDGET = `apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata: { name: shop, namespace: shop }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: shop } } }
`;

export const STATEFUL_SET = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: orders, namespace: shop }
spec:
  replicas: 3
  serviceName: orders
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: { app: orders } }
    spec:
      automountServiceAccountToken: false
      containers: [{ name: orders, image: "registry.example.com/orders:2.1.0" }]
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: orders, namespace: shop }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: orders } } }
`;

export const ACCOUNT = `apiVersion: v1
kind: ServiceAccount
metadata: { name: app, namespace: shop }
automountServiceAccountToken: false
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: app, namespace: shop }
rules: [{ apiGroups: [""], resources: [configmaps], verbs: [get, watch] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: app, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: app }
subjects: [{ kind: ServiceAccount, name: app, namespace: shop }]
`;

/** A webhook that guards the pods of every namespace but two. */
export const WEBHOOK = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: shop-policy }
webhooks:
  - name: pods.shop.example.com
    admissionReviewVersions: [v1]
    sideEffects: None
    failurePolicy: Fail
    timeoutSeconds: 5
    clientConfig: { service: { name: policy, namespace: policy, path: /pods } }
    namespaceSelector:
      matchExpressions: [{ key: kubernetes.io/metadata.name, operator: NotIn, values: [kube-system, policy] }]
    rules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
`;

export const WEBHOOK_BACKEND = `apiVersion: v1
kind: Service
metadata: { name: policy, namespace: policy }
spec: { selector: { app: policy }, ports: [{ port: 443, targetPort: 8443 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: policy, namespace: policy }
spec:
  replicas: 2
  selector: { matchLabels: { app: policy } }
  template:
    metadata: { labels: { app: policy } }
    spec:
      automountServiceAccountToken: false
      containers: [{ name: policy, image: "registry.example.com/policy:1.4.2" }]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: policy, namespace: policy }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: policy } } }
`;

export const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  ingressClassName: edge
  rules:
    - host: shop.example.com
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: shop, port: { number: 80 } } } }] }
`;

export const VELERO = `apiVersion: velero.io/v1
kind: BackupStorageLocation
metadata: { name: default, namespace: velero }
spec: { provider: aws, default: true, objectStorage: { bucket: backups } }
status: { phase: Available }
---
apiVersion: velero.io/v1
kind: Schedule
metadata: { name: daily, namespace: velero }
spec:
  schedule: "0 3 * * *"
  template: { includedNamespaces: ["*"], includeClusterResources: true, defaultVolumesToFsBackup: true, ttl: 720h0m0s }
`;

export const RULES = `groups:
  - name: shop
    rules:
      - alert: ShopDown
        expr: up{job="shop"} == 0
        for: 5m
        labels: { severity: critical }
        annotations: { summary: The shop is down. }
`;
