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

/** Really breaks a worker; each mends itself after its time, whatever becomes of this test. */
export function nodeFailures(nodeName: string): readonly Disruption[] {
  const victim = pod("victim", { namespace: SPACE, spec: { nodeName } });
  const broken = '{"cniVersion":"1.0.0","name":"e2e","plugins":[{"type":"kubehop-no-such-plugin"}]}';
  const configuration = "/etc/cni/net.d";
  const failure = (expected: string, text: string): Disruption => ({
    expected,
    about: `Node ${nodeName}`,
    begin: () => onNode(nodeName, text),
    end: () => ready(nodeName),
  });
  return [
    {
      expected: "container-creating-network",
      about: `Pod ${SPACE}/victim`,
      begin: async () => {
        await onNode(
          nodeName,
          `echo '${broken}' > ${configuration}/00-e2e.conflist; sleep 50; rm ${configuration}/00-e2e.conflist`,
        );
        await make(victim);
      },
      end: async () => {
        await remove(victim);
        await wait(40_000);
      },
    },
    failure(
      "node-network-not-ready",
      `mv ${configuration} ${configuration}.e2e; mkdir ${configuration}; sleep 75; rmdir ${configuration}; mv ${configuration}.e2e ${configuration}`,
    ),
    failure("node-runtime-down", "systemctl stop containerd; sleep 110; systemctl start containerd"),
    failure("node-kubelet-stopped", "systemctl stop kubelet; sleep 100; systemctl start kubelet"),
  ];
}

/** Where pods of the disruptions are. */
export const disrupted: Made = namespace(SPACE);

/** Runs a shell text as a unit of the node's systemd, as nodes of kind have it. */
async function onNode(nodeName: string, text: string): Promise<void> {
  const encoded = Buffer.from(text).toString("base64");
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
