import type { Draft } from "../finding.ts";
import { PATH_LEVELS } from "../playbook.ts";
import type { PlaybookValue } from "../reading/playbook-value.ts";
import { expectedOutput } from "./expected-output.ts";
import { impossibleOutput } from "./impossible-output.ts";
import { kubectlContext } from "./kubectl-context.ts";
import { type LintContext, type LintedVariant, lintedCommands } from "./linted-variant.ts";
import { lostShellState } from "./lost-shell-state.ts";
import { missingTeardown, removersIn } from "./missing-teardown.ts";
import { recommendedVariant } from "./recommended-variant.ts";
import { secrets } from "./secrets.ts";
import { imagesBuiltIn, unpinnedImages } from "./unpinned-images.ts";
import { zeroTimeout } from "./zero-timeout.ts";

type Rule = (variant: LintedVariant, context: LintContext) => readonly Draft[];

const RULES: readonly Rule[] = [
  missingTeardown,
  expectedOutput,
  impossibleOutput,
  lostShellState,
  kubectlContext,
  unpinnedImages,
  secrets,
  zeroTimeout,
];

/** What the author of a playbook should look at although it is valid. */
export function lintFindings(root: PlaybookValue): readonly Draft[] {
  const playbook = root.get("playbook");
  const steps = playbook?.get("steps")?.items() ?? [];
  const variants = steps.flatMap(variantsOf);
  const context = { removers: removersIn(variants), builtImages: imagesBuiltIn(variants) };
  return [
    ...steps.flatMap((step) => recommendedVariant(step, playbook?.get("recommended_path")?.number())),
    ...variants.flatMap((variant) => RULES.flatMap((rule) => rule(variant, context))),
  ];
}

function variantsOf(step: PlaybookValue): readonly LintedVariant[] {
  const variants = step.get("variants");
  return PATH_LEVELS.flatMap((level) => {
    const value = variants?.get(`path_${level}`);
    if (value?.node.kind !== "mapping") return [];
    const commands = lintedCommands(value.get("commands"));
    return [{ level, value, commands, teardown: lintedCommands(value.get("teardown")) }];
  });
}
