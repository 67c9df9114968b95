import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Tape } from "../../src/source/tape.ts";
import { readBlocks } from "../../src/source/yaml-blocks.ts";
import { readEvents, type YamlDocuments } from "../../src/source/yaml-events.ts";

type Read = (
  tape: Tape,
  range: { start: number; end: number },
  maxDepth: number,
) => YamlDocuments | undefined;

const readAllBlocks: Read = (tape, range, maxDepth) => readBlocks(tape, range, { maxDepth });

/** All that a reader writes about a text; undefined where it refuses it. */
function reading(read: Read, text: string): unknown {
  const tape = new Tape(text);
  try {
    const documents = read(tape, { start: 0, end: text.length }, 100);
    return (
      documents && { flaws: documents.flaws, values: documents.roots.map((root) => valuesOf(tape, root)) }
    );
  } catch {
    return undefined;
  }
}

function valuesOf(tape: Tape, root: number): readonly (readonly number[])[] {
  const indexes = Array.from({ length: tape.after(root) - root }, (_, index) => root + index);
  return indexes.map((index) => [
    tape.kind(index),
    tape.start(index),
    tape.end(index),
    tape.after(index) - root,
  ]);
}

const LAYOUTS: readonly (readonly [string, string])[] = [
  [
    "as kubectl writes it",
    "apiVersion: v1\nitems:\n- kind: Node\n  metadata:\n    labels: {}\n  spec: {}\n- kind: Node\n",
  ],
  ["a list that is indented under its key", "items:\n  - a: 1\n    b:\n      - x\n      -   y\n"],
  ["lists inside lists", "- - a\n  - b\n-\n  - c\n"],
  ["managed fields", 'f:status:\n  f:conditions:\n    .: {}\n    k:{"type":"Ready"}:\n      f:message: {}\n'],
  ["quoted keys and values", `"a b" : 'c: d'\n'e': "f # g"\n`],
  ["values that are left out", "a:\nb:\n- \n-\nc: # nothing\n"],
  ["comments and blank lines", "# head\n\na: 1 # one\n   # deep\nb:\n\n# low\n  c: 2\n"],
  ["Windows line ends and a byte order mark", "\ufeff---\r\na:\r\n- b\r\n- c: 1\r\n"],
  ["several documents", "a: 1\n---\n# nothing\n--- # b\nb: 2\n---\n"],
  ["keys that stand twice", "a: 1\nb:\n  c: 1\n  c: 2\na: 3\n"],
  ["no line feed at the end", "a:\n  b: c"],
  ["a block scalar", "script: |-\n  one\n\n  # two\n    three\n\n# end\nnext: >\n a\n b\n"],
  ["a text over several lines", `a: one\n  two\nb: "three\n\n  four"\nc: 1\n`],
  [
    "block scalars as tools write them",
    "data:\n  a.sh: |\n    one\n\n      two: #\n    three\n  b: >-\n    x\n    y\n# end\n\nlist:\n- |+\n  a\n\n- b: |\n    é \t c\n",
  ],
  ["quotes inside quotes", `a: "b \\"c\\" \\\\"\nd: 'e''s'\n'f''g': h\n"i\\n": j\n`],
  ["flow collections", "a: {b: [1, 2], c: d}\nlist:\n- [x,\n   y]\n- z\n"],
  [
    "anchors, aliases, merge keys, tags",
    "a: &a\n  b: 1\nc: *a\nd:\n  <<: *a\n  e: !!str 2\nf:\n- &g h\n- *g\n",
  ],
  ["an explicit key inside", "a:\n  b: 1\n  ? long\n  : c\nd: 1\n"],
  ["an explicit key behind keys that stand twice", "a:\n  b:\n    c: 1\n    c: 2\n  ? long\n  : d\n"],
  ["rare characters", "a: é\nb: 😀\nc: \u0085\nd: a\tb\n"],
];

describe("the reader of block collections", () => {
  test.each(LAYOUTS)("writes what the parser does: %s", (_, text) => {
    const written = reading(readAllBlocks, text);
    expect(written).toBeDefined();
    expect(written).toEqual(reading(readEvents, text));
  });

  test.each([
    ["a root that is no collection", "just a text\n"],
    ["a tab as indentation", "a:\n\tb: 1\n"],
    ["an entry that is indented too far", "a: 1\n  b: 2\n"],
    ["an entry that is indented too little", "a:\n    b: 1\n  c: 2\n"],
    ["a list and keys beside each other", "- a\nb: 1\n"],
    ["a text behind a quoted one", 'a: "b" c\n'],
    ["a lone carriage return", "a: 1\rb: 2\n"],
    ["an unknown alias", "a: 1\nb: *c\n"],
    ["an end marker", "a: 1\n... : b\nb: 2\n"],
    ["an end marker behind a lone carriage return", "a: [x]\r...\nb: 2\n"],
    ["flow collections nested too deeply", `${"- ".repeat(40)}${"[".repeat(70)}${"]".repeat(70)}\n`],
    ["collections nested too deeply", `${"- ".repeat(200)}x\n`],
  ])("leaves to the parser: %s", (_, text) => {
    expect(reading(readAllBlocks, text)).toBeUndefined();
  });

  test("writes what the parser does, or nothing, whatever the text", () => {
    fc.assert(
      fc.property(yamlText(), (written) => {
        const read = reading(readAllBlocks, written);
        fc.pre(read !== undefined);
        expect(read).toEqual(reading(readEvents, written));
      }),
      { numRuns: 1_500, maxSkipsPerRun: 50 },
    );
  });
});

const KEYS = ["a", "b", "f:x", 'k:{"t":"R"}', ".", '"q"', "'s'", "<<", "-x", "é", "a b"];
const PLAIN_VALUES = ["v1", "1.30", '"v"', "'v'", "a b", "a:b", "a#b", "{}", "[]", '""', ""];
const ODD_VALUES = [
  "{a: 1}",
  "[x]",
  '"a\\n"',
  "'it''s'",
  "&x v",
  "*x",
  "!t v",
  "|\n     text",
  "|-\n     a\n\n       b #\n",
  ">+\n\n     a\n  \n",
  "| # c\n     a",
  "|2\n      a",
  "|\n   a\n b",
  '"a \\"b\\" \\\\"',
  '"\\x41"',
  '"\\q"',
  "a\n     b",
  "- a",
  "a: b",
  "a\tb",
];
const ENDS = [
  "\n",
  "\n",
  "\n",
  "\n",
  " # c\n",
  "\r\n",
  "\n\n",
  "\n      # deep\n",
  "\n# low\n",
  "  \n",
  "\t\n",
];
const DAMAGE = [
  " ",
  "\n",
  ":",
  "-",
  "#",
  "'",
  '"',
  "&",
  "*",
  "\t",
  "\r",
  "? ",
  "\n---\n",
  "\n...\n",
  "|",
  "{",
  "]",
  "\ufeff",
];

const value = () =>
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...PLAIN_VALUES) }, fc.constantFrom(...ODD_VALUES));

/** Blocks as tools and hands write them, here and there with something odd in them or cut out of them. */
function yamlText(): fc.Arbitrary<string> {
  const { block } = fc.letrec<{ block: string }>((tie) => ({
    block: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      entries(fc.tuple(fc.constantFrom(...KEYS), value()).map(([key, said]) => `${key}: ${said}`)),
      entries(value().map((said) => `- ${said}`)),
      entries(
        fc
          .tuple(fc.constantFrom(...KEYS), indented(tie("block"), 0, 2, 3))
          .map(([key, inner]) => `${key}:\n${inner}`),
      ),
      entries(indented(tie("block"), 2).map((inner) => `- ${inner.trimStart()}`)),
      entries(indented(tie("block"), 1, 2, 4).map((inner) => `-\n${inner}`)),
    ),
  }));
  const damage = fc.option(fc.tuple(fc.nat(), fc.nat({ max: 2 }), fc.constantFrom(...DAMAGE)), { freq: 2 });
  return fc
    .tuple(fc.constantFrom("", "", "---\n", "\ufeff", "# c\n"), block, damage)
    .map(([head, body, odd]) => {
      const whole = head + body;
      if (odd === null) return whole;
      const at = odd[0] % (whole.length + 1);
      return whole.slice(0, at) + odd[2] + whole.slice(at + odd[1]);
    });
}

function entries(entry: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const line = fc.tuple(entry, fc.constantFrom(...ENDS)).map(([said, end]) => said.replace(/\n$/, "") + end);
  return fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join(""));
}

function indented(block: fc.Arbitrary<string>, ...columns: readonly number[]): fc.Arbitrary<string> {
  return fc
    .tuple(block, fc.constantFrom(...columns))
    .map(([inner, column]) => inner.replaceAll(/^(?=.)/gm, " ".repeat(column)));
}
