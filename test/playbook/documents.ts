import type { PlaybookFinding } from "../../src/playbook/finding.ts";
import { readPlaybook } from "../../src/playbook/reading/read-playbook.ts";

/** A small playbook without any finding. */
export const SMALL = `playbook:
  name: greeting
  description: Shows that the shop greets.
  recommended_path: 0
  minimum_path: 0
  steps:
    - name: says-hello
      description: The greeting is printed.
      variants:
        path_0:
          commands: [echo hello]
          expected_output: hello
          validates: the shop says hello
`;

/** {@link SMALL} with one text in it replaced by another. */
export function small(written: string, instead: string): string {
  if (!SMALL.includes(written)) throw new Error(`the small playbook has no ${written}`);
  return SMALL.replace(written, () => instead);
}

/** `3:16 /playbook/name wrong-type`, one a finding. */
export function findingsIn(text: string, severity: PlaybookFinding["severity"] = "error"): readonly string[] {
  return readPlaybook({ path: "playbook.yaml", text })
    .findings.filter((finding) => finding.severity === severity)
    .map(({ line, column, pointer, code }) => `${line}:${column} ${pointer} ${code}`);
}
