import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { files } from "../../scripts/generators/configuration-reference.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";

const root = new URL("../../", import.meta.url);
const page = readFileSync(new URL("docs/reference/configuration.md", root), "utf8");
const schema: unknown = JSON.parse(readFileSync(new URL("schemas/kubehop.schema.json", root), "utf8"));

it.each(files.map(({ path, text }) => [path, text] as const))("%s is what the code says", (path, text) => {
  const current = readFileSync(new URL(path, root), "utf8");
  expect(current === text(current), "stale: run `npm run generate`").toBe(true);
});

describe("the published schema agrees with the reader about", () => {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema as object);

  it.each([
    "discover: false",
    "policy: { failOn: risk, advisory: true }",
    "clusters: [{ name: a, sources: [clusters/a/] }]",
    "clusters: [{ name: a, inventory: { controlPlane: { version: 1.34 } } }]",
    "environments: { lab: { paths: [lab/] } }",
    "policy: { failOn: all }",
    "polcy: {}",
    "clusters: [{ name: a }]",
    "clusters: [{ name: a, sources: [x], inventory: { controlPlane: { version: 1.34 } } }]",
    "clusters: [{ name: a, inventory: { controlPlane: { versionFrom: { file: a } } } }]",
    "clusters: [{ name: a, sources: [../x] }]",
    "commands: { permission: read }",
    "version: 2",
    "ignore: [{ id: bare-pod, reason: started by hand, expires: '2027-01-31' }]",
    "ignore: [{ id: bare-pod, expires: '2027-01-31' }]",
    "ignore: [{ id: bare-pod, reason: started by hand }]",
    "ignore: [{ id: bare-pod, reason: started by hand, expires: next year }]",
    "baseline: .github/kubehop-baseline.json",
  ])("%s", (text) => {
    const { errors } = readConfiguration([{ path: ".github/kubehop.yml", text }]);
    expect(validate(load(text))).toBe(errors.length === 0);
  });
});

it("the examples of the reference are configurations", () => {
  const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ""]) => text);
  const whole = examples.filter((text) => /^clusters:/m.test(text));
  expect(whole.length).toBeGreaterThan(0);
  for (const text of whole) {
    expect(readConfiguration([{ path: ".github/kubehop.yml", text }]).errors).toEqual([]);
  }
  const places = examples
    .flatMap((text) => text.split(/\n(?=versionFrom:|#)/))
    .filter((text) => text.includes("versionFrom:"));
  for (const place of places.filter((text) => !/^clusters:/m.test(text))) {
    const indented = place.replace(/^/gm, "      ");
    const text = `clusters:\n  - name: a\n    inventory:\n      controlPlane:\n${indented.replace(/^ {6}/gm, "        ")}`;
    expect(readConfiguration([{ path: ".github/kubehop.yml", text }]).errors).toEqual([]);
  }
});
