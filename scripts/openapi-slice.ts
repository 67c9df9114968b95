import { readFileSync, writeFileSync } from "node:fs";

/**
 * Cuts the operations that Kubehop uses out of GitHub's own OpenAPI description, for the tests that hold
 * every request against it. The description is 400 MB installed and therefore no dependency:
 *
 *   npm install --prefix /tmp/openapi @octokit/openapi
 *   node scripts/openapi-slice.ts /tmp/openapi/node_modules/@octokit/openapi
 */
const OPERATIONS: readonly (readonly [method: string, path: string])[] = [
  ["get", "/app"],
  ["get", "/user"],
  ["post", "/app/installations/{installation_id}/access_tokens"],
  ["get", "/repos/{owner}/{repo}/tarball/{ref}"],
  ["get", "/repos/{owner}/{repo}/contents/{path}"],
  ["get", "/repos/{owner}/{repo}/pulls"],
  ["get", "/repos/{owner}/{repo}/pulls/{pull_number}"],
  ["get", "/repos/{owner}/{repo}/pulls/{pull_number}/files"],
  ["get", "/repos/{owner}/{repo}/pulls/{pull_number}/comments"],
  ["post", "/repos/{owner}/{repo}/pulls/{pull_number}/reviews"],
  ["get", "/repos/{owner}/{repo}/compare/{basehead}"],
  ["get", "/repos/{owner}/{repo}/commits/{commit_sha}/pulls"],
  ["get", "/repos/{owner}/{repo}/commits/{ref}/check-runs"],
  ["get", "/repos/{owner}/{repo}/collaborators/{username}/permission"],
  ["post", "/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions"],
  ["get", "/repos/{owner}/{repo}/issues/comments"],
  ["get", "/repos/{owner}/{repo}/issues/{issue_number}/comments"],
  ["post", "/repos/{owner}/{repo}/issues/{issue_number}/comments"],
  ["patch", "/repos/{owner}/{repo}/issues/comments/{comment_id}"],
  ["delete", "/repos/{owner}/{repo}/issues/comments/{comment_id}"],
  ["post", "/repos/{owner}/{repo}/check-runs"],
  ["patch", "/repos/{owner}/{repo}/check-runs/{check_run_id}"],
  ["post", "/repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches"],
  ["get", "/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs"],
  ["post", "/repos/{owner}/{repo}/actions/runs/{run_id}/cancel"],
  ["get", "/repos/{owner}/{repo}"],
  ["get", "/repos/{owner}/{repo}/commits/{ref}"],
  ["get", "/repos/{owner}/{repo}/actions/runs/{run_id}"],
  ["get", "/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts"],
  ["get", "/repos/{owner}/{repo}/actions/runs/{run_id}/jobs"],
  ["post", "/repos/{owner}/{repo}/actions/runs/{run_id}/rerun"],
  ["get", "/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}"],
];
/** What a request can be held against; descriptions and examples only make the file long. */
const LEFT_OUT = new Set([
  "description",
  "example",
  "examples",
  "x-github",
  "externalDocs",
  "x-multi-segment",
]);

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const [directory] = process.argv.slice(2);
if (directory === undefined)
  throw new Error("usage: node scripts/openapi-slice.ts DIRECTORY_OF_@octokit/openapi");
const document = read(`${directory}/generated/api.github.com.json`);
const slice = {
  source: "npm package @octokit/openapi, generated/api.github.com.json",
  version: member(read(`${directory}/package.json`), "version"),
  licence: "MIT",
  operations: OPERATIONS.map(([method, path]) => operation(method, path)),
};
const target = new URL("../test/e2e/github-openapi.json", import.meta.url);
writeFileSync(target, `${JSON.stringify(slice)}\n`);

function operation(method: string, path: string): Json {
  const found = member(member(member(document, "paths"), path), method);
  if (found === undefined) throw new Error(`GitHub describes no ${method} ${path}`);
  const body = member(member(member(member(found, "requestBody"), "content"), "application/json"), "schema");
  const parameters = member(found, "parameters");
  return {
    method: method.toUpperCase(),
    path,
    parameters: Array.isArray(parameters) ? parameters.map((parameter) => resolved(parameter)) : [],
    ...(body === undefined ? {} : { body: resolved(body) }),
  };
}

/** References replaced, and OpenAPI's `nullable` as JSON Schema says it. */
function resolved(value: Json): Json {
  if (Array.isArray(value)) return value.map(resolved);
  if (typeof value !== "object" || value === null) return value;
  const reference = member(value, "$ref");
  if (typeof reference === "string") return resolved(pointed(reference));
  const entries = Object.entries(value)
    .filter(
      ([key, inner]) =>
        !LEFT_OUT.has(key) || (typeof inner === "object" && inner !== null && "type" in inner),
    )
    .map(([key, inner]): [string, Json] => [key, resolved(inner)]);
  const { nullable, ...schema } = Object.fromEntries(entries);
  return nullable === true ? { anyOf: [schema, { type: "null" }] } : schema;
}

function pointed(reference: string): Json {
  let current: Json | undefined = document;
  for (const key of reference.split("/").slice(1))
    current = member(current, key.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (current === undefined) throw new Error(`${reference} points nowhere`);
  return current;
}

function member(value: Json | undefined, key: string): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: Json })[key]
    : undefined;
}

function read(path: string): Json {
  return JSON.parse(readFileSync(path, "utf8")) as Json;
}
