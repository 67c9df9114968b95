import type { Strategy } from "../../plan/plan.ts";
import type { Arguments, Ask, CommandGrammar, Misunderstanding } from "../command.ts";
import { typed } from "../typed-text.ts";

const strategies: readonly Strategy[] = ["fewest-drains", "node-by-node"];

/** `/upgrade-plan`: the exact plan to a version, or to the next minor. */
export const upgradePlan: CommandGrammar = {
  name: "upgrade-plan",
  usage: "/upgrade-plan [VERSION] [cluster=NAME] [strategy=fewest-drains|node-by-node]",
  says: "the exact upgrade plan; without a version to the next minor",
  keys: ["cluster", "strategy"],
  words: 1,
  understand,
};

function understand({ words, pairs }: Arguments): Ask | Misunderstanding {
  const given = pairs.get("strategy");
  const strategy = strategies.find((known) => known === given?.toLowerCase());
  if (given !== undefined && strategy === undefined) {
    return {
      command: "misunderstood",
      meant: "upgrade-plan",
      problem: `There is no strategy ${typed(given)}.`,
      remedy: `Use one of: ${strategies.map((name) => `\`strategy=${name}\``).join(", ")}.`,
    };
  }
  const [to] = words;
  const cluster = pairs.get("cluster");
  return {
    command: "upgrade-plan",
    ...(to === undefined ? {} : { to: to.replace(/^V(?=\d)/, "v") }),
    ...(cluster === undefined ? {} : { cluster }),
    ...(strategy === undefined ? {} : { strategy }),
  };
}
