import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import {
  markdownCode,
  markdownFence,
  markdownHtmlText,
  markdownText,
  markdownUrl,
} from "../../src/report/markdown-text.ts";
import { visibleLine } from "../../src/report/visible.ts";
import { HOSTILE, hostileText } from "./hostile-text.ts";
import { GITHUB_REFERENCE, nodesOf, parseMarkdown, referenceText } from "./parse-markdown.ts";

/** Generated inputs take their time on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

const words = (text: string) => text.replaceAll("\u200b", "").replaceAll(/\s+/g, " ").trim();

describe("a text from a file in Markdown", () => {
  const places: readonly (readonly [string, (text: string) => string])[] = [
    ["at the start of a line", (text) => text],
    ["inside a sentence", (text) => `before ${text} after`],
    ["in a list item", (text) => `- ${text}`],
    ["in a table cell", (text) => `| a | b |\n|---|---|\n| ${text} | end |`],
    ["between bold marks", (text) => `x **${text.trim()}** y`],
  ];

  it.each(HOSTILE.map((text) => [text]))("stays text: %j", (text) => {
    const tree = parseMarkdown(`before ${markdownText(text)} after`);
    const types = new Set(nodesOf(tree).map(({ type }) => type));
    expect([...types].toSorted()).toEqual(["paragraph", "root", "text"]);
    expect(words(referenceText(tree))).toBe(words(`before ${visibleLine(text)} after`));
  });

  it.each(places)("brings no markup, link or reference %s", (_, place) => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const tree = parseMarkdown(place(markdownText(text)));
        const types = nodesOf(tree).map(({ type }) => type);
        for (const type of ["html", "link", "image", "linkReference", "definition", "code", "inlineCode"]) {
          expect(types).not.toContain(type);
        }
        for (const type of [
          "emphasis",
          "delete",
          "footnoteReference",
          "heading",
          "thematicBreak",
          "blockquote",
        ]) {
          expect(types).not.toContain(type);
        }
        expect(referenceText(tree)).not.toMatch(GITHUB_REFERENCE);
      }),
    );
  });

  it("does not change the shape of the table that it stands in", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (left, right) => {
        const tree = parseMarkdown(
          `| a | b |\n|---|---|\n| ${markdownCode(left)} | ${markdownText(right)} |`,
        );
        const [table] = tree.children;
        expect(tree.children).toHaveLength(1);
        expect(table?.type === "table" && table.children.map((row) => row.children.length)).toEqual([2, 2]);
      }),
    );
  });

  it.each([
    ["1.34.6", "1.34.6"],
    ["cp-1", "cp-1"],
    ["kube_version", "kube\\_version"],
    ["8 × 1.34.6 (1 minor behind)", "8 × 1.34.6 (1 minor behind)"],
  ])("leaves ordinary text readable: %s", (text, written) => {
    expect(markdownText(text)).toBe(written);
  });
});

describe("a text from a file as code in Markdown", () => {
  it("is one code span that says exactly the text, or text where code cannot hold it", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const tree = parseMarkdown(`before ${markdownCode(text)} after`);
        const nodes = nodesOf(tree).filter(({ type }) => !["root", "paragraph", "text"].includes(type));
        const said = nodes.map((one) => (one.type === "inlineCode" ? words(one.value) : one.type));
        const asText = /\|/.test(text) || visibleLine(text).trim() === "";
        expect(said).toEqual(asText ? [] : [words(visibleLine(text))]);
        expect(referenceText(tree)).not.toMatch(GITHUB_REFERENCE);
      }),
    );
  });

  it("never holds a comment that could be taken for a marker of ours", () => {
    expect(markdownCode("<!-- kubehop:plan:prod -->")).not.toContain("<!--");
    expect(markdownFence("<!-- kubehop:plan:prod -->", "sh")).not.toContain("<!--");
    expect(markdownText("<!-- kubehop:plan:prod -->")).not.toContain("<!--");
  });
});

describe("a text from a file as a fenced block", () => {
  it("stays one block whatever fences it holds", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const tree = parseMarkdown(`${markdownFence(text, "sh")}\n\nafter`);
        expect(tree.children.map(({ type }) => type)).toEqual(["code", "paragraph"]);
      }),
    );
  });

  it("keeps a command as it is", () => {
    const command = "kubectl get pods -o 'custom-columns=A:.b' | grep -c \"x\" && echo $HOME";
    expect(markdownFence(command, "sh")).toBe(`\`\`\`sh\n${command}\n\`\`\``);
  });
});

describe("a text from a file in a <summary>", () => {
  it("neither ends the element nor the line", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const written = markdownHtmlText(text);
        expect(written).not.toMatch(/[<>"\n\r]/);
        expect(written.replaceAll("&#", "")).not.toMatch(GITHUB_REFERENCE);
      }),
    );
  });
});

describe("an address as a link's destination", () => {
  it.each([
    ["javascript:alert(1)", undefined],
    ["data:text/html,x", undefined],
    ["/relative", undefined],
    ["https://host/a b", "https://host/a%20b"],
    ["https://host/a(b)c", "https://host/a%28b%29c"],
    ["https://host/a?b=c&d=e#L7", "https://host/a?b=c&amp;d=e#L7"],
    ["https://host/ä|\\<>", "https://host/%C3%A4%7C%5C%3C%3E"],
  ])("%s", (url, written) => {
    expect(markdownUrl(url)).toBe(written);
  });

  it("makes one link with one label, whatever it holds", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (label, path) => {
        const url = markdownUrl(`https://host/${path}`);
        const tree = parseMarkdown(`x [${markdownCode(label)}](${url}) y`);
        const links = nodesOf(tree).filter(({ type }) => type === "link");
        expect(links).toHaveLength(1);
      }),
    );
  });
});
