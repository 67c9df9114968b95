import { assessRepository } from "../assessment/assess-repository.ts";
import type { Assessment, RepositorySnapshot } from "../assessment/assessment.ts";
import { optional } from "../cluster/optional-member.ts";
import type { Strategy } from "../plan/plan.ts";
import { namedBaseline } from "./baseline.ts";
import { checkSelection } from "./check-selection.ts";
import type { Invocation } from "./command.ts";
import { gather } from "./gather.ts";
import { inputWithoutCluster, whyNoCluster } from "./no-cluster.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Reads what a command is about and assesses it. A directory without a cluster says so on standard error;
 * standard input without one is bad input.
 */
export async function assess(
  subject: Assessment["subject"],
  invocation: Invocation,
  terminal: Terminal,
): Promise<Assessment> {
  const { options } = invocation;
  const to = options.get("to");
  const cluster = options.get("cluster");
  const strategy = strategyOf(options.get("strategy"));
  const assumeFrom = options.get("assume-from");
  const checks = checkSelection(options);
  const baseline = namedBaseline(invocation, terminal);
  const head = await gather(invocation, terminal);
  const assessment = explained(head, invocation, () =>
    assessRepository({
      subject,
      head,
      today: terminal.today,
      ...optional("to", to),
      ...optional("cluster", cluster),
      ...optional("strategy", strategy),
      ...optional("assumeFrom", assumeFrom),
      ...optional("checks", checks),
      ...optional("baseline", baseline),
    }),
  );
  if (assessment.clusters.length > 0 || assessment.manifests !== undefined) return assessment;
  if (invocation.positional === "-") throw inputWithoutCluster(assessment);
  terminal.error.write(`${assessment.headline}\n`);
  return assessment;
}

function explained(
  head: RepositorySnapshot,
  { positional }: Invocation,
  assessed: () => Assessment,
): Assessment {
  try {
    return assessed();
  } catch (error) {
    throw whyNoCluster(error, head, positional === "-");
  }
}

function strategyOf(text: string | undefined): Strategy | undefined {
  return text === "fewest-drains" || text === "node-by-node" ? text : undefined;
}
