import { choosePath, type PathChoice } from "../../playbook/choice/choose-path.ts";
import { obstacleText } from "../../playbook/choice/reason.ts";
import { pathName } from "../../playbook/choice/surroundings.ts";
import type { Playbook } from "../../playbook/playbook.ts";
import { visibleLine } from "../../report/visible.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { deliver } from "../deliver.ts";
import { validPlaybook } from "../playbook-findings.ts";
import { surroundingsOf } from "../playbook-surroundings.ts";
import type { Terminal } from "../terminal.ts";

/** `kubehop playbook explain FILE`: exits 3 where no path can be taken, 2 for an invalid playbook. */
export async function runPlaybookExplain(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const valid = await validPlaybook(invocation.positional ?? "", terminal);
  if (valid === undefined) return 2;
  const { playbook } = valid;
  const choice = choosePath(playbook, surroundingsOf(invocation, terminal));
  const asJson = invocation.options.get("format") === "json";
  deliver(asJson ? JSON.stringify(document(choice), null, 2) : text(playbook, choice), invocation, terminal);
  return choice.path === null ? 3 : 0;
}

function document({ path, degraded, reason, notValidated, steps }: PathChoice): object {
  return { path, degraded, ...(reason === undefined ? {} : { reason }), notValidated, steps };
}

function text(playbook: Playbook, choice: PathChoice): string {
  return [
    headline(playbook, choice),
    ...passedOver(choice),
    ...stepLines(choice),
    ...listed("Not validated by this:", choice.notValidated.map(visibleLine)),
  ].join("\n");
}

function headline({ name, recommendedPath }: Playbook, { path, degraded }: PathChoice): string {
  if (path === null) return `${name} cannot be run here.`;
  if (path !== recommendedPath) {
    return `${name} would take ${pathName(path)} here; it recommends ${pathName(recommendedPath)}.`;
  }
  const rest = degraded ? ", with lower variants where a step has none for it" : "";
  return `${name} would take ${pathName(path)} here, which it recommends${rest}.`;
}

function passedOver(choice: PathChoice): readonly string[] {
  const lines = choice.passedOver.map(
    ({ path, obstacles }) => `${pathName(path)}: ${obstacles.map(obstacleText).join("; ")}`,
  );
  return listed(choice.path === null ? "What is missing:" : "Why not a higher one:", lines);
}

function stepLines(choice: PathChoice): readonly string[] {
  if (choice.path === null) return [];
  const lines = choice.steps.map(
    ({ name, path }) => `${name}: ${path === null ? "no variant" : pathName(path)}`,
  );
  return listed("Steps:", lines);
}

function listed(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  - ${line}`)];
}
