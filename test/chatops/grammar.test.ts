import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseComment } from "../../src/chatops/grammar.ts";

const PLAN = { command: "upgrade-plan" };

describe("a command is a whole line of its own", () => {
  test.each([
    ["alone", "/upgrade-plan"],
    ["after other lines", "Thanks!\n\n/upgrade-plan\nmore words"],
    ["with Windows line ends", "Thanks!\r\n/upgrade-plan\r\n"],
    ["with blanks behind it", "/upgrade-plan \t"],
    ["moved by up to three blanks", "   /upgrade-plan"],
    ["with a capital from a phone", "/Upgrade-plan"],
    ["after a closed fence", "```\ncode\n```\n/upgrade-plan"],
    ["after a quote and an empty line", "> quoted\n\n/upgrade-plan"],
    ["after a comment that ended", "<!-- hidden -->\n/upgrade-plan"],
    ["beside lonely backticks", "a ` lonely backtick\n\n/upgrade-plan\n\nanother `"],
    ["behind an escaped backtick", "not code: \\`\n/upgrade-plan\n\\`"],
    ["after a list item's fence that its item ended", "- ```\n  code\n/upgrade-plan"],
    ["beside another bot's command", "/lgtm\n/upgrade-plan"],
  ])("%s", (_what, body) => {
    expect(parseComment(body)).toEqual(PLAN);
  });
});

describe("nothing is", () => {
  test.each([
    ["a command inside a line", "please /upgrade-plan"],
    ["a command behind a bullet", "- /upgrade-plan"],
    ["fenced", "```\n/upgrade-plan\n```"],
    ["fenced with tildes", "~~~ yaml\n/upgrade-plan\n~~~"],
    ["fenced without an end", "```\n/upgrade-plan"],
    ["fenced by four, closed by three", "````\n```\n/upgrade-plan\n````"],
    ["fenced, the fence closed by other marks", "```\n~~~\n/upgrade-plan\n```"],
    ["fenced in a list", "1. ```\n   /upgrade-plan\n   ```"],
    ["indented code", "text\n\n    /upgrade-plan"],
    ["indented by a tab", "text\n\n\t/upgrade-plan"],
    ["inline code", "`/upgrade-plan`"],
    ["inline code over lines", "`text\n/upgrade-plan\ntext`"],
    ["inline code of two backticks over lines", "``text ` x\n/upgrade-plan\ntext``"],
    ["quoted", "> /upgrade-plan"],
    ["quoted, lazily continued", "> quoted\n/upgrade-plan"],
    ["in an HTML comment", "<!-- /upgrade-plan -->"],
    ["in an HTML comment of several lines", "<!--\n/upgrade-plan\n-->"],
    ["in an HTML comment without an end", "<!--\n/upgrade-plan"],
    ["behind an HTML comment on its line", "<!-- x --> /upgrade-plan"],
    ["in preformatted HTML", "<pre>\n/upgrade-plan\n</pre>"],
    ["written with a look-alike letter", "/upgrаde-plan"],
    ["with an invisible character", "/upgrade\u200b-plan"],
    ["turned around", "\u202e/upgrade-plan"],
    ["with a comma", "/upgrade-plan, please"],
    ["a path", "/upgrade-plan/x"],
    ["empty", ""],
  ])("%s", (_what, body) => {
    expect(parseComment(body)).toBeUndefined();
  });

  test.each([
    "/lgtm",
    "/retest",
    "/deploy",
    "/approve",
    "/hold",
    "/test all",
    "/ok-to-test",
    "/plan",
    "/help",
    "/wip",
    "/fox",
  ])("%s of another bot", (body) => {
    expect(parseComment(body)).toBeUndefined();
  });
});

describe("arguments", () => {
  test.each([
    ["/upgrade-plan 1.36", { ...PLAN, to: "1.36" }],
    ["/Upgrade-Plan V1.36", { ...PLAN, to: "v1.36" }],
    ["/upgrade-plan v1.36.2 cluster=prod-eu", { ...PLAN, to: "v1.36.2", cluster: "prod-eu" }],
    [
      "/upgrade-plan  cluster=prod\tstrategy=node-by-node",
      { ...PLAN, cluster: "prod", strategy: "node-by-node" },
    ],
    ['/upgrade-plan cluster="prod eu"', { ...PLAN, cluster: "prod eu" }],
    ["/upgrade-plan CLUSTER=Prod", { ...PLAN, cluster: "Prod" }],
    ["/upgrade-plan `1.36` cluster=`prod`", { ...PLAN, to: "1.36", cluster: "prod" }],
    ["/skew-check", { command: "skew-check" }],
    ["/skew-check cluster=prod", { command: "skew-check", cluster: "prod" }],
    ["/kubehop help", { command: "help" }],
    ["/kubehop", { command: "help" }],
  ])("%s", (body, understood) => {
    expect(parseComment(body)).toEqual(understood);
  });

  test("the first command counts", () => {
    expect(parseComment("/skew-check\n/upgrade-plan 1.36")).toEqual({ command: "skew-check" });
  });

  test.each([
    ["/upgrade-plan strategy=fast", "upgrade-plan", "fast"],
    ["/upgrade-plan 1.36 now", "upgrade-plan", "now"],
    ["/upgrade-plan clustr=x", "upgrade-plan", "cluster="],
    ["/upgrade-plan cluster=", "upgrade-plan", "cluster="],
    ["/upgrade-plan cluster=a CLUSTER=b", "upgrade-plan", "twice"],
    ["/upgrade-plan force=true", "upgrade-plan", "force="],
    ["/skew-check 1.36", "skew-check", "1.36"],
    ["/kubehop hlep", "help", "/kubehop"],
    ["/upgrade-pla", "upgrade-plan", "/upgrade-pla"],
    ["/upgradeplan", "upgrade-plan", "/upgradeplan"],
    ["/skewcheck", "skew-check", "/skewcheck"],
    ["/kubehp", "help", "/kubehp"],
  ])("%s is misunderstood with an answer", (body, meant, named) => {
    expect(parseComment(body)).toMatchObject({
      command: "misunderstood",
      meant,
      problem: expect.stringContaining(named),
    });
  });

  test.each(["1.29;id", "$(id)", "--kubeconfig", "-o", "../..", "1.36\u0000", "x".repeat(10_000)])(
    "a word is carried as it is: %s",
    (word) => {
      expect(parseComment(`/upgrade-plan ${word}`)).toEqual({ ...PLAN, to: word });
    },
  );

  test("what is echoed is cut", () => {
    const understood = parseComment(`/upgrade-plan 1.36 ${"x".repeat(10_000)}`);
    expect(JSON.stringify(understood).length).toBeLessThan(400);
  });
});

describe("whatever is written", () => {
  const fragment = fc.constantFrom(
    "/upgrade-plan",
    "`",
    "```",
    "~~~",
    "> ",
    "- ",
    "    ",
    "\t",
    "<!--",
    "-->",
    "<pre>",
    "</pre>",
    "\n",
    "\r\n",
    '"',
    "=",
    "\\",
    " ",
    "x",
  );
  const markdown = fc.array(fc.oneof(fragment, fc.string({ unit: "grapheme", maxLength: 5 })), {
    maxLength: 60,
  });

  test("the parser answers, and behind an open fence there is no command", () => {
    fc.assert(
      fc.property(markdown, (parts) => {
        expect(() => parseComment(parts.join(""))).not.toThrow();
        const inFence = parts.join("").replaceAll("~", "");
        expect(parseComment(`~~~~~~~~\n${inFence}\n/upgrade-plan`)).toBeUndefined();
      }),
    );
  });

  test("a quoted text holds no command", () => {
    fc.assert(
      fc.property(markdown, (parts) => {
        const quoted = parts
          .join("")
          .split(/\r\n|\n|\r/)
          .map((line) => `> ${line}`)
          .join("\n");
        expect(parseComment(quoted)).toBeUndefined();
      }),
    );
  });

  test("64 kB of one fragment are read before the test runs out of time", () => {
    for (const piece of [
      "`",
      "` ``",
      "- ",
      "> ",
      "<!--",
      "<pre",
      '"',
      "/upgrade-plan ",
      " \t",
      "\\`",
      "``` x\n",
      'a="',
      "1. ",
    ]) {
      const body = piece.repeat(65_536 / piece.length);
      expect(() => parseComment(`${body}\n/upgrade-plan ${body}`)).not.toThrow();
    }
  });
});
