import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { playbookSchemaText } from "../../scripts/playbook-schema.ts";
import { readPlaybook } from "../../src/playbook/reading/read-playbook.ts";
import { SMALL, small } from "./documents.ts";

const published = readFileSync("schemas/playbook.schema.json", "utf8");

test("the published schema is what the code says", () => {
  expect(published === playbookSchemaText(), "stale: run `npm run generate`").toBe(true);
});

describe("the published schema and the reader agree about", () => {
  // Enough of JSON Schema's strict mode: a key of an `anyOf` is described beside it.
  const validate = new Ajv2020({ strict: true, strictRequired: false }).compile(JSON.parse(published));

  test.each([
    SMALL,
    "playbook: {}",
    "plabook: {}",
    "[]",
    `x-owner: platform\n${SMALL}`,
    small("  name:", "  x-owner: {team: platform}\n  name:"),
    small("        path_0:", "        x-note: 1\n        path_0:"),
    small("        path_0:", "        path_9: {}\n        path_0:"),
    small(SMALL.slice(SMALL.indexOf("variants:")), "variants: {}\n"),
    small(SMALL.slice(SMALL.indexOf("variants:")), "variants: {x-a: 1}\n"),
    small("greeting", "greeting-"),
    small("greeting", "a".repeat(63)),
    small("greeting", "a".repeat(64)),
    small("Shows that the shop greets.", "' '"),
    small("recommended_path: 0", "recommended_path: 4.0"),
    small("recommended_path: 0", "recommended_path: 4.5"),
    small("[echo hello]", "['']"),
    small("[echo hello]", '["a\\0"]'),
    small("[echo hello]", '["\\u2066a"]'),
    small("[echo hello]", "[]"),
    small("expected_output: hello", "expected_output: ''"),
    small("expected_output: hello", "expected_exit_code: 256"),
    small("expected_output: hello", "expected_exit_code: 255"),
    small("expected_output: hello", "timeout: 30"),
    small("expected_output: hello", "timeout: 0s"),
    small("expected_output: hello", "timeout: 1.5h"),
    small("expected_output: hello", "teardown: []"),
    small("  steps:", "  prerequisites: {}\n  steps:"),
    small("  steps:", "  prerequisites: {tools: [{name: kubectl}]}\n  steps:"),
    small("  steps:", "  prerequisites: {tools: [{name: a b, required_for_paths: [0]}]}\n  steps:"),
    small("  steps:", "  prerequisites: {tools: [{name: a, required_for_paths: [0, 0]}]}\n  steps:"),
    small("  steps:", "  prerequisites: {files: [{path: a/../b}]}\n  steps:"),
    small("  steps:", "  prerequisites: {files: [{path: a/..b}]}\n  steps:"),
    small("  steps:", "  prerequisites: {files: [{path: '..\\a'}]}\n  steps:"),
    small("  steps:", "  inputs: [{name: tag, required: true, pattern: '[a-z]+', default: abc}]\n  steps:"),
    small("  steps:", "  inputs: [{name: Tag}]\n  steps:"),
    small("  steps:", "  inputs: [{name: tag, default: 1}]\n  steps:"),
  ])("%s", (text) => {
    const isValid = readPlaybook({ path: "playbook.yaml", text }).playbook !== undefined;
    expect(validate(load(text))).toBe(isValid);
  });
});
