import { lineIndex } from "../../source/line-index.ts";
import { readYaml } from "../yaml/read-yaml.ts";
import { PlaybookValue } from "./playbook-value.ts";

/** The line of each step of a valid playbook's text by the step's name, 1-based. */
export function stepLines(text: string): ReadonlyMap<string, number> {
  const { root } = readYaml(text);
  const steps = root === undefined ? undefined : new PlaybookValue(root).at(["playbook", "steps"]);
  const locate = lineIndex(text);
  return new Map(
    (steps?.items() ?? []).flatMap((step) => {
      const name = step.get("name")?.text();
      return name === undefined ? [] : [[name, locate(step.offset).line] as const];
    }),
  );
}
