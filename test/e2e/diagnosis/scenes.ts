import type { Made } from "./cluster-under-test.ts";
import { deployment, namespace, object, PREFIX, pod, shell, webhook } from "./objects.ts";
import { registries } from "./registries.ts";
import { tlsExpectations, tlsServers } from "./tls-servers.ts";

/** What must be said about an object: its name begins like this. */
export interface Expectation {
  readonly expected: string;
  readonly about: string;
  /** What the sentence must hold. */
  readonly says?: string;
}

/** What the cluster offers to the scenes. */
export interface Stage {
  /** A node that pods run on. */
  readonly nodeName: string;
  readonly coreDnsImage: string;
}

const mine = (name: string) => `Pod ${PREFIX}/${name}`;
const EXIT_CODES = [0, 1, 2, 3, 126, 127, 137, 139, 143, 255] as const;
const nodeSelector = (name: string) => ({ "kubernetes.io/hostname": name });

/** Every object that is made, in order; what is deleted afterwards to be stuck is in {@link STUCK}. */
export function scenes({ nodeName, coreDnsImage }: Stage): readonly Made[] {
  return [
    namespace(PREFIX),
    ...crashes(),
    ...images(),
    ...registries(nodeName),
    ...pending(nodeName),
    ...creating(),
    ...probes(),
    ...refusals(),
    ...STUCK,
    ...fakeNodes(),
    ...tlsServers(coreDnsImage),
    shell("healthy", "trap exit TERM; while true; do sleep 1; done"),
    object("batch/v1", "Job", {
      metadata: { name: "fails", namespace: PREFIX },
      spec: {
        backoffLimit: 0,
        template: {
          spec: { restartPolicy: "Never", containers: [shellContainer("echo bad input; exit 4")] },
        },
      },
    }),
    object("batch/v1", "Job", {
      metadata: { name: "slow", namespace: PREFIX },
      spec: {
        backoffLimit: 0,
        activeDeadlineSeconds: 5,
        template: {
          spec: {
            restartPolicy: "Never",
            containers: [shellContainer("sleep 600")],
            terminationGracePeriodSeconds: 1,
          },
        },
      },
    }),
  ];
}

function shellContainer(text: string): object {
  const [container] = (shell("x", text) as unknown as { spec: { containers: readonly object[] } }).spec
    .containers;
  return container ?? {};
}

function crashes(): readonly Made[] {
  return [
    ...EXIT_CODES.map((code) => shell(`exit-${code}`, `echo ends with ${code}; exit ${code}`)),
    pod("no-command", { command: ["/no/such/program"] }),
    shell("out-of-memory", "exec tail /dev/zero", {
      container: { resources: { limits: { memory: "16Mi" } } },
    }),
    shell(
      "wrong-format",
      "head -c 100 /dev/zero > /tmp/x; chmod +x /tmp/x; echo 'exec /tmp/x: exec format error'; exit 126",
    ),
    withInit("init-fails", "echo migration failed; exit 3"),
    withInit("init-waits", "while true; do sleep 1; done"),
  ];
}

function withInit(name: string, text: string): Made {
  return pod(name, { spec: { initContainers: [{ ...shellContainer(text), name: "first" }] } });
}

function images(): readonly Made[] {
  return [
    pod("pull-no-host", { image: "registry.invalid/team/app:1" }),
    pod("pull-unreachable", { image: "127.0.0.1:1/team/app:1" }),
    pod("bad-name", { image: "Registry.Example/App:1:2" }),
    pod("never-pull", { image: "kubehop.example.com/no/such:1", container: { imagePullPolicy: "Never" } }),
  ];
}

const using = (claimName: string) => ({
  spec: { volumes: [{ name: "v", persistentVolumeClaim: { claimName } }] },
});

function pending(nodeName: string): readonly Made[] {
  const claims = { resources: { requests: { storage: "1Gi" } }, accessModes: ["ReadWriteOnce"] };
  const claim = (name: string, storageClassName: string) =>
    object("v1", "PersistentVolumeClaim", {
      metadata: { name, namespace: PREFIX },
      spec: { ...claims, storageClassName },
    });
  const hostPort = {
    container: { ports: [{ containerPort: 80, hostPort: 31_999 }] },
    spec: { nodeSelector: nodeSelector(nodeName) },
  };
  return [
    pod("too-large", { container: { resources: { requests: { cpu: "4000" } } } }),
    pod("no-label", { spec: { nodeSelector: { "kubehop.example.com/disk": "ssd" } } }),
    pod("tainted", { spec: { nodeSelector: { "kubehop.example.com/kept": "yes" } } }),
    pod("gated", { spec: { schedulingGates: [{ name: "kubehop.example.com/quota" }] } }),
    pod("no-scheduler", { spec: { schedulerName: "kubehop-no-such-scheduler" } }),
    pod("port-first", hostPort),
    pod("port-second", hostPort),
    pod("spread", {
      metadata: { labels: { app: "spread" } },
      spec: {
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: "kubehop.example.com/rack",
            whenUnsatisfiable: "DoNotSchedule",
            labelSelector: { matchLabels: { app: "spread" } },
          },
        ],
      },
    }),
    claim("no-class", "kubehop-e2e-no-such-class"),
    pod("unbound", using("no-class")),
    object("v1", "PersistentVolume", {
      metadata: { name: `${PREFIX}-elsewhere` },
      spec: {
        ...claims,
        capacity: { storage: "1Gi" },
        storageClassName: `${PREFIX}-elsewhere`,
        local: { path: "/mnt" },
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [
              { matchExpressions: [{ key: "kubernetes.io/hostname", operator: "In", values: ["gone"] }] },
            ],
          },
        },
      },
    }),
    claim("elsewhere", `${PREFIX}-elsewhere`),
    pod("volume-elsewhere", using("elsewhere")),
  ];
}

const mounting = (volume: object) => ({
  container: { volumeMounts: [{ name: "v", mountPath: "/v" }] },
  spec: { volumes: [{ name: "v", ...volume }] },
});

function creating(): readonly Made[] {
  return [
    pod("no-secret", mounting({ secret: { secretName: "no-such-secret" } })),
    pod("no-directory", mounting({ hostPath: { path: "/no/such/directory", type: "Directory" } })),
    object("node.k8s.io/v1", "RuntimeClass", {
      metadata: { name: `${PREFIX}-none` },
      handler: "kubehop-no-such-handler",
    }),
    pod("no-handler", { spec: { runtimeClassName: `${PREFIX}-none` } }),
    pod("no-variable", {
      container: { env: [{ name: "A", valueFrom: { secretKeyRef: { name: "no-such-other", key: "a" } } }] },
    }),
    pod("no-profile", {
      container: {
        securityContext: { seccompProfile: { type: "Localhost", localhostProfile: "no-such.json" } },
      },
    }),
  ];
}

function probes(): readonly Made[] {
  const asks = { httpGet: { path: "/healthz", port: 8080 }, periodSeconds: 2, failureThreshold: 1 };
  return [
    pod("not-alive", { container: { livenessProbe: asks } }),
    pod("not-ready", { container: { readinessProbe: asks } }),
    pod("not-started", { container: { startupProbe: { ...asks, failureThreshold: 3 } } }),
  ];
}

const place = (name: string) => `${PREFIX}-${name}`;

function refusals(): readonly Made[] {
  const refused = (name: string, labels: object = {}, parts: object = {}) => [
    namespace(place(name), labels),
    deployment("refused", place(name), parts),
  ];
  return [
    webhook("unreachable", { service: { name: "no-such-service", namespace: PREFIX, path: "/" } }),
    ...refused("unreachable"),
    namespace(place("quota")),
    object("v1", "ResourceQuota", {
      metadata: { name: "none", namespace: place("quota") },
      spec: { hard: { pods: "0" } },
    }),
    deployment("refused", place("quota")),
    namespace(place("limits")),
    object("v1", "LimitRange", {
      metadata: { name: "small", namespace: place("limits") },
      spec: { limits: [{ type: "Container", max: { memory: "32Mi" } }] },
    }),
    deployment("refused", place("limits"), { container: { resources: { limits: { memory: "64Mi" } } } }),
    ...refused("security", { "pod-security.kubernetes.io/enforce": "restricted" }),
    ...refused("account", {}, { spec: { serviceAccountName: "no-such-account" } }),
    object("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", {
      metadata: { name: place("policy") },
      spec: {
        matchConstraints: {
          namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": place("policy") } },
          resourceRules: [
            { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] },
          ],
        },
        validations: [{ expression: "false", message: "no pods on Fridays" }],
      },
    }),
    object("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding", {
      metadata: { name: place("policy") },
      spec: { policyName: place("policy"), validationActions: ["Deny"] },
    }),
    ...refused("policy"),
  ];
}

const held = { finalizers: ["kubehop.example.com/hold"] };

/** Made, and then deleted. */
export const STUCK: readonly Made[] = [
  pod("held", { metadata: held }),
  object("v1", "PersistentVolumeClaim", {
    metadata: { name: "in-use", namespace: PREFIX },
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Mi" } } },
  }),
  pod("lost", { spec: { nodeName: `${PREFIX}-lost`, tolerations: [{ operator: "Exists" }] } }),
  namespace(`${PREFIX}-finalizer`),
  namespace(`${PREFIX}-content`),
];

/** Uses the claim that is deleted. */
export const USER = pod("user", {
  spec: { volumes: [{ name: "v", persistentVolumeClaim: { claimName: "in-use" } }] },
});

/** What lies in the stuck ones, and uses them. */
export const STUCK_CONTENT: readonly Made[] = [
  object("v1", "ConfigMap", { metadata: { name: "held", namespace: `${PREFIX}-finalizer`, ...held } }),
  shell("slow", "trap '' TERM; while true; do sleep 1; done", {
    namespace: `${PREFIX}-content`,
    spec: { terminationGracePeriodSeconds: 600 },
  }),
  USER,
];

const node = (name: string, labels: object = {}) =>
  object("v1", "Node", {
    metadata: { name: `${PREFIX}-${name}`, labels },
    spec: { taints: [{ key: "kubehop.example.com/fake", effect: "NoSchedule" }] },
  });

/** Nodes that only the API server knows: nobody reports for them. */
function fakeNodes(): readonly Made[] {
  return [node("lost"), node("kept", { "kubehop.example.com/kept": "yes" })];
}

export const EXPECTATIONS: readonly Expectation[] = [
  ...EXIT_CODES.map((code) => ({
    expected: "crash-loop-back-off",
    about: mine(`exit-${code}`),
    says: `exit code ${code}`,
  })),
  { expected: "crash-loop-back-off", about: mine("no-command"), says: "not in the image" },
  { expected: "oom-killed", about: mine("out-of-memory") },
  { expected: "image-wrong-architecture", about: mine("wrong-format") },
  { expected: "init-container-failed", about: mine("init-fails") },
  { expected: "init-container-waiting", about: mine("init-waits") },
  { expected: "container-failed", about: mine("fails-") },
  { expected: "job-failed", about: `Job ${PREFIX}/slow` },
  { expected: "image-pull-not-found", about: mine("pull-not-found") },
  { expected: "image-pull-unauthorised", about: mine("pull-unauthorised") },
  { expected: "image-pull-rate-limited", about: mine("pull-rate-limited") },
  { expected: "image-wrong-architecture", about: mine("pull-wrong-architecture") },
  { expected: "image-pull-no-such-host", about: mine("pull-no-host") },
  { expected: "image-pull-unreachable", about: mine("pull-unreachable") },
  { expected: "invalid-image-name", about: mine("bad-name") },
  { expected: "image-never-pull", about: mine("never-pull") },
  { expected: "pending-resources", about: mine("too-large") },
  { expected: "pending-affinity", about: mine("no-label") },
  { expected: "pending-taint", about: mine("tainted") },
  { expected: "pending-gated", about: mine("gated") },
  { expected: "pending-not-scheduled", about: mine("no-scheduler") },
  { expected: "pending-host-port", about: mine("port-") },
  { expected: "pending-topology-spread", about: mine("spread") },
  { expected: "pending-unbound-claim", about: mine("unbound") },
  { expected: "pending-volume", about: mine("volume-elsewhere") },
  { expected: "container-creating-missing-object", about: mine("no-secret") },
  { expected: "container-creating-volume", about: mine("no-directory") },
  { expected: "container-creating-sandbox", about: mine("no-handler") },
  { expected: "create-container-config-error", about: mine("no-variable") },
  { expected: "create-container-error", about: mine("no-profile") },
  { expected: "liveness-probe-failing", about: mine("not-alive") },
  { expected: "readiness-probe-failing", about: mine("not-ready") },
  { expected: "startup-probe-failing", about: mine("not-started") },
  { expected: "webhook-unreachable", about: `ReplicaSet ${PREFIX}-unreachable/`, says: "does not exist" },
  { expected: "quota-exceeded", about: `ReplicaSet ${PREFIX}-quota/` },
  { expected: "create-refused", about: `ReplicaSet ${PREFIX}-limits/` },
  { expected: "pod-security-denied", about: `ReplicaSet ${PREFIX}-security/` },
  { expected: "service-account-missing", about: `ReplicaSet ${PREFIX}-account/` },
  { expected: "policy-denied", about: `ReplicaSet ${PREFIX}-policy/` },
  { expected: "terminating-finalizer", about: mine("held") },
  { expected: "terminating-volume", about: `PersistentVolumeClaim ${PREFIX}/in-use` },
  { expected: "terminating-node-lost", about: mine("lost") },
  { expected: "node-kubelet-stopped", about: `Node ${PREFIX}-lost` },
  { expected: "namespace-finalizers-remaining", about: `Namespace ${PREFIX}-finalizer` },
  { expected: "namespace-content-remaining", about: `Namespace ${PREFIX}-content` },
  ...tlsExpectations,
];
