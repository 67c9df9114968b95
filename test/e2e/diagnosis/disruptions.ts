import { setTimeout as wait } from "node:timers/promises";
import { clusterObject, conditionWith } from "../../../src/diagnosis/cluster-object.ts";
import { ask, type Made, make, remove } from "./cluster-under-test.ts";
import { namespace, object, PREFIX, pod } from "./objects.ts";

/** Something that disturbs a node or the whole cluster for a while, and what must be said of it. */
export interface Disruption {
  readonly expected: string;
  readonly about: string;
  readonly begin: () => Promise<void>;
  readonly end: () => Promise<void>;
}

const SPACE = `${PREFIX}-disrupted`;
const API = object("apiregistration.k8s.io/v1", "APIService", {
  metadata: { name: "v1.kubehop-e2e.example.com" },
  spec: {
    group: "kubehop-e2e.example.com",
    version: "v1",
    groupPriorityMinimum: 100,
    versionPriority: 10,
    insecureSkipTLSVerify: true,
    service: { name: "no-such-service", namespace: "default", port: 443 },
  },
});
const DOOMED = namespace(`${SPACE}-api`);

/** Nobody can empty a namespace while an API does not answer. */
export const deadApi: Disruption = {
  expected: "namespace-discovery-failed",
  about: `Namespace ${DOOMED.metadata.name}`,
  begin: async () => {
    await make(DOOMED);
    await make(API);
    await wait(5000);
    await remove(DOOMED);
  },
  end: () => remove(API),
};

/** Conditions that a kubelet would report, on a node that only the API server knows. */
export function pressures(): readonly Disruption[] {
  return ["Disk", "Memory", "PID"].map((what) => {
    const name = `${PREFIX}-${what.toLowerCase()}`;
    const node = object("v1", "Node", {
      metadata: { name },
      spec: { taints: [{ key: "kubehop.example.com/fake", effect: "NoSchedule" }] },
    });
    const conditions = [
      {
        type: "Ready",
        status: "True",
        reason: "KubeletReady",
        message: "kubelet is posting ready status",
        lastHeartbeatTime: new Date().toISOString(),
      },
      {
        type: `${what}Pressure`,
        status: "True",
        reason: "KubeletHasPressure",
        message: `kubelet has ${what} pressure`,
        lastHeartbeatTime: new Date().toISOString(),
      },
    ];
    return {
      expected: `node-${what.toLowerCase()}-pressure`,
      about: `Node ${name}`,
      begin: async () => {
        await make(node);
        await ask("PATCH", `/api/v1/nodes/${name}/status`, { status: { conditions } });
      },
      end: () => remove(node),
    };
  });
}

/** Really breaks a worker; each mends itself after its seconds, whatever becomes of this test. */
export function nodeFailures(nodeName: string): readonly Disruption[] {
  const victim = pod("victim", { namespace: SPACE, spec: { nodeName } });
  const about = `Node ${nodeName}`;
  return [
    {
      expected: "container-creating-network",
      about: `Pod ${SPACE}/victim`,
      begin: async () => {
        await onNode(
          nodeName,
          `echo '${BROKEN}' > ${CNI}/00-e2e.conflist; sleep 40; rm ${CNI}/00-e2e.conflist`,
        );
        await wait(12_000);
        await make(victim);
      },
      end: async () => {
        await wait(45_000);
        await remove(victim);
      },
    },
    ...NODE_FAILURES.map(({ expected, text, seconds }) => ({
      expected,
      about,
      begin: () => onNode(nodeName, text(seconds)),
      end: async () => {
        await wait((seconds + 10) * 1000);
        await ready(nodeName);
      },
    })),
  ];
}

/** Where the runtime looks for the network's configuration; it takes the first file. */
const CNI = "/etc/cni/net.d";
const BROKEN = '{"cniVersion":"1.0.0","name":"e2e","plugins":[{"type":"kubehop-no-such-plugin"}]}';

const NODE_FAILURES: readonly {
  readonly expected: string;
  readonly seconds: number;
  readonly text: (seconds: number) => string;
}[] = [
  {
    // containerd notices a file that is written, and not one that is moved to its place.
    expected: "node-network-not-ready",
    seconds: 60,
    text: (seconds) =>
      `mkdir -p ${CNI}.e2e; mv ${CNI}/* ${CNI}.e2e; sleep ${seconds}; cp ${CNI}.e2e/* ${CNI}; rm -r ${CNI}.e2e`,
  },
  {
    expected: "node-runtime-down",
    seconds: 110,
    text: (seconds) => `systemctl stop containerd; sleep ${seconds}; systemctl start containerd`,
  },
  {
    expected: "node-kubelet-stopped",
    seconds: 100,
    text: (seconds) => `systemctl stop kubelet; sleep ${seconds}; systemctl start kubelet`,
  },
];

/** Where pods of the disruptions are. */
export const disrupted: Made = namespace(SPACE);

/** Runs a shell text as a unit of the node's systemd, as nodes of kind have it; its pod has ended before that begins. */
async function onNode(nodeName: string, text: string): Promise<void> {
  const encoded = Buffer.from(`sleep 10; ${text}`).toString("base64");
  const command = `systemd-run --collect sh -c "echo ${encoded} | base64 -d | sh"`;
  const runner = pod("runner", {
    namespace: SPACE,
    command: ["sh", "-c", `nsenter -t 1 -m -u -i -n -p -- ${command}`],
    container: { securityContext: { privileged: true } },
    spec: { nodeName, hostPID: true, hostNetwork: true, restartPolicy: "Never" },
  });
  await ask("DELETE", `/api/v1/namespaces/${SPACE}/pods/runner?gracePeriodSeconds=0`);
  await make(runner);
  for (let attempt = 0; attempt < 30; attempt += 1) {
    const { body } = await ask("GET", `/api/v1/namespaces/${SPACE}/pods/runner`);
    const { phase } = (body as { readonly status?: { readonly phase?: string } }).status ?? {};
    if (phase === "Succeeded") return;
    if (phase === "Failed") throw new Error(`the node's systemd does not run ${text}`);
    await wait(1000);
  }
  throw new Error(`nothing could be run on node ${nodeName}`);
}

async function ready(nodeName: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { body } = await ask("GET", `/api/v1/nodes/${nodeName}`);
    const node = clusterObject(body);
    if (node !== undefined && conditionWith(node, "Ready", "True") !== undefined) return;
    await wait(2000);
  }
  throw new Error(`node ${nodeName} does not come back`);
}
