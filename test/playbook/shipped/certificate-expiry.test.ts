import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findProgram } from "../../../src/execution/find-program.ts";
import { temporaryFolder } from "../../execution/local-run.ts";
import { type Files, writeFiles } from "./repository.ts";
import { staticRunIn } from "./static-run.ts";

const openssl = findProgram("openssl", process.env.PATH ?? "");
if (openssl === undefined) console.info("skipped: certificate-expiry at path 0: openssl is not on PATH");

type Make = (days: number) => string;

describe.skipIf(openssl === undefined)("certificate-expiry at path 0", { timeout: 60_000 }, () => {
  test.each<{ title: string; days?: number; files: (make: Make) => Files; output: string }>([
    {
      title: "passes on a certificate of a year",
      files: (make) => ({ "pki/ca.crt": make(365) }),
      output: "0 of 1 certificates",
    },
    {
      title: "fails on one of a week",
      files: (make) => ({ "pki/ca.crt": make(7) }),
      output: "1 of 1 certificates",
    },
    {
      title: "passes on one of a week where the window is shorter",
      days: 3,
      files: (make) => ({ "pki/ca.crt": make(7) }),
      output: "0 of 1 certificates",
    },
    {
      title: "sees the second certificate of a bundle",
      files: (make) => ({ "pki/bundle.pem": make(365) + make(7) }),
      output: "1 of 2 certificates",
    },
    {
      title: "sees the certificates in a kubeconfig",
      files: (make) => ({ "admin.conf": kubeconfig(make(3650), make(7)) }),
      output: "1 of 2 certificates",
    },
    {
      title: "does not pass over a certificate that it cannot read",
      files: () => ({ "pki/ca.crt": "-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n" }),
      output: "this is no certificate",
    },
    {
      title: "does not pass where there is none",
      files: () => ({ "README.md": "Nothing.\n" }),
      output: "no certificate was found",
    },
  ])("$title", async ({ title, days, files, output }) => {
    const directory = temporaryFolder();
    mkdirSync(join(directory, "repository"));
    writeFiles(
      join(directory, "repository"),
      files((until) => certificate(directory, until)),
    );
    const run = await staticRunIn(directory, "certificate-expiry", days === undefined ? "" : `days=${days}`);
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
  return `apiVersion: v1
kind: Config
clusters: [{ name: c, cluster: { server: "https://127.0.0.1:6443",
  certificate-authority-data: ${base64(authority)} } }]
users:
  - name: admin
    user:
      client-certificate-data: ${base64(client)}
`;
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
