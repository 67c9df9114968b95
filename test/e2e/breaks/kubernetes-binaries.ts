import { spawn, spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const PROGRAMS = [
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kubelet",
  "kubeadm",
  "kubectl",
  "etcd",
] as const;

/** A directory with Kubernetes' own programs of one minor, and etcd: `KUBEHOP_KUBERNETES_BIN`. */
const directory = process.env.KUBEHOP_KUBERNETES_BIN;
const missing = PROGRAMS.filter((name) => directory === undefined || !existsSync(join(directory, name)));

/** Why the breaks cannot be shown here; undefined where they can. */
export const whyNot =
  directory === undefined
    ? "KUBEHOP_KUBERNETES_BIN is not set: it names a directory with Kubernetes' programs of 1.36 and etcd"
    : missing.length > 0
      ? `${directory} lacks ${missing.join(", ")}`
      : undefined;

/** What a program printed, and its exit code; one that does not end by itself is ended. */
export interface Outcome {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Runs one of the programs to its end. */
export function run(name: (typeof PROGRAMS)[number], words: readonly string[], input = ""): Outcome {
  const result = spawnSync(join(directory ?? "", name), words, {
    input,
    encoding: "utf8",
    timeout: 30_000,
    env: { PATH: "/usr/bin:/bin", HOME: tmpdir() },
  });
  return { exitCode: result.status, output: `${result.stdout}${result.stderr}` };
}

/** An API server of its own with etcd and a controller manager, on loopback, without any node. */
export interface ControlPlane {
  /** kubectl as its administrator. */
  readonly kubectl: (words: string, input?: string) => Outcome;
  /** kubectl as who has a token. */
  readonly kubectlAs: (token: string, words: string) => Outcome;
  readonly stop: () => Promise<void>;
}

const TOKEN = "for-this-test-only";

/** Starts etcd, an API server and a controller manager, and waits until the API is ready. */
export async function startControlPlane(): Promise<ControlPlane> {
  const home = mkdtempSync(join(tmpdir(), "kubehop-breaks-"));
  const [client, peer, api, manager] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  writeFileSync(join(home, "tokens.csv"), `${TOKEN},admin,admin,system:masters\n`);
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  writeFileSync(join(home, "sa.key"), privateKey.export({ type: "pkcs1", format: "pem" }));
  const kubeconfig = join(home, "kubeconfig");
  writeFileSync(kubeconfig, kubeconfigFor(api));
  const started = [
    start(home, "etcd", etcdWords(home, client, peer)),
    start(home, "kube-apiserver", apiServerWords(home, client, api)),
    start(home, "kube-controller-manager", managerWords(home, kubeconfig, manager)),
  ];
  const kubectl: ControlPlane["kubectl"] = (words, input) =>
    run("kubectl", ["--kubeconfig", kubeconfig, ...words.split(" ")], input);
  const kubectlAs: ControlPlane["kubectlAs"] = (token, words) => {
    const own = join(home, "kubeconfig-of-a-token");
    writeFileSync(own, kubeconfigFor(api, token));
    return run("kubectl", ["--kubeconfig", own, ...words.split(" ")]);
  };
  const stop = async () => {
    for (const child of started.toReversed()) child.kill("SIGKILL");
    await wait(200);
    rmSync(home, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 300; tries += 1) {
    if (kubectl("get --raw /readyz").output === "ok") return { kubectl, kubectlAs, stop };
    await wait(200);
  }
  await stop();
  throw new Error("the API server did not become ready within a minute");
}

function start(home: string, name: (typeof PROGRAMS)[number], words: readonly string[]) {
  return spawn(join(directory ?? "", name), words, { stdio: "ignore", cwd: home });
}

function etcdWords(home: string, client: number, peer: number): readonly string[] {
  const [clients, peers] = [`http://127.0.0.1:${client}`, `http://127.0.0.1:${peer}`];
  return [
    `--data-dir=${home}/etcd`,
    `--listen-client-urls=${clients}`,
    `--advertise-client-urls=${clients}`,
    `--listen-peer-urls=${peers}`,
    `--initial-advertise-peer-urls=${peers}`,
    `--initial-cluster=default=${peers}`,
    "--unsafe-no-fsync",
  ];
}

function apiServerWords(home: string, etcd: number, port: number): readonly string[] {
  return [
    `--etcd-servers=http://127.0.0.1:${etcd}`,
    "--bind-address=127.0.0.1",
    "--advertise-address=127.0.0.1",
    `--secure-port=${port}`,
    `--cert-dir=${home}/certificates`,
    `--token-auth-file=${home}/tokens.csv`,
    "--authorization-mode=RBAC",
    "--service-cluster-ip-range=10.97.0.0/24",
    "--service-account-issuer=https://kubernetes.default.svc",
    `--service-account-key-file=${home}/sa.key`,
    `--service-account-signing-key-file=${home}/sa.key`,
    "--endpoint-reconciler-type=none",
    "--disable-admission-plugins=ServiceAccount",
  ];
}

function managerWords(home: string, kubeconfig: string, port: number): readonly string[] {
  return [
    `--kubeconfig=${kubeconfig}`,
    "--leader-elect=false",
    "--bind-address=127.0.0.1",
    `--secure-port=${port}`,
    `--cert-dir=${home}/certificates-of-the-manager`,
    "--controllers=disruption-controller,deployment-controller,replicaset-controller,job-controller,serviceaccount-token-controller",
    `--service-account-private-key-file=${home}/sa.key`,
  ];
}

function kubeconfigFor(port: number, token = TOKEN): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "breaks",
    // The API server's certificate is its own, made for this run.
    clusters: [
      { name: "breaks", cluster: { server: `https://127.0.0.1:${port}`, "insecure-skip-tls-verify": true } },
    ],
    users: [{ name: "admin", user: { token } }],
    contexts: [{ name: "breaks", context: { cluster: "breaks", user: "admin" } }],
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
