import { createHash } from "node:crypto";
import type { Made } from "./cluster-under-test.ts";
import { pod, shell } from "./objects.ts";

/** What a registry answers to every request, at its own port of the node. */
interface Registry {
  readonly name: string;
  readonly port: number;
  readonly status: string;
  readonly headers?: readonly string[];
  readonly body: string;
}

const INDEX = JSON.stringify({
  schemaVersion: 2,
  mediaType: "application/vnd.oci.image.index.v1+json",
  manifests: [
    {
      mediaType: "application/vnd.oci.image.manifest.v1+json",
      digest: `sha256:${"a".repeat(64)}`,
      size: 500,
      platform: { architecture: "s390x", os: "plan9" },
    },
  ],
});

const failure = (code: string) => JSON.stringify({ errors: [{ code, message: code.toLowerCase() }] });

const REGISTRIES: readonly Registry[] = [
  { name: "pull-not-found", port: 25_061, status: "404 Not Found", body: failure("MANIFEST_UNKNOWN") },
  {
    name: "pull-unauthorised",
    port: 25_062,
    status: "401 Unauthorized",
    headers: ['WWW-Authenticate: Basic realm="e2e"'],
    body: failure("UNAUTHORIZED"),
  },
  {
    name: "pull-rate-limited",
    port: 25_063,
    status: "429 Too Many Requests",
    body: failure("TOOMANYREQUESTS"),
  },
  {
    name: "pull-wrong-architecture",
    port: 25_064,
    status: "200 OK",
    headers: [
      "Content-Type: application/vnd.oci.image.index.v1+json",
      `Docker-Content-Digest: sha256:${createHash("sha256").update(INDEX).digest("hex")}`,
    ],
    body: INDEX,
  },
];

/** A pod on that node that answers as these registries, and one pod each that pulls from it. */
export function registries(nodeName: string): readonly Made[] {
  const serve = REGISTRIES.map(
    (registry) => `${answerScript(registry)}\nnc -ll -p ${registry.port} -e /tmp/${registry.port} &`,
  );
  const server = shell("registries", `${serve.join("\n")}\nwait`, { spec: { hostNetwork: true, nodeName } });
  const pulling = REGISTRIES.map(({ name, port }) =>
    pod(name, { image: `127.0.0.1:${port}/team/app:1`, spec: { nodeName } }),
  );
  return [server, ...pulling];
}

/** A program that reads one request to its blank line and answers it. */
function answerScript({ port, status, headers = [], body }: Registry): string {
  const head = [`HTTP/1.1 ${status}`, "Connection: close", `Content-Length: ${body.length}`, ...headers];
  const lines = [...head, ""].map((line) => `printf '%s\\r\\n' '${line}'`);
  const script = [
    "#!/bin/sh",
    'while read -r line && [ $(printf %s "$line" | wc -c) -gt 1 ]; do :; done',
    ...lines,
    `printf '%s' '${body}'`,
  ];
  return `cat > /tmp/${port} <<'END'\n${script.join("\n")}\nEND\nchmod +x /tmp/${port}`;
}
