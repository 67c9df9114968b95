import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";

/** The arrows of docs/design.md, read from its table; "all above" are the rows before. */
const ROOMS = roomsOf(readFileSync("docs/design.md", "utf8"));
/** Rooms that must not know that there is a disk, a network, a clock or chance. */
const PURE = [
  "source",
  "kubernetes",
  "manifests",
  "config",
  "cluster",
  "findings",
  "fixes",
  "plan",
  "diagnosis",
  "assessment",
  "report",
];
/** Bytes, colours, hashes and unpacking: the same answer for the same question. */
const HARMLESS: ReadonlySet<string> = new Set(["node:buffer", "node:util", "node:crypto", "node:zlib"]);
const FILES = sourceFiles("src");
/** Who may start processes. */
const STARTERS: ReadonlySet<string> = new Set([
  // helm, kustomize and kubectl, where the CLI may render with them.
  "src/rendering/run-tool.ts",
  // The commands of a playbook that a user runs.
  "src/execution/local/bash.ts",
  // Tools for their versions, where `kubehop doctor` looks at the machine.
  "src/doctor/ask-program.ts",
  // git, for which files it ignores, before `kubehop fix` mends them.
  "src/workspace/others-files.ts",
]);

describe.each(FILES)("%s", (file) => {
  const text = readFileSync(file, "utf8");
  const room = roomOf(file);

  test("imports only what its room may", () => {
    const reached = imports(text)
      .filter((target) => target.startsWith("."))
      .map((target) => roomOf(relative(".", join(dirname(file), target))))
      .filter((target) => target !== room && target !== "package.json");
    const allowed = [...(ROOMS.get(room) ?? []), ...(PURE.includes(room) ? ["data"] : [])];
    const forbidden = reached.filter((target) => !allowed.includes(target));
    expect(ROOMS.has(room), `docs/design.md has no row for src/${room}`).toBe(true);
    expect(forbidden).toEqual([]);
  });

  test("executes nothing: commands of a plan are text, and of a repository only playbooks that a user runs are run", () => {
    const executing = /^(?:node:)?(?:child_process|vm|worker_threads|cluster|repl)$/;
    const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    const allowed = STARTERS.has(file) ? ["node:child_process"] : [];
    expect(imports(text).filter((target) => executing.test(target))).toEqual(allowed);
    expect(code.match(/\beval\(|\bnew Function\(|\bprocess\.(?:dlopen|binding)\b/g) ?? []).toEqual([]);
  });

  test("is small enough to be read at once", () => {
    expect(text.split("\n").length).toBeLessThanOrEqual(251);
  });
});

describe.each(FILES.filter((file) => PURE.includes(roomOf(file))))("%s", (file) => {
  test("touches no disk, network, clock or chance", () => {
    const text = readFileSync(file, "utf8");
    const builtins = imports(text).filter((target) => target.startsWith("node:") && !HARMLESS.has(target));
    const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    const impure =
      /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bprocess\.|\bfetch\(|\bperformance\.|\brandom(?:UUID|Bytes|Int)\b/g;
    expect(builtins).toEqual([]);
    expect(code.match(impure) ?? []).toEqual([]);
  });
});

test("only the CLI asks for tools to be run", () => {
  const asking = FILES.filter((file) => roomOf(file) !== "rendering")
    .filter((file) =>
      imports(readFileSync(file, "utf8")).some((target) => target.includes("../rendering/local")),
    )
    .map(roomOf);
  expect(new Set(asking)).toEqual(new Set(["cli"]));
});

test("every row of the table is a room, and every room has a row", () => {
  const rooms = new Set(FILES.map(roomOf));
  expect([...ROOMS.keys()].filter((room) => !rooms.has(room))).toEqual([]);
});

test("the table allows no circle", () => {
  const order = [...ROOMS.keys()];
  const mutual = order.flatMap((room) =>
    (ROOMS.get(room) ?? []).filter((target) => target !== room && ROOMS.get(target)?.includes(room)),
  );
  expect(mutual.filter((room) => !room.endsWith(".ts"))).toEqual([]);
});

/** `| room | what it holds | may import |` to room → rooms; a cell names rooms in backquotes. */
function roomsOf(markdown: string): ReadonlyMap<string, readonly string[]> {
  const rooms = new Map<string, readonly string[]>();
  for (const line of markdown.split("\n")) {
    const cells = line.split("|").map((cell) => cell.trim());
    const names = backquoted(cells[1] ?? "").map((name) => name.replace(/\/$/, ""));
    if (cells.length !== 5 || names.length === 0 || names[0] === "src/…") continue;
    const allowed = allowedBy(cells[3] ?? "", rooms);
    for (const name of names) rooms.set(name, [...allowed, ...names]);
  }
  return rooms;
}

function allowedBy(cell: string, before: ReadonlyMap<string, readonly string[]>): readonly string[] {
  if (/^all\b/.test(cell)) return [...before.keys()];
  const named = backquoted(cell);
  const inherited = /what it may import/.test(cell) ? named.flatMap((name) => before.get(name) ?? []) : [];
  return [...new Set([...named, ...inherited])];
}

function backquoted(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
}

/** `plan` of `src/plan/hops.ts`, `cli.ts` of `src/cli.ts`, `data` of `data/skew.json`. */
function roomOf(path: string): string {
  const parts = path.split("/");
  return parts[0] === "src" ? (parts[1] ?? "") : (parts[0] ?? "");
}

function imports(text: string): string[] {
  const found = text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)"([^"]+)"/g);
  return [...found].map((match) => match[1] ?? "");
}

function sourceFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => `${directory}/${path}`)
    .toSorted();
}
