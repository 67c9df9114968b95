import { PATH_LEVELS, type PathLevel, type Playbook, type PlaybookStep, type Variant } from "../playbook.ts";
import type { PlaybookDocument } from "../playbook-schema.ts";
import { DEFAULT_TIMEOUT_MILLISECONDS, durationMilliseconds } from "./durations.ts";

type Written = PlaybookDocument["playbook"];
type WrittenStep = Written["steps"][number];
type WrittenVariant = NonNullable<WrittenStep["variants"]["path_0"]>;

/** The model of a document that has been found valid. */
export function playbookOf({ playbook }: PlaybookDocument): Playbook {
  const { prerequisites = {}, inputs = [] } = playbook;
  const tools = prerequisites.tools ?? [];
  return {
    name: playbook.name,
    description: playbook.description,
    recommendedPath: level(playbook.recommended_path),
    minimumPath: level(playbook.minimum_path),
    tools: tools.map(({ name, required_for_paths: paths }) => ({ name, requiredForPaths: paths.map(level) })),
    files: prerequisites.files ?? [],
    inputs: inputs.map((input) => ({ ...input, required: input.required ?? false })),
    steps: playbook.steps.map(stepOf),
  };
}

function stepOf({ name, description, variants }: WrittenStep): PlaybookStep {
  const pairs = PATH_LEVELS.flatMap((path) => {
    const variant = variants[`path_${path}`];
    return variant === undefined ? [] : [[path, variantOf(variant)] as const];
  });
  return { name, description, variants: new Map(pairs) };
}

function variantOf(variant: WrittenVariant): Variant {
  const { expected_output: expectedOutput, timeout = "" } = variant;
  return {
    commands: variant.commands,
    ...(expectedOutput === undefined ? {} : { expectedOutput }),
    expectedExitCode: variant.expected_exit_code ?? 0,
    validates: variant.validates,
    timeoutMilliseconds: durationMilliseconds(timeout) ?? DEFAULT_TIMEOUT_MILLISECONDS,
    teardown: variant.teardown ?? [],
  };
}

/** The schema lets nothing else through; `-0` and `2.0` are whole numbers too. */
function level(number: number): PathLevel {
  return PATH_LEVELS.find((path) => path === number) ?? 0;
}
