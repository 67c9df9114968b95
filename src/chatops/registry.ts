import type { CommandGrammar } from "./command.ts";
import { fix } from "./commands/fix.ts";
import { help } from "./commands/help.ts";
import { playbook } from "./commands/playbook.ts";
import { cancel, retry } from "./commands/run-again.ts";
import { skewCheck } from "./commands/skew-check.ts";
import { upgradePlan } from "./commands/upgrade-plan.ts";

/** Every command of the comments, in the order of the help. A new one is one file and one line here. */
export const commands: readonly CommandGrammar[] = [
  upgradePlan,
  skewCheck,
  fix,
  playbook,
  help,
  cancel,
  retry,
];
