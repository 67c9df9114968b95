import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runHtml } from "../../../src/report/playbook/html.ts";
import { playbookRun, stepRun, teardownRun } from "./sample-run.ts";

const EXECUTABLE = "/usr/bin/chromium";
const installed = existsSync(EXECUTABLE);
if (!installed) console.log(`skipped: no ${EXECUTABLE} (apt-get install chromium)`);

const long = "x".repeat(4_000);
const PAGE = runHtml(
  playbookRun({
    playbook: "a".repeat(63),
    result: "failed",
    reason: `Path 2 cannot be taken: ${long}`,
    steps: [
      stepRun({
        status: "failed",
        outputExcerpt: `${long}\n${"line\n".repeat(500)}`,
        validates: long,
        name: "b".repeat(63),
      }),
      stepRun({ outputExcerpt: long }),
    ],
    notValidated: [long],
    teardown: [teardownRun({ status: "failed", command: long, outputExcerpt: long })],
    artifacts: [`${long}.log`],
  }),
  {},
);
const views = (["light", "dark"] as const).flatMap((colorScheme) =>
  [390, 1280].map((width) => ({ colorScheme, width })),
);

describe.skipIf(!installed)("the page of a run in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    const args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"];
    browser = await chromium.launch({ executablePath: EXECUTABLE, args });
  }, 60_000);
  afterAll(() => browser.close());

  it.each(views)(
    "is shown without errors or sideways scrolling ($colorScheme, $width px)",
    async ({ colorScheme, width }) => {
      const view = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
      const complaints: string[] = [];
      view.on("console", (message) => complaints.push(message.text()));
      await view.setContent(PAGE);
      await view.evaluate("for (const part of document.querySelectorAll('details')) part.open = true");
      const [content, background] = await view.evaluate<[number, string]>(
        "[document.documentElement.scrollWidth, getComputedStyle(document.body).backgroundColor]",
      );
      expect(complaints).toEqual([]);
      expect(content).toBe(width);
      expect(background).toBe(colorScheme === "light" ? "rgb(255, 255, 255)" : "rgb(18, 22, 28)");
      await view.close();
    },
    60_000,
  );
});
