import { mkdirSync } from "node:fs";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { type Browser, chromium } from "playwright-core";
import { assessRepository } from "../src/assessment/assess-repository.ts";
import { renderComment } from "../src/report/comment.ts";
import { renderHtml } from "../src/report/html.ts";
import { repositoryLinks } from "../src/report/links.ts";
import { readDirectory } from "../src/workspace/read-directory.ts";

// `npx -c 'node scripts/pictures.ts'` takes the README's pictures of the real comment and the real page.
const SHA = "3f1c9abd5f0e6b7c8d9e0f1a2b3c4d5e6f7a8b9c";
const root = new URL("..", import.meta.url).pathname;
const assessment = assessRepository({
  subject: "plan",
  to: "1.36",
  head: { sha: SHA, ...readDirectory(`${root}examples/ha`) },
  today: "2026-11-24",
});
const links = repositoryLinks({
  serverUrl: "https://github.com",
  owner: "acme",
  repository: "clusters",
  sha: SHA,
});

const STYLE = `
body { margin: 24px; font: 14px/1.5 "DejaVu Sans", sans-serif; color: #1f2328 }
article { border: 1px solid #d1d9e0; border-radius: 6px }
header { background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; padding: 8px 16px; color: #59636e; font-size: 14px }
header b { color: #1f2328 } header i { border: 1px solid #d1d9e0; border-radius: 2em; font-size: 12px; padding: 0 6px; font-style: normal }
main { padding: 16px } h3 { font-size: 1.25em; margin: 0 0 16px } a { color: #0969da; text-decoration: none }
p, ul, table, details { margin: 0 0 16px } ul { padding-left: 2em }
table { border-collapse: collapse } td, th { border: 1px solid #d1d9e0; padding: 6px 13px } tr:nth-child(2n) { background: #f6f8fa }
code { background: #818b981f; border-radius: 6px; padding: .2em .4em; font: 85% "DejaVu Sans Mono", monospace }
pre { background: #f6f8fa; border-radius: 6px; padding: 16px; overflow: auto } pre code { background: none; padding: 0 }
sub { font-size: 85%; vertical-align: baseline; color: #59636e } summary { cursor: pointer }
`;

mkdirSync(`${root}docs/images`, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
});
await picture(browser, commentPage(renderComment(assessment, links)), { name: "comment", height: 640 });
await picture(browser, renderHtml(assessment, { links }), { name: "report", height: 1240 });
await browser.close();

interface Shot {
  readonly name: string;
  readonly height: number;
}

async function picture(open: Browser, html: string, { name, height }: Shot): Promise<void> {
  const page = await open.newPage({ viewport: { width: 1000, height }, deviceScaleFactor: 1.5 });
  await page.setContent(html);
  await page.screenshot({ path: `${root}docs/images/${name}.png` });
  await page.close();
}

/** The comment as GitHub shows it: its Markdown, its avatar and header, its fonts and borders. */
function commentPage(markdown: string): string {
  const body = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style>
<article><header><b>kubehop</b> <i>bot</i> commented 2 minutes ago</header><main>${body}</main></article>`;
}
