import { generateKeyPairSync } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markdownText } from "../../src/report/markdown-text.ts";
import { redaction } from "../../src/source/redaction.ts";

const JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJlLWNhbmFyeQ_-x";
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const PEM = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
const KEY_LINE = PEM.split("\n")[3] ?? "";

const secrets = {
  "a personal token": `ghp_${"A1b2".repeat(9)}`,
  "a user's token": `ghu_${"A1b2".repeat(9)}`,
  "an old installation token": `ghs_${"A1b2".repeat(9)}`,
  "a new installation token": `ghs_4242_${JWT}${"x".repeat(400)}`,
  "a fine-grained token": `github_pat_11AAAA_${"A1b2".repeat(15)}`,
  "a service account's token": JWT,
  "a key in base64": Buffer.from(PEM).toString("base64"),
};

describe("what has the shape of a secret", () => {
  const redact = redaction();

  test.each(Object.entries(secrets))("%s does not get out", (_what, secret) => {
    expect(redact(`read "${secret}" there`)).toBe('read "***" there');
  });

  test.each(Object.entries(secrets))("%s does not get out of Markdown", (_what, secret) => {
    const shown = redact(markdownText(`version ${secret}, which is none`)).replaceAll(/[\\\u200b]/g, "");
    expect(shown).toBe("version ***, which is none");
  });

  test.each([
    ["as it is", PEM],
    ["on one line", PEM.replaceAll("\n", " ")],
    ["with line breaks written out", PEM.replaceAll("\n", "\\n")],
    ["cut", PEM.slice(0, 400)],
    [
      "with a password",
      PEM.replace("-----\n", "-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n"),
    ],
  ])("a private key %s does not get out", (_how, key) => {
    expect(redact(`key: ${key}`)).not.toContain(KEY_LINE.slice(0, 20));
  });

  test.each([
    [
      "https://x-access-token:hunter2hunter2@github.com/octo/infra",
      "https://x-access-token:***@github.com/octo/infra",
    ],
    ["clone https://ada:s3cr3t@git.example.com/x", "clone https://ada:***@git.example.com/x"],
    ["read vhttps://ada:s3cr3ts3cr3t…", "read vhttps://ada:***…"],
    ["read x-access-token:s3cr3ts3cr3t", "read x-access-token:***"],
    ["Authorization: Bearer abc.def", "Authorization: Bearer ***"],
    ['{"authorization":"token 0123456789abcdef"}', '{"authorization":"token ***"}'],
  ])("%s", (text, shown) => {
    expect(redact(text)).toBe(shown);
  });

  test.each([
    "kubectl drain ip-10-0-0-1.eu-west-1.compute.internal --ignore-daemonsets",
    "kubeadm join api.example.com:6443 --token abcdef.0123456789abcdef",
    "https://github.com/octo/infra/blob/3f1c9ab/ghp_notes.md#L3",
    "ghs_short and eyJ.x.y and github_pat_",
    "-----BEGIN CERTIFICATE-----",
    "the token is missing; authorization: none",
    "ssh://git@github.com:22/octo/infra",
  ])("%s stays", (text) => {
    expect(redact(text)).toBe(text);
  });
});

describe("what this process knows", () => {
  const secret = "correct horse battery";
  const redact = redaction([secret, PEM]);

  test.each([secret, Buffer.from(secret).toString("base64"), encodeURIComponent(secret), KEY_LINE])(
    "%s does not get out",
    (spelling) => {
      expect(redact(`<${spelling}>`)).not.toContain(spelling.slice(0, 20));
    },
  );

  test("a short word is left alone: it would be found everywhere", () => {
    expect(redaction(["kubernetes"])("a kubernetes cluster")).toBe("a kubernetes cluster");
  });
});

test("a text never grows, and a second time changes nothing", () => {
  const redact = redaction(["correct horse battery"]);
  const piece = fc.constantFrom(
    "ghp_",
    "aaaaaaaaaa",
    "://u:",
    "pw1",
    "@",
    "-----BEGIN PRIVATE KEY-----",
    "\n",
    JWT,
    "\\",
    "_",
  );
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join("")),
      (text) => {
        const once = redact(text);
        expect(once.length).toBeLessThanOrEqual(text.length);
        expect(redact(once)).toBe(once);
      },
    ),
  );
});

test.each([
  "eyJ",
  "eyJ\\n",
  "ghp_",
  "://a:b",
  "-----BEGIN PRIVATE KEY-----",
  "-----BEGIN ",
  "Authorization: Bearer ",
])("64 kB of %s is read before the test runs out of time", (piece) => {
  const hostile = piece.repeat(65_000 / piece.length);
  expect(redaction(["correct horse battery"])(hostile).length).toBeLessThanOrEqual(hostile.length);
});
