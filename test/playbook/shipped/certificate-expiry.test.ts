import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findProgram } from "../../../src/execution/local/find-program.ts";
import { temporaryFolder } from "../../execution/local-run.ts";
import { type Files, writeFiles } from "./repository.ts";
import { staticRunIn } from "./static-run.ts";

const openssl = findProgram("openssl", process.env.PATH ?? "");
if (openssl === undefined) console.info("skipped: certificate-expiry at path 0: openssl is not on PATH");

type Make = (days: number) => string;

describe.skipIf(openssl === undefined)("certificate-expiry at path 0", { timeout: 60_000 }, () => {
  test.each<[string, string, (make: Make) => Files, string]>([
    ["passes on a certificate of a year", "", (make) => ({ "pki/ca.crt": make(365) }), "0 of 1 certificates"],
    ["fails on one of a week", "", (make) => ({ "pki/ca.crt": make(7) }), "1 of 1 certificates"],
    [
      "passes on one of a week where the window is shorter",
      "days=3",
      (make) => ({ "pki/ca.crt": make(7) }),
      "0 of 1 certificates",
    ],
    [
      "sees the second certificate of a bundle",
      "",
      (make) => ({ "pki/bundle.pem": make(365) + make(7) }),
      "1 of 2 certificates",
    ],
    [
      "sees the certificates in a kubeconfig",
      "",
      (make) => ({ "admin.conf": kubeconfig(make(3650), make(7)) }),
      "1 of 2 certificates",
    ],
    [
      "does not pass over a certificate that it cannot read",
      "",
      () => ({ "pki/ca.crt": "-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n" }),
      "this is no certificate",
    ],
    [
      "does not pass where there is none",
      "",
      () => ({ "README.md": "Nothing.\n" }),
      "no certificate was found",
    ],
  ])("%s", async (title, inputs, files, output) => {
    const directory = temporaryFolder();
    mkdirSync(join(directory, "repository"));
    writeFiles(
      join(directory, "repository"),
      files((days) => certificate(directory, days)),
    );
    const run = await staticRunIn(directory, "certificate-expiry", inputs);
    expect(run.output).toContain(output);
    expect([run.path, run.result]).toEqual([0, title.startsWith("passes") ? "passed" : "failed"]);
  });
});

/** A certificate of its own key that ends so many days from now, as PEM. */
function certificate(directory: string, days: number): string {
  const [key, file] = [join(directory, "key.pem"), join(directory, "certificate.pem")];
  const words = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=test -days ${days}`;
  execFileSync("openssl", [...words.split(" "), "-keyout", key, "-out", file], { stdio: "ignore" });
  return readFileSync(file, "utf8");
}

function kubeconfig(authority: string, client: string): string {
  const data = (pem: string) => Buffer.from(pem).toString("base64");
  return `apiVersion: v1
kind: Config
clusters: [{ name: c, cluster: { server: "https://127.0.0.1:6443",
  certificate-authority-data: ${data(authority)} } }]
users:
  - name: admin
    user:
      client-certificate-data: ${data(client)}
`;
}
