import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { addonApisCheck } from "../../src/findings/checks/addon-apis.ts";
import { apiVersionsCheck } from "../../src/findings/checks/api-versions.ts";
import { helmReleasesCheck } from "../../src/findings/checks/helm-releases.ts";
import { found, inShort } from "./manifest-check.ts";
import { hopsOf } from "./sample-cluster.ts";

interface Revision {
  readonly name?: string;
  readonly revision?: number;
  readonly status?: string;
  readonly manifest?: string;
}

const OLD =
  "---\n# Source: web/templates/job.yaml\napiVersion: batch/v1beta1\nkind: CronJob\nmetadata:\n  name: job\n";
const NEW = OLD.replace("v1beta1", "v1");

/** A Secret as Helm writes it. */
function secret({ name = "web", revision = 1, status = "deployed", manifest = OLD }: Revision): string {
  const release = { name, namespace: "prod", version: revision, info: { status }, manifest };
  const packed = gzipSync(JSON.stringify(release)).toString("base64");
  return secretOf(Buffer.from(packed).toString("base64"), `sh.helm.release.v1.${name}.v${revision}`);
}

function secretOf(data: string, name = "sh.helm.release.v1.web.v1"): string {
  return `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}, namespace: prod}\ntype: helm.sh/release.v1\ndata:\n  release: ${data}\n`;
}

const WAY = { hops: hopsOf("1.23.17", "1.26"), to: "1.26" };

describe("the API of an object in a stored Helm release", () => {
  test("is told where the release stands, before the hop that takes it away", () => {
    const [finding] = found(apiVersionsCheck, { "live/helm-releases.yaml": secret({}) }, WAY);
    expect(finding).toMatchObject({
      id: "removed-api",
      severity: "risk",
      appliesTo: { from: "1.24.17", to: "1.25.16" },
      places: [
        {
          path: "live/helm-releases.yaml",
          line: 6,
          class: "reference",
          object: { apiVersion: "batch/v1beta1", kind: "CronJob", name: "job" },
        },
      ],
    });
    expect(finding?.fix.text).toContain(
      "Helm stored it for web in prod: upgrade with the new form before it goes",
    );
  });

  test("is told of an add-on's resource too", () => {
    const manifest = "apiVersion: traefik.containo.us/v1alpha1\nkind: Middleware\nmetadata:\n  name: auth\n";
    const [finding] = found(addonApisCheck, { "live/helm-releases.yaml": secret({ manifest }) }, WAY);
    expect(finding).toMatchObject({ id: "addon-api-removed", places: [{ line: 6, class: "reference" }] });
    expect(finding?.fix.text).toContain("Helm stored it for web in prod");
  });

  test.each<[string, readonly Revision[], readonly string[]]>([
    ["an older one that says deployed too", [{ revision: 1 }, { revision: 2, manifest: NEW }], []],
    [
      "the deployed one, not a failed newer one",
      [{ revision: 1 }, { revision: 2, status: "failed", manifest: NEW }],
      ["removed-api risk a.yaml:6"],
    ],
    [
      "the failed one where none is deployed",
      [
        { revision: 1, status: "superseded", manifest: NEW },
        { revision: 2, status: "failed" },
      ],
      ["removed-api risk a.yaml:13"],
    ],
    ["each release by itself", [{ name: "web" }, { name: "db" }], ["removed-api risk a.yaml:6 a.yaml:13"]],
    ["nothing of a release that was uninstalled", [{ status: "uninstalled" }], []],
  ])("is that of %s", (_, revisions, expected) => {
    const text = revisions.map(secret).join("---\n");
    expect(inShort(found(apiVersionsCheck, { "a.yaml": text }, WAY))).toEqual(expected);
  });
});

describe("a stored release that cannot be read", () => {
  test.each([
    ["cut off", secretOf(Buffer.from(gzipSync("{}").subarray(0, 10).toString("base64")).toString("base64"))],
    ["no release", secretOf(Buffer.from(gzipSync('{"a": 1}').toString("base64")).toString("base64"))],
    ["no base64 of a gzip", secretOf("aGVsbG8=")],
  ])("because it is %s is told", (_, text) => {
    expect(inShort(found(helmReleasesCheck, { "a.yaml": text }))).toEqual([
      "helm-release-unreadable notice a.yaml:1",
    ]);
    expect(found(apiVersionsCheck, { "a.yaml": text }, WAY)).toEqual([]);
  });

  test("says nothing about other Secrets", () => {
    const text =
      "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ntype: Opaque\ndata: {release: aGVsbG8=}\n";
    expect(found(helmReleasesCheck, { "a.yaml": text })).toEqual([]);
  });
});
