import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import description from "../github-openapi.json" with { type: "json" };

/** One request of the program under test, as it arrived; `path` without `/api/v3` and query. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly pattern: RegExp;
  readonly parameters: ReadonlyMap<string, { readonly in: string; readonly check: ValidateFunction }>;
  readonly bodyKeys: readonly string[];
  readonly body?: ValidateFunction;
}

const ajv = new Ajv({ strict: false, coerceTypes: true });
addFormats.default(ajv);
const operations = description.operations.map(operationOf);

/** What GitHub's own description says against a request; an empty list where it is fine. */
export function violationsOf(request: ApiRequest): readonly string[] {
  const operation = operations.find(
    ({ method, pattern }) => method === request.method && pattern.test(request.path),
  );
  const name = `${request.method} ${request.path}`;
  if (operation === undefined) return [`${name}: GitHub's description (or its slice) has no such operation`];
  return [
    ...pathProblems(operation, request),
    ...queryProblems(operation, request),
    ...bodyProblems(operation, request),
  ].map((problem) => `${name}: ${problem}`);
}

function operationOf(found: (typeof description.operations)[number]): Operation {
  const names = [...found.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const source = found.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    name === "path" || name === "ref" || name === "basehead" ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`,
  );
  const schema = "body" in found ? found.body : undefined;
  return {
    method: found.method,
    path: found.path,
    pattern: new RegExp(`^${names.length === 0 ? found.path : source}$`),
    parameters: new Map(
      found.parameters.map((parameter) => [
        parameter.name,
        { in: parameter.in, check: ajv.compile({ type: "object", properties: { value: parameter.schema } }) },
      ]),
    ),
    bodyKeys: schema !== undefined && "properties" in schema ? Object.keys(schema.properties ?? {}) : [],
    ...(schema === undefined ? {} : { body: ajv.compile(schema) }),
  };
}

function pathProblems({ pattern, parameters }: Operation, { path }: ApiRequest): readonly string[] {
  return Object.entries(pattern.exec(path)?.groups ?? {}).flatMap(([name, value]) => {
    const check = parameters.get(name)?.check;
    return check === undefined || check({ value: decodeURIComponent(value) })
      ? []
      : [`${name} in the path: ${ajv.errorsText(check.errors)}`];
  });
}

function queryProblems({ parameters }: Operation, { query }: ApiRequest): readonly string[] {
  return [...query].flatMap(([name, value]) => {
    const parameter = parameters.get(name);
    if (parameter?.in !== "query") return [`no query parameter ${name}`];
    return parameter.check({ value }) ? [] : [`query ${name}: ${ajv.errorsText(parameter.check.errors)}`];
  });
}

function bodyProblems({ body: check, bodyKeys }: Operation, { body }: ApiRequest): readonly string[] {
  if (check === undefined) return body === undefined ? [] : ["no body is expected"];
  // A copy, because coercion writes into what it checks.
  const wrong = check(structuredClone(body ?? {})) ? [] : [ajv.errorsText(check.errors)];
  const unknown = Object.keys(typeof body === "object" && body !== null ? body : {}).filter(
    (key) => !bodyKeys.includes(key),
  );
  return [...wrong, ...unknown.map((key) => `no member ${key} in the body`)];
}
