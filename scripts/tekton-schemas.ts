import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";

/**
 * Cuts what tekton.dev/v1 accepts out of Tekton's own CustomResourceDefinitions (Apache-2.0), for the tests that
 * hold every export against it:
 *
 *   node scripts/tekton-schemas.ts "$(go mod download -json github.com/tektoncd/pipeline@v1.6.0 | jq -r .Dir)"
 */
const KINDS = { Task: "task", Pipeline: "pipeline", PipelineRun: "pipelinerun" } as const;

interface CustomResourceDefinition {
  readonly spec: {
    readonly versions: readonly { readonly name: string; readonly schema: { openAPIV3Schema: unknown } }[];
  };
}

const [, , folder = ""] = process.argv;
const [, version = ""] = /@(v[0-9.]+)\/?$/.exec(folder) ?? [];
const schemas = Object.fromEntries(Object.entries(KINDS).map(([kind, name]) => [kind, schemaOf(name)]));
const about = `github.com/tektoncd/pipeline ${version}, config/300-crds, Apache-2.0; without descriptions`;
writeFileSync("test/fixtures/tekton/schemas.json", `${JSON.stringify({ about, ...schemas })}\n`);

function schemaOf(name: string): unknown {
  const text = readFileSync(join(folder, `config/300-crds/300-${name}.yaml`), "utf8");
  const { spec } = load(text) as CustomResourceDefinition;
  return bare(spec.versions.find((each) => each.name === "v1")?.schema.openAPIV3Schema);
}

/** Without texts, which make nine tenths of the file; a property that is called `description` stays. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, member]) => !(key === "description" && typeof member === "string"),
  );
  return Object.fromEntries(kept.map(([key, member]) => [key, bare(member)]));
}
