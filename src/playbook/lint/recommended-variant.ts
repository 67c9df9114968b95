import type { Draft } from "../finding.ts";
import { PATH_LEVELS } from "../playbook.ts";
import type { PlaybookValue } from "../reading/playbook-value.ts";
import { warningAtMissing } from "./linted-variant.ts";

/** A step without a variant for the recommended path makes each run a degraded one. */
export function recommendedVariant(step: PlaybookValue, recommended: number | undefined): readonly Draft[] {
  const level = PATH_LEVELS.find((path) => path === recommended);
  const variants = step.get("variants");
  if (level === undefined || variants?.node.kind !== "mapping" || variants.get(`path_${level}`) !== undefined)
    return [];
  const message = `The step has no variant for the recommended path ${level}: even there it uses a lower one, or none.`;
  return [warningAtMissing(variants, `path_${level}`, { code: "no-recommended-variant", message })];
}
