import { assessRepository } from "../assessment/assess-repository.ts";
import type { Assessment } from "../assessment/assessment.ts";
import type { Strategy } from "../plan/plan.ts";
import type { Invocation } from "./command.ts";
import { gather } from "./gather.ts";
import type { Terminal } from "./terminal.ts";

/** Reads what a command is about and assesses it. A run that found nothing says so on standard error. */
export async function assess(
  subject: Assessment["subject"],
  invocation: Invocation,
  terminal: Terminal,
): Promise<Assessment> {
  const { options } = invocation;
  const to = options.get("to");
  const cluster = options.get("cluster");
  const strategy = strategyOf(options.get("strategy"));
  const assessment = assessRepository({
    subject,
    head: await gather(invocation, terminal),
    today: terminal.today,
    ...(to === undefined ? {} : { to }),
    ...(cluster === undefined ? {} : { cluster }),
    ...(strategy === undefined ? {} : { strategy }),
  });
  if (assessment.clusters.length === 0) terminal.error.write(`${assessment.headline}\n`);
  return assessment;
}

function strategyOf(text: string | undefined): Strategy | undefined {
  return text === "fewest-drains" || text === "node-by-node" ? text : undefined;
}
