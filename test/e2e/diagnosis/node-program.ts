import type { Made } from "./cluster-under-test.ts";
import { shell } from "./objects.ts";

/** A pod that runs OpenSSL or socat of the node that it is on (nodes of kind have them), with the files of ConfigMap `tls`. */
export function nodeProgram(name: string, text: string): Made {
  const before = [
    "export OPENSSL_CONF=/dev/null",
    "LOADER=$(ls /node/usr/lib/*-linux-gnu/ld-linux*.so* | head -n 1)",
    "LIBRARIES=$(ls -d /node/usr/lib/*-linux-gnu | head -n 1)",
    'run() { program=$1; shift; "$LOADER" --library-path "$LIBRARIES" "/node/usr/bin/$program" "$@"; }',
  ];
  const mounts = [
    { name: "tls", mountPath: "/tls" },
    { name: "node", mountPath: "/node", readOnly: true },
  ];
  return shell(name, [...before, text].join("\n"), {
    metadata: { labels: { app: name } },
    container: { volumeMounts: mounts },
    spec: {
      volumes: [
        { name: "tls", configMap: { name: "tls" } },
        { name: "node", hostPath: { path: "/" } },
      ],
    },
  });
}
