import type { PathLevel, Playbook } from "../playbook.ts";
import { CAPABILITIES, type Surroundings } from "./surroundings.ts";

/** Why a path cannot be taken here. */
export type Obstacle =
  /** No step has a variant for it. */
  | { readonly kind: "no-variant" }
  | { readonly kind: "tool-missing"; readonly tool: string }
  /** None of these is on PATH, and one is needed. */
  | { readonly kind: "all-missing"; readonly tools: readonly string[] }
  /** Nobody said that it is here; one of several names for it. */
  | { readonly kind: "capability-missing"; readonly capability: string }
  | { readonly kind: "above-maximum"; readonly maximum: PathLevel }
  | { readonly kind: "below-minimum" }
  /** A cloud costs money: it is only for those who recommend or ask for it. */
  | { readonly kind: "not-asked-for" };

/** A path that was tried and what keeps it from being taken. */
export interface PassedOver {
  readonly path: PathLevel;
  readonly obstacles: readonly Obstacle[];
}

/** The container engines that kind can use. */
export const ENGINES: readonly string[] = ["docker", "podman", "nerdctl"];

/** Everything that keeps a playbook from being run on a path; empty where it can be. */
export function obstaclesOf(playbook: Playbook, path: PathLevel, here: Surroundings): readonly Obstacle[] {
  const obstacles: Obstacle[] = [];
  if (path < playbook.minimumPath) obstacles.push({ kind: "below-minimum" });
  if (here.maximum !== undefined && path > here.maximum) {
    obstacles.push({ kind: "above-maximum", maximum: here.maximum });
  }
  if (path === 3 && playbook.recommendedPath !== 3 && here.requested !== 3)
    obstacles.push({ kind: "not-asked-for" });
  if (!playbook.steps.some(({ variants }) => variants.has(path))) obstacles.push({ kind: "no-variant" });
  return [...obstacles, ...missingTools(playbook, path, here), ...missingNeeds(path, here)];
}

function missingTools({ tools }: Playbook, path: PathLevel, { hasTool }: Surroundings): readonly Obstacle[] {
  const listed = tools
    .filter(({ requiredForPaths }) => requiredForPaths.includes(path))
    .map(({ name }) => name);
  const own = OWN_TOOLS[path] ?? [];
  const needed = [...new Set([...listed, ...own])];
  return needed.filter((tool) => !hasTool(tool)).map((tool) => ({ kind: "tool-missing", tool }));
}

const OWN_TOOLS: Readonly<Partial<Record<PathLevel, readonly string[]>>> = { 1: ["kind"], 2: ["minikube"] };

/** What a path needs whatever the playbook lists. */
function missingNeeds(path: PathLevel, { hasTool, capabilities }: Surroundings): readonly Obstacle[] {
  if (path === 1 && !ENGINES.some(hasTool)) return [{ kind: "all-missing", tools: ENGINES }];
  if (path !== 3 && path !== 4) return [];
  const names: readonly string[] = CAPABILITIES[path];
  const [capability = ""] = names;
  return names.some((name) => capabilities.includes(name))
    ? []
    : [{ kind: "capability-missing", capability }];
}
