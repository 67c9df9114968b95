import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runningComment } from "../../src/chatops/playbooks/run-comment.ts";
import { type RunRecord, recordOf } from "../../src/chatops/playbooks/run-record.ts";
import type { RunStage } from "../../src/chatops/playbooks/run-stage.ts";
import { stageCheck } from "../../src/chatops/playbooks/stage-words.ts";
import { hostileText } from "../report/hostile-text.ts";
import { GITHUB_REFERENCE, nodesOf, parseMarkdown, referenceText } from "../report/parse-markdown.ts";

const RECORD: RunRecord = {
  run: "kubehop-7",
  asked: 7,
  name: "shop",
  playbook: "playbooks/shop.yaml",
  path: 1,
  from: "base",
  inputs: {},
  headSha: "1234567890abcdef1234567890abcdef12345678",
  status: "running",
};
const URL = "https://github.com/octo/shop/actions/runs/9001";

describe("a run that is not over", () => {
  test.each<[RunStage, string, string, object]>([
    [
      { kind: "queued", url: URL },
      "⏳ shop waits for a runner",
      "waits for a runner, or",
      { status: "queued" },
    ],
    [
      { kind: "running", runner: "big-1", since: "2026-10-03T12:07:05Z", url: URL },
      "▶️ shop runs",
      "It runs on `big-1` since 2026-10-03 12:07 UTC.",
      { status: "in_progress", startedAt: "2026-10-03T12:07:05Z" },
    ],
    [{ kind: "running", url: URL }, "▶️ shop runs", "It runs. [Follow", { status: "in_progress" }],
    [
      { kind: "cancelling", url: URL },
      "⏹️ shop is being cancelled",
      "when its teardown is done",
      { status: "in_progress" },
    ],
    [
      { kind: "begun", since: "2026-10-03T12:07:05.123Z", url: URL },
      "▶️ shop is started",
      "Its workflow began at 2026-10-03 12:07 UTC.",
      { status: "in_progress", startedAt: "2026-10-03T12:07:05.123Z" },
    ],
    [{ kind: "unheard", url: URL }, "▶️ shop is started", `[Follow it in its log](${URL})`, {}],
  ])("of %j says so in its comment and in its check run", (...[stage, heading, lead, check]) => {
    const body = runningComment(RECORD, stage);
    expect(body).toContain(`### ${heading}\n`);
    expect(body).toContain("At `1234567`, on path 1 (kind), with the text of the base branch");
    expect(body).toContain(lead);
    expect(recordOf(body)).toEqual(RECORD);
    expect(stageCheck(stage)).toMatchObject({ detailsUrl: URL, ...check });
    expect(stageCheck(stage).summary).toContain(URL);
  });

  test("takes no name as markup, mention or reference", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (runner, playbook) => {
        const stage: RunStage = { kind: "running", runner, url: URL };
        const body = runningComment({ ...RECORD, playbook }, stage);
        for (const text of [body, stageCheck(stage).summary]) {
          const tree = parseMarkdown(text);
          const html = nodesOf(tree).flatMap((node) => (node.type === "html" ? [node.value] : []));
          expect(html.filter((piece) => !/^(?:<!-- kubehop[^>]* -->\s*)+$|^<\/?sub>$/.test(piece))).toEqual(
            [],
          );
          expect(referenceText(tree)).not.toMatch(GITHUB_REFERENCE);
        }
      }),
    );
  });
});
