import type { PathLevel } from "../playbook.ts";
import { installHint } from "./install-hints.ts";
import type { Obstacle, PassedOver } from "./obstacles.ts";
import { pathTitle } from "./surroundings.ts";

/** In sentences why the paths before the chosen one are not taken, and what would have to be here for each. */
export function reasonFor(path: PathLevel | null, passedOver: readonly PassedOver[]): string {
  const sentences = passedOver.map(
    ({ path: other, obstacles }) =>
      `${pathTitle(other)} cannot be taken: ${obstacles.map(obstacleText).join("; ")}.`,
  );
  return path === null ? ["No path can be taken here.", ...sentences].join(" ") : sentences.join(" ");
}

/** What is in the way, and how to get it out of it. */
export function obstacleText(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case "no-variant":
      return "no step has a variant for it";
    case "tool-missing":
      return `${obstacle.tool} is not on PATH${inBrackets(installHint(obstacle.tool))}`;
    case "all-missing":
      return `none of ${obstacle.tools.join(", ")} is on PATH${inBrackets(installHint(obstacle.tools[0] ?? ""))}`;
    case "capability-missing":
      return `nothing says that it is here (--capability ${obstacle.capability})`;
    case "above-maximum":
      return `the highest path allowed is ${obstacle.maximum}`;
    case "below-minimum":
      return "it is below the playbook's minimum path";
    case "not-asked-for":
      return "the cloud is used only where it is recommended or asked for (--path 3)";
    default:
      return obstacle satisfies never;
  }
}

function inBrackets(text: string | undefined): string {
  return text === undefined ? "" : ` (${text})`;
}
