import { generateKeyPairSync } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { outputRedaction } from "../../../src/source/redaction.ts";

const PEM = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs1", format: "pem" })
  .toString();
const KEY_LINES = PEM.split("\n").slice(1, -2);
const base64 = (text: string) => Buffer.from(text).toString("base64");
const CERTIFICATE = base64("-----BEGIN CERTIFICATE-----\nMIIBabc\n-----END CERTIFICATE-----\n");
const DIGEST = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const CUT = "[… 4096 bytes left out …]";

const redact = outputRedaction([]);

describe("a Secret in what a command wrote", () => {
  test.each([
    ["of kubectl", "apiVersion: v1\ndata:\n  pw: aHVudGVyMg==\nkind: Secret\nmetadata:\n  name: db\n"],
    ["with its kind first", "kind: Secret\nmetadata:\n  name: db\nstringData:\n  pw: aHVudGVyMg==\n"],
    ["with a block of lines", "kind: Secret\ndata:\n  pw: |\n    aHVudGVyMg==\nmetadata:\n  name: db\n"],
    ["written in braces", 'kind: Secret\nstringData: {"pw": "aHVudGVyMg=="}\nmetadata:\n  name: db\n'],
    ["in a list", "items:\n- kind: ConfigMap\n- data:\n    pw: aHVudGVyMg==\n  kind: Secret\n  name: db\n"],
    ["without an end", "apiVersion: v1\ndata:\n  pw: aHVudGVyMg==\n  name: ZGI=\n"],
    [
      "cut in the middle",
      `a: b\n${CUT}\nw: aHVudGVyMg==\n  other: aHVudGVyMg==\nkind: Secret\nmetadata:\n  name: db\n`,
    ],
    ["in JSON", '{\n  "data": {\n    "pw": "aHVudGVyMg=="\n  },\n  "kind": "Secret",\n  "name": "db"\n}\n'],
    ["in JSON on one line", '{"kind":"Secret","name":"db","data":{"pw":"aHVudGVyMg=="}} created\n'],
    ["in a SecretList", '{"kind":"SecretList","items":[{"name":"db","data":{"pw":"aHVudGVyMg=="}}]}'],
    ["in JSON without a beginning", '"pw": "aHVudGVyMg=="\n},\n"kind": "Secret",\n"name": "db"\n}'],
    [
      "in JSON on one line that was cut",
      `{"items":[{"data":{"pw":"aHVudGVyMg=="},"kind":"Secret","x":"the db"},{"data":{"pw":"aHVudGVyMg\n${CUT}\nHVudGVyMg==","a":"aHVudGVyMg=="},"kind":"Secret"},{"data":{"mode":"aGVsbG8="},"kind":"ConfigMap"}]}`,
    ],
    ["in JSON without an end", '{"name":"db","data":{"pw":"aHVudGVyMg'],
    [
      "in the annotation of kubectl apply",
      `a:\n  last-applied: |\n    {"data":{"pw":"aHVudGVyMg=="},"kind":"Secret","name":"db"}\n`,
    ],
    [
      "in that annotation as JSON",
      JSON.stringify({ note: JSON.stringify({ data: { pw: "aHVudGVyMg==" }, kind: "Secret", name: "db" }) }),
    ],
  ])("%s loses its values and keeps its names", (_how, text) => {
    const shown = redact(text);
    expect(shown).not.toContain("HVudGVyMg");
    expect(shown).toMatch(/\b(?:db|ZGI|name: \*)/);
  });

  test.each([
    "apiVersion: v1\ndata:\n  mode: aHVudGVyMg==\nkind: ConfigMap\n",
    '{"kind":"ConfigMap","data":{"mode":"aHVudGVyMg=="}}',
    "data:\n  replicas: 3\n  mode: fast\n",
    '{"status":"success","data":{"result":"aHVudGVyMg=="}}',
    "kind: Deployment\nspec:\n  volumes:\n  - secret:\n      secretName: shop-tls\n",
  ])("is not what this is: %j", (text) => {
    expect(redact(text)).toBe(text);
  });
});

describe("a private key in what a command wrote", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["as it is", `before\n${PEM}after`],
    ["behind a log's prefix", `${PEM.replaceAll(/^/gm, "2026-11-27T10:00:00Z web-1 | ")}\nafter`],
    ["indented", PEM.replaceAll(/^/gm, "      ")],
    ["on one line of JSON", JSON.stringify({ key: PEM, name: "the-database" })],
    ["without its end", `before\n${PEM.slice(0, 700)}`],
    ["without its beginning", `${PEM.slice(700)}after`],
    ["without its middle", `before\n${PEM.slice(0, 500)}\n${CUT}\n${PEM.slice(1_200)}after`],
    ["in a kubeconfig", `    client-key-data: ${base64(PEM)}\n`],
    ["in base64 on several lines", base64(PEM).replaceAll(/.{76}/g, "$&\n")],
  ];

  test.each(cases)("%s does not get out", (_how, text) => {
    const shown = redact(text);
    for (const line of KEY_LINES) expect(shown).not.toContain(line.slice(20, 44));
    expect(shown).not.toContain(base64(KEY_LINES.join("\n")).slice(100, 160));
  });

  test.each(cases)("%s leaves what stands around it", (_how, text) => {
    const around = ["before", "after", "the-database"].filter((word) => text.includes(word));
    const shown = redact(text);
    expect(around.filter((word) => !shown.includes(word))).toEqual([]);
  });

  test("is no certificate and no word about keys", () => {
    const text = `client-certificate-data: ${CERTIFICATE}\nno -----BEGIN RSA PRIVATE KEY----- in file x`;
    expect(redact(text)).toBe(`client-certificate-data: ${CERTIFICATE}\nno *** in file x`);
  });
});

describe("what has the shape of a token", () => {
  test.each([
    "AKIAIOSFODNN7EXAMPLE",
    `xoxb-${"1234567890-".repeat(3)}aBcD`,
    `npm_${"aB1".repeat(12)}`,
    `AIza${"aB1-_".repeat(7)}`,
    `ya29.${"aB1-_".repeat(7)}`,
    `glpat-${"aB1-_".repeat(4)}`,
    `hvs.${"aB1-_".repeat(6)}`,
    "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJlLWNhbmFyeQ",
    "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ",
    base64('{"auths":{"registry.example.com":{"auth":"dXNlcjpwYXNz"}}}'),
  ])("%s does not get out", (token) => {
    expect(redact(`read "${token}" there`)).toBe('read "***" there');
  });
});

describe("what a line says is secret", () => {
  test.each([
    ["    token: secrettoken", "    token: ***"],
    ['    password: "correct horse"', '    password: "***"'],
    ['{"token":"abcdef1234567","user":"ada"}', '{"token":"***","user":"ada"}'],
    ["DB_PASSWORD=correct horse", "DB_PASSWORD=***"],
    ["export GITHUB_TOKEN=abc", "export GITHUB_TOKEN=***"],
    ["aws_secret_access_key = wJalrXUtnFEMI/K7MDENG", "aws_secret_access_key = ***"],
    ["Authorization: Bearer abc.def", "Authorization: Bearer ***"],
    ["with Bearer abcdef0123456789", "with Bearer ***"],
    ["> X-Vault-Token: abc", "> X-Vault-Token: ***"],
    ["redis://:pw12@cache.example/0", "redis://:***@cache.example/0"],
    ["postgres://ada:p@ss@db.example:5432/shop", "postgres://ada:***@db.example:5432/shop"],
    ["https://0123456789abcdef0123@git.example/x", "https://***@git.example/x"],
    ["kubeadm join 10.0.0.1:6443 --token abcdef.0123456789abcdef", "kubeadm join 10.0.0.1:6443 --token ***"],
    [
      "+ helm install --set auth.password=abc --set tag=1",
      "+ helm install --set auth.password=*** --set tag=1",
    ],
    ["curl -u ada:abc https://x.example", "curl -u ada:*** https://x.example"],
    ['"auth": "dXNlcjpwYXNz"', '"auth": "***"'],
    ["docker login -u ada -p abc registry.example.com", "docker login -u ada -p *** registry.example.com"],
  ])("%s", (text, shown) => {
    expect(redact(text)).toBe(shown);
  });
});

describe("what stays readable", () => {
  test.each([
    `image: registry.example.com:5000/shop/web@${DIGEST}`,
    `--discovery-token-ca-cert-hash ${DIGEST}`,
    "commit 3f1c9ab0c44298fc1c149afbf4c8996fb92427ae",
    "secret/db created, serviceaccount/token-reader configured",
    "secretName: shop-tls\nautomountServiceAccountToken: false\ntokenExpirationSeconds: 3607",
    "  DB_PASSWORD:  <set to the key 'password' in secret 'db'>  Optional: false",
    "error: unexpected token: } in line 3, password: required, token: missing",
    "TOKEN_FILE=/run/secrets/token\nPWD=/home/ada\nSSH_AUTH_SOCK=/tmp/agent.1",
    "kubectl --token=$TOKEN get pods",
    "docker run -u 1000:1000 app",
    '{"server":"https://host.example:6443","user":"ada@example.com"}',
    "Warning  Failed  pod/nginx1.17a3b2c1d4e5f607 on ip-10-0-0-1.eu-west-1.compute.internal",
    "ssh://git@github.com:22/octo/infra",
    "client-certificate-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUI=",
  ])("%s", (text) => {
    expect(redact(text)).toBe(text);
  });
});

describe("a registered value", () => {
  const KUBECONFIG =
    "apiVersion: v1\nkind: Config\nname: kind-shop\ntoken: abcdEFGH\nserver: https://10.0.0.1:6443\n";
  const PARAGRAPH = "the first line is secret\n{\ntrue\nZz9!second-line\n";

  test.each([
    ["hunter2", "hunter2", "login with *** now"],
    ["hunter2", base64("ada:hunter2"), "login with YWRhOm***I= now"],
    ["p&ss w0rd", encodeURIComponent("p&ss w0rd"), "login with *** now"],
    ['quo"ted\\value', 'quo\\"ted\\\\value', "login with *** now"],
    [PARAGRAPH, "Zz9!second-line", "login with *** now"],
    [PARAGRAPH, "the first line is secret", "login with *** now"],
    [KUBECONFIG, "abcdEFGH", "login with *** now"],
    ["ada:S3cretPass!\nbob:Other99!x", "S3cretPass!", "login with *** now"],
    ["REGION=eu-west-1\nDB_PASSWORD=horse12", "horse12", "login with *** now"],
  ])("%j does not get out as %s", (value, written, shown) => {
    expect(outputRedaction([value])(`login with ${written} now`)).toBe(shown);
  });

  test.each([
    ["true", "it is true"],
    ["test", "3 tests passed, test it"],
    ["s3cr3", "as3cr3b"],
    [PARAGRAPH, "{ } is true"],
    [KUBECONFIG, "apiVersion: v1\nkind: Config\nkind-shop is at https://10.0.0.1:6443"],
    ["REGION=eu-west-1\nDB_PASSWORD=horse12", "in eu-west-1"],
    ["", "nothing"],
  ])("%j blanks no ordinary text: %s", (value, text) => {
    expect(outputRedaction([value])(text)).toBe(text);
  });

  test("does not get out where an excerpt was cut through it", () => {
    const text = `a correct hor\n${CUT}\nse battery b\n`;
    expect(outputRedaction(["correct horse battery"])(text)).toBe(`a ***\n${CUT}\n*** b\n`);
  });
});

describe("whatever a command writes", () => {
  const piece = fc.constantFrom(
    "kind: Secret\n",
    "data:\n",
    "  a: YWJjZA==\n",
    "- ",
    "---\n",
    `${CUT}\n`,
    '{"data":{"a":"b"},',
    '"kind":"Secret"}',
    "password=",
    "token: ",
    "A_TOKEN=x\n",
    "-----BEGIN PRIVATE KEY-----\n",
    "-----END PRIVATE KEY-----",
    "\n",
    " ",
    '"',
    "\\",
    "://u:p@h ",
    "Bearer ",
    "abcdefgh12345678",
    "correct horse battery",
    "ghp_abcdefghijkl",
    "--token ",
  );
  const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));
  const own = outputRedaction(["correct horse battery"]);

  test("a text never grows, and no registered value is left", () => {
    fc.assert(
      fc.property(text, (written) => {
        const shown = own(written);
        expect(shown.length).toBeLessThanOrEqual(written.length);
        expect(shown).not.toContain("correct horse battery");
      }),
    );
  });

  test.each([
    "data:\n",
    "A=b\n",
    "-----END PRIVATE KEY-----",
    "\n",
    '{"data":',
    "token: ",
    "<",
    " ",
    '\\"',
    "a",
  ])("64 kB of %j are read before the test runs out of time", (repeated) => {
    expect(own(repeated.repeat(65_000 / repeated.length)).length).toBeLessThanOrEqual(65_000);
  });
});

test.each([
  "\n-----END PRIVATE KEY-----",
  "\n\n-----END PRIVATE KEY-----\nrest",
  `\n${KEY_LINES[0]}\n-----END RSA PRIVATE KEY-----`,
])("the end of a key is found where nothing but line breaks stand before it: %j", (text) => {
  expect(redact(text)).not.toMatch(/PRIVATE KEY|[A-Za-z0-9+/]{40}/);
});
