import type {
  PathLevel,
  Playbook,
  PlaybookInput,
  PlaybookStep,
  Variant,
} from "../../../src/playbook/playbook.ts";

/** A variant that runs these commands; everything else as where a document says nothing. */
export function variant(commands: readonly string[], more: Partial<Variant> = {}): Variant {
  return {
    commands,
    expectedExitCode: 0,
    validates: "it does what it says",
    timeoutMilliseconds: 120_000,
    teardown: [],
    ...more,
  };
}

export function step(name: string, variants: Partial<Record<PathLevel, Variant>>): PlaybookStep {
  const entries = Object.entries(variants).map(([level, own]) => [Number(level) as PathLevel, own] as const);
  return { name, description: `Step ${name}`, variants: new Map(entries) };
}

export function playbook(steps: readonly PlaybookStep[], more: Partial<Playbook> = {}): Playbook {
  return {
    name: "shop-ingress",
    description: "Proves the shop's ingress.",
    recommendedPath: 1,
    minimumPath: 0,
    tools: [],
    files: [],
    inputs: [],
    steps,
    ...more,
  };
}

export function input(name: string, more: Partial<PlaybookInput> = {}): PlaybookInput {
  return { name, required: false, ...more };
}
