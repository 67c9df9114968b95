import { readConfiguration } from "../../config/read-configuration.ts";
import type { SourceFile } from "../../source/finding.ts";

/** What the configuration says about runs that comments ask for. */
export interface RunSettings {
  /** Name of the workflow's file in `.github/workflows`. */
  readonly workflow: string;
  readonly requireRecommended: boolean;
}

/** @param files the configuration of the default branch, whose workflows are run; a broken one counts as none */
export function runSettings(files: readonly SourceFile[]): RunSettings {
  const { workflow = ".github/workflows/playbook.yml", requireRecommended = false } =
    readConfiguration(files).configuration?.playbooks ?? {};
  return { workflow: workflow.slice(workflow.lastIndexOf("/") + 1), requireRecommended };
}
