import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { kubehop } from "./command-line.ts";

const HOUR = 3_600_000;
const OLD = "kubehop-0123456789abcdef";
const NOTED = "kubehop-00000000000000aa";

/** A machine with kind clusters, of which docker tells the age. */
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "kubehop-test-"));
  mkdirSync(join(directory, "bin"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function program(name: string, text: string): void {
  const file = join(directory, "bin", name);
  writeFileSync(file, `#!/bin/bash\n${text}\n`);
  chmodSync(file, 0o700);
}

/** @param ages of clusters, in hours; without one docker knows none */
function clusters(ages: Readonly<Record<string, number | undefined>>, onDelete = ""): void {
  const names = Object.keys(ages).join(" ");
  program(
    "kind",
    `case "$1 $2" in
'get clusters') printf '%s\\n' ${names} ;;
'get nodes') echo "$4-control-plane" ;;
'delete cluster') echo "$4" >>"${directory}/deleted"; ${onDelete} ;;
esac`,
  );
  const rows = Object.entries(ages).flatMap(([name, age]) =>
    age === undefined
      ? []
      : [`${name}-control-plane) echo ${new Date(Date.now() - age * HOUR).toISOString()} ;;`],
  );
  program("docker", `case "$4" in\n${rows.join("\n")}\n*) exit 1 ;;\nesac`);
}

async function sweep() {
  const environment = {
    PATH: [join(directory, "bin"), process.env.PATH].join(delimiter),
    XDG_STATE_HOME: join(directory, "state"),
  };
  const run = await kubehop("playbook sweep", { directory, environment });
  const deleted = join(directory, "deleted");
  return {
    ...run,
    deleted: run.out.includes("Deleted") || run.error !== "" ? readFileSync(deleted, "utf8") : "",
  };
}

test("deletes clusters of runs that nobody knows, once they are older than any run", async () => {
  clusters({ [OLD]: 7 });
  const { exitCode, out, deleted } = await sweep();
  expect([exitCode, deleted]).toEqual([0, `${OLD}\n`]);
  expect(out).toContain(`Deleted the kind cluster ${OLD}, of a run that nobody knows.`);
});

test.each<[string, Readonly<Record<string, number | undefined>>]>([
  ["young ones, which may be of a run on another machine", { [OLD]: 5 }],
  ["those whose age the engine does not tell", { [OLD]: undefined }],
  ["those of others, whatever their age", { shop: 100, "kubehop-shop": 100, [`${OLD}-2`]: 100 }],
])("leaves %s", async (_, ages) => {
  clusters(ages);
  expect(await sweep()).toMatchObject({ exitCode: 0, deleted: "", out: "No run left anything behind.\n" });
});

test("leaves that of a run which is noted on this machine", async () => {
  clusters({ [NOTED]: 7 });
  const [started] = readFileSync("/proc/self/stat", "latin1").split(") ")[1]?.split(" ").slice(19) ?? [];
  const note = join(directory, "state", "kubehop", "runs", `${process.pid}-${started}-00000000000000aa`);
  mkdirSync(note, { recursive: true, mode: 0o700 });
  expect((await sweep()).deleted).toBe("");
});

test("says what could not be deleted", async () => {
  clusters({ [OLD]: 7 }, "echo ERROR: engine is gone; exit 1");
  const { exitCode, error } = await sweep();
  expect(exitCode).toBe(3);
  expect(error).toContain(`The kind cluster ${OLD} could not be deleted: exit code 1: ERROR: engine is gone`);
});
