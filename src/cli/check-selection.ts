import type { CheckSelection } from "../findings/check-selection.ts";
import { checkGroups } from "../findings/registry.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { nearest } from "../source/nearest.ts";
import type { Invocation } from "./command.ts";

/**
 * What `--only` and `--skip` choose; undefined where neither was given.
 *
 * @throws KubehopError `usage` for a name that no check and no group has
 */
export function checkSelection(options: Invocation["options"]): CheckSelection | undefined {
  const [only, skip] = [options.get("only"), options.get("skip")];
  if (only === undefined && skip === undefined) return undefined;
  return {
    ...(only === undefined ? {} : { only: named("only", only) }),
    ...(skip === undefined ? {} : { skip: named("skip", skip) }),
  };
}

function named(option: string, list: string): readonly string[] {
  const known = checkGroups.flatMap(({ name, checks }) => [name, ...checks.map((check) => check.name)]);
  const names = list.split(",").map((name) => name.trim());
  const wrong = names.find((name) => !known.includes(name));
  if (wrong === undefined) return names;
  const near = nearest(wrong, known);
  throw new KubehopError({
    code: "usage",
    message: `--${option} names ${JSON.stringify(wrong.slice(0, 60))}, which is no check${near === undefined ? "" : `: did you mean ${near}?`}`,
    remedy: `The groups are ${checkGroups.map(({ name }) => name).join(", ")}; docs/reference/findings.md lists the checks.`,
  });
}
