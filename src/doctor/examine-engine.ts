import type { Check } from "./examination.ts";
import { examineTool } from "./examine-tool.ts";
import type { FoundEngine } from "./machine.ts";

/** Whether a container engine is there and answers this user. */
export function examineEngine(engine: FoundEngine): Check {
  const tool = { ...examineTool(engine), area: "engine" } as const;
  if (engine.path === undefined || tool.status === "warning") return tool;
  if (engine.server !== undefined) {
    return {
      ...tool,
      status: "ok",
      says: `${engine.name} ${engine.version ?? ""} answers: engine ${engine.server}`,
    };
  }
  return { ...tool, status: "warning", says: doesNotAnswer(engine), remedy: engineRemedy(engine) };
}

/** Also the reason why path 1 cannot be taken where no engine answers. */
export function doesNotAnswer({ name, refusal }: FoundEngine): string {
  return `${name} does not answer: ${refusal ?? "it was not asked"}`;
}

function engineRemedy({ name, refusal = "" }: FoundEngine): string {
  if (/permission denied/i.test(refusal)) {
    return `This user may not use it: add the user to the group of ${name}'s socket, or run ${name} rootless.`;
  }
  return name === "docker"
    ? "Start it, or let DOCKER_HOST name the one to use."
    : `Start what ${name} needs: \`${name} info\` says more.`;
}
