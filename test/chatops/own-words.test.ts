import { expect, test } from "vitest";
import { assessRepository } from "../../src/assessment/assess-repository.ts";
import { failureReport, writtenReport } from "../../src/chatops/failure-report.ts";
import { parseComment } from "../../src/chatops/grammar.ts";
import { helpText } from "../../src/chatops/help-text.ts";
import { playbookList } from "../../src/chatops/playbooks/playbook-list.ts";
import { renderComment } from "../../src/report/comment.ts";
import { plainLinks } from "../../src/report/links.ts";
import { KubehopError } from "../../src/source/kubehop-error.ts";
import { readDirectory } from "../../src/workspace/read-directory.ts";

/** Two bots that answer each other never end: what we write is no command, whoever copies it. */
const OURS: readonly (readonly [what: string, body: string])[] = [
  ["the help", helpText()],
  ["the list of playbooks", playbookList({ files: [], unread: [] }, "1234567").body],
  ["a refusal", writtenReport({ title: "No such word.", remedy: "Did you mean `/upgrade-plan`?" }).markdown],
  [
    "an error that quotes a command",
    failureReport(
      new KubehopError({ code: "x", message: "\n/upgrade-plan 1.36\n", remedy: "/skew-check" }),
      plainLinks(),
    ).markdown,
  ],
  ...["single", "ha", "broken"].map((example) => [`the plan of ${example}`, planOf(example)] as const),
];

test.each(OURS)("%s holds no command", (_what, body) => {
  expect(parseComment(body)).toBeUndefined();
});

function planOf(example: string): string {
  const head = readDirectory(`examples/${example}`);
  return renderComment(assessRepository({ subject: "plan", head, today: "2026-11-24" }), plainLinks());
}
