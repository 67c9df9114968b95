import { expect, test } from "vitest";
import { commentAsSeen } from "../../scripts/demo/as-seen.ts";

test("the demo shows folded parts by their summary, with nothing of what they hold", () => {
  const body = [
    "### prod can go",
    "",
    "<details><summary>Also found: 2 notices</summary>",
    "",
    "- a notice",
    "",
    "<details><summary>To check by hand: 1</summary>",
    "",
    "- look",
    "",
    "</details>",
    "",
    "</details>",
    "",
    "<details><summary>Hop 1</summary>",
    "",
    "- [ ] a step",
    "",
    "</details>",
  ].join("\n");
  expect(commentAsSeen(body, ["rocket"]).split("\n")).toEqual([
    "  reactions on the question: 🚀",
    "  kubehop[bot] commented:",
    "",
    "  ### prod can go",
    "  ▸ Also found: 2 notices",
    "  ▸ Hop 1",
  ]);
});
