import { ENGINES, obstaclesOf } from "../playbook/choice/obstacles.ts";
import { obstacleText } from "../playbook/choice/reason.ts";
import { PATH_NAMES } from "../playbook/choice/surroundings.ts";
import { PATH_LEVELS, type PathLevel, type Playbook } from "../playbook/playbook.ts";
import type { PathExamination } from "./examination.ts";
import { doesNotAnswer } from "./examine-engine.ts";
import type { Machine } from "./machine.ts";

/** Which paths a playbook that has variants for all of them could take here. */
export function examinePaths(machine: Machine, capabilities: readonly string[]): readonly PathExamination[] {
  return PATH_LEVELS.map((path) => {
    const missing = [...missingForAll(machine), ...missingFor(path, machine, capabilities)];
    return { path, name: PATH_NAMES[path], available: missing.length === 0, missing };
  });
}

/** Commands of every path run in bash, through a named pipe, and are noted. */
function missingForAll({ tools, folders }: Machine): readonly string[] {
  const programs = ["bash", "mkfifo"].filter((name) =>
    tools.some((tool) => tool.name === name && tool.path === undefined),
  );
  return [
    ...programs.map((name) => obstacleText({ kind: "tool-missing", tool: name })),
    ...folders.filter(({ isWritable }) => !isWritable).map(({ path }) => `${path} cannot be written to`),
  ];
}

function missingFor(path: PathLevel, machine: Machine, capabilities: readonly string[]): readonly string[] {
  const found = new Set(
    [...machine.tools, ...machine.engines].flatMap((tool) => (tool.path === undefined ? [] : [tool.name])),
  );
  const here = { hasTool: (name: string) => found.has(name), capabilities, requested: path };
  const obstacles = obstaclesOf(playbookOf(path), path, here).map(obstacleText);
  return path === 1 ? [...obstacles, ...silentEngines(machine)] : obstacles;
}

/** An engine on PATH is not enough: it must answer. */
function silentEngines({ engines }: Machine): readonly string[] {
  const there = engines.filter(({ name, path }) => ENGINES.includes(name) && path !== undefined);
  return there.some(({ server }) => server !== undefined) ? [] : there.map(doesNotAnswer);
}

/** A playbook that asks for nothing but the path. */
function playbookOf(path: PathLevel): Playbook {
  const variant = {
    commands: ["true"],
    expectedExitCode: 0,
    validates: "",
    timeoutMilliseconds: 0,
    teardown: [],
  };
  return {
    name: "any",
    description: "",
    recommendedPath: path,
    minimumPath: path,
    tools: [],
    files: [],
    inputs: [],
    steps: [{ name: "any", description: "", variants: new Map([[path, variant]]) }],
  };
}
