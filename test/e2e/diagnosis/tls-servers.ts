import { type Certificate, certificate } from "./certificate.ts";
import type { Made } from "./cluster-under-test.ts";
import { DENYING_ANSWER } from "./denying-webhook.ts";
import { nodeProgram } from "./node-program.ts";
import { deployment, namespace, object, PREFIX, webhook } from "./objects.ts";

/** A TLS server that something is wrong with, and the class that a webhook behind it must get. */
interface TlsScene {
  readonly name: string;
  readonly expected: string;
  readonly leaf: Certificate;
  readonly wantsClient?: boolean;
  /** Whom the API server trusts; the root of all by default. */
  readonly trusts?: Certificate;
}

const ROOT = certificate({ name: "e2e root" });
const INTERMEDIATE = certificate({ name: "e2e intermediate", issuer: ROOT, isAuthority: true });
const STRANGER = certificate({ name: "another root" });

const dnsName = (name: string) => `${name}.${PREFIX}.svc`;

function leaf(name: string, other: object = {}): Certificate {
  return certificate({ name, issuer: ROOT, dnsName: dnsName(name), ...other });
}

const SCENES: readonly TlsScene[] = [
  { name: "tls-unknown", expected: "tls-unknown-authority", leaf: leaf("tls-unknown"), trusts: STRANGER },
  {
    name: "tls-expired",
    expected: "tls-expired",
    leaf: leaf("tls-expired", { from: "20200101000000Z", until: "20210101000000Z" }),
  },
  {
    name: "tls-future",
    expected: "tls-not-yet-valid",
    leaf: leaf("tls-future", { from: "20480101000000Z" }),
  },
  {
    name: "tls-name",
    expected: "tls-name-mismatch",
    leaf: leaf("tls-name", { dnsName: "elsewhere.example.com" }),
  },
  { name: "tls-client", expected: "tls-client-certificate", leaf: leaf("tls-client"), wantsClient: true },
];

/** A server that leaves out its intermediate certificate. A client of OpenSSL asks it: Go says no more than "unknown". */
const ALONE = leaf("tls-alone", { issuer: INTERMEDIATE });
const OLD = leaf("tls-old");
const DENYING = leaf("tls-denying");

const PORT = 9443;
const ALONE_PORT = 9543;
const OLD_PORT = 9544;
const DENYING_PORT = 9545;

/** What the servers' namespaces must be called, and what must be said of each. */
export const tlsExpectations = [
  ...SCENES.map(({ name, expected }) => ({ name, expected, about: `ReplicaSet ${PREFIX}-${name}/` })),
  { name: "tls-plain", expected: "tls-plain-http", about: `ReplicaSet ${PREFIX}-tls-plain/` },
  { name: "tls-old", expected: "tls-protocol-version", about: `ReplicaSet ${PREFIX}-tls-old/` },
  { name: "tls-denying", expected: "webhook-denied", about: `ReplicaSet ${PREFIX}-tls-denying/` },
  { name: "tls-alone", expected: "tls-missing-intermediate", about: `Pod ${PREFIX}/tls-alone` },
];

/**
 * Webhooks behind broken TLS, each for a namespace of its own. CoreDNS serves them: every kind cluster has its image,
 * and it takes any certificate.
 */
export function tlsServers(coreDnsImage: string): readonly Made[] {
  const pairs = SCENES.flatMap((scene, index) => {
    const files = { [`${scene.name}.crt`]: scene.leaf.pem, [`${scene.name}.key`]: scene.leaf.keyPem };
    const service = serviceOf(scene.name, PORT + index, "tls");
    return [{ files, objects: [service, ...refusedBy(scene.name, scene.trusts ?? ROOT)] }];
  });
  const more = {
    "alone.crt": ALONE.pem,
    "alone.key": ALONE.keyPem,
    "old.crt": OLD.pem,
    "old.key": OLD.keyPem,
    "denying.crt": DENYING.pem,
    "denying.key": DENYING.keyPem,
  };
  const data = Object.assign(
    { Corefile: corefile(), "ca.crt": ROOT.pem, ...more },
    ...pairs.map(({ files }) => files),
  );
  const server = object("v1", "Pod", {
    metadata: { name: "tls", namespace: PREFIX, labels: { app: "tls" } },
    spec: {
      containers: [
        {
          name: "main",
          image: coreDnsImage,
          args: ["-conf", "/tls/Corefile"],
          volumeMounts: [{ name: "tls", mountPath: "/tls" }],
        },
      ],
      volumes: [{ name: "tls", configMap: { name: "tls" } }],
      tolerations: [{ operator: "Exists", key: "node-role.kubernetes.io/control-plane" }],
    },
  });
  return [
    object("v1", "ConfigMap", { metadata: { name: "tls", namespace: PREFIX }, data }),
    server,
    ...plainServer(),
    ...oldServer(),
    ...denying(),
    serviceOf("tls-alone", ALONE_PORT, "tls"),
    openssl(
      "tls-alone",
      `s_client -connect ${dnsName("tls-alone")}:443 -CAfile /tls/ca.crt < /dev/null; exit 1`,
    ),
    ...pairs.flatMap(({ objects }) => objects),
  ];
}

function corefile(): string {
  const blocks = SCENES.map(({ name, wantsClient }, index) => {
    const client = wantsClient === true ? " {\n client_auth require_and_verify\n }" : "";
    return `https://.:${PORT + index} {\n tls /tls/${name}.crt /tls/${name}.key /tls/ca.crt${client}\n whoami\n}`;
  });
  const alone = `https://.:${ALONE_PORT} {\n tls /tls/alone.crt /tls/alone.key\n whoami\n}`;
  return `${[...blocks, alone].join("\n")}\n`;
}

/** A server that speaks TLS 1.1 and nothing newer. */
function oldServer(): readonly Made[] {
  const serve = `s_server -accept ${OLD_PORT} -cert /tls/old.crt -key /tls/old.key -tls1_1 -cipher DEFAULT@SECLEVEL=0 -www -quiet`;
  return [openssl("old", serve), serviceOf("tls-old", OLD_PORT, "old"), ...refusedBy("tls-old", ROOT)];
}

function openssl(name: string, words: string): Made {
  return nodeProgram(name, `run openssl ${words}`);
}

/** A webhook that works, and says no to everything. */
function denying(): readonly Made[] {
  const text = [
    `echo ${Buffer.from(DENYING_ANSWER).toString("base64")} | base64 -d > /tmp/answer`,
    "chmod +x /tmp/answer",
    `run socat OPENSSL-LISTEN:${DENYING_PORT},cert=/tls/denying.crt,key=/tls/denying.key,verify=0,fork,reuseaddr EXEC:/tmp/answer`,
  ].join("\n");
  return [
    nodeProgram("denying", text),
    serviceOf("tls-denying", DENYING_PORT, "denying"),
    ...refusedBy("tls-denying", ROOT),
  ];
}

/** A server of plain HTTP where TLS is expected. */
function plainServer(): readonly Made[] {
  const labels = { app: "plain" };
  const served = { command: ["sh", "-c", "httpd -f -p 8080"] };
  const server = deployment("plain", PREFIX, served);
  return [server, serviceOf("tls-plain", 8080, labels.app), ...refusedBy("tls-plain", ROOT)];
}

function serviceOf(name: string, targetPort: number, app: string): Made {
  return object("v1", "Service", {
    metadata: { name, namespace: PREFIX },
    spec: { selector: { app }, ports: [{ port: 443, targetPort }] },
  });
}

function refusedBy(name: string, trusted: Certificate): readonly Made[] {
  const caBundle = Buffer.from(trusted.pem).toString("base64");
  const place = `${PREFIX}-${name}`;
  return [
    namespace(place),
    webhook(name, { service: { name, namespace: PREFIX, path: "/" }, caBundle }),
    deployment("refused", place),
  ];
}
