import { pathName } from "../../playbook/choice/surroundings.ts";
import { PATH_LEVELS, type Playbook } from "../../playbook/playbook.ts";
import { inputValues } from "../../playbook/run/input-values.ts";
import { KubehopError } from "../../source/kubehop-error.ts";
import type { RunAsk } from "../command.ts";

/**
 * What is wrong with a wish is told before anything is started.
 *
 * @throws {KubehopError} `invalid-playbook-input`, or `playbook-path` for a path that the playbook does not have
 */
export function checkRunAsk({ path, inputs }: RunAsk, playbook: Playbook): void {
  inputValues(
    playbook,
    Object.entries(inputs).map(([name, value]) => `${name}=${value}`),
  );
  const levels = PATH_LEVELS.filter(
    (level) => level >= playbook.minimumPath && playbook.steps.some(({ variants }) => variants.has(level)),
  );
  if (path === undefined || levels.includes(path)) return;
  throw new KubehopError({
    code: "playbook-path",
    message: `${playbook.name} cannot be run on ${pathName(path)}.`,
    remedy: `It has ${levels.map((level) => pathName(level)).join(", ")}.`,
  });
}
