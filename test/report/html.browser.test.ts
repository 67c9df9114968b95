import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderHtml } from "../../src/report/html.ts";
import { runHtml } from "../../src/report/playbook/html.ts";
import { playbookRun, stepRun, teardownRun } from "./playbook/sample-run.ts";
import { assessment, cluster, entry, finding, hop, plan } from "./sample-assessment.ts";

const EXECUTABLE = "/usr/bin/chromium";
const installed = existsSync(EXECUTABLE);
if (!installed) console.log(`skipped: no ${EXECUTABLE} (apt-get install chromium)`);

const long = cluster({ name: "production-eu-central-1-".repeat(6), workers: 300 });
const manyHops = Array.from({ length: 17 }, (_, index) =>
  hop(long, { from: `1.${20 + index}.1`, to: `1.${21 + index}.1` }, true),
);
const wide = "x".repeat(4_000);
const failedRun = playbookRun({
  playbook: "a".repeat(63),
  result: "failed",
  reason: `Path 2 cannot be taken: ${wide}`,
  steps: [
    stepRun({
      status: "failed",
      outputExcerpt: `${wide}\n${"line\n".repeat(500)}`,
      validates: wide,
      name: "b".repeat(63),
    }),
    stepRun({ outputExcerpt: wide }),
  ],
  notValidated: [wide],
  teardown: [teardownRun({ status: "failed", command: wide, outputExcerpt: wide })],
  artifacts: [`${wide}.log`],
});
const pages: readonly (readonly [string, string])[] = [
  ["an ordinary plan", renderHtml(assessment({ clusters: [entry({ findings: [finding()] })] }))],
  [
    "17 hops and long names",
    renderHtml(
      assessment({
        headline: `${long.name} can go 1.20.1 → 1.37.1: 17 hops, 303 drains`,
        clusters: [entry({ cluster: long, plan: plan(long, { hops: manyHops }) }), entry()],
        findings: [
          finding({ why: "w".repeat(600), places: [{ path: "p/".repeat(90), line: 1, column: 1 }] }),
        ],
        unread: [{ path: "x".repeat(200), reason: "not valid YAML" }],
      }),
    ),
  ],
  ["a failed playbook with long lines", runHtml(failedRun, {})],
];
const views = pages.flatMap(([name, page]) =>
  (["light", "dark"] as const).flatMap((colorScheme) =>
    [390, 1280].map((width) => ({ name, colorScheme, width, page })),
  ),
);

describe.skipIf(!installed)("the page in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    const args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"];
    browser = await chromium.launch({ executablePath: EXECUTABLE, args });
  }, 60_000);
  afterAll(() => browser.close());

  it.each(views)(
    "shows $name ($colorScheme, $width px) without errors or sideways scrolling",
    async ({ colorScheme, width, page }) => {
      const view = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
      const complaints: string[] = [];
      view.on("console", (message) => complaints.push(message.text()));
      view.on("pageerror", (error) => complaints.push(error.message));
      await view.setContent(page);
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

  it("copies a command", async () => {
    const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
    const view = await context.newPage();
    await view.route("https://report.example/", (route) =>
      route.fulfill({ contentType: "text/html", body: pages[0]?.[1] ?? "" }),
    );
    await view.goto("https://report.example/");
    await view.getByText("Hop 1 ·").click();
    await view.getByRole("button", { name: "Copy" }).first().click();
    expect(await view.evaluate("navigator.clipboard.readText()")).toBe("run-check workstation");
    await context.close();
  }, 60_000);
});
