import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type DeadRun, deadRuns } from "../../src/execution/local/dead-runs.ts";
import { sweepRun } from "../../src/execution/local/sweep.ts";
import { appeared, isRunning, temporaryFolder } from "./local-run.ts";

const HANGING = `playbook:
  name: hanging
  description: It never ends by itself.
  recommended_path: 0
  minimum_path: 0
  inputs: [{ name: cluster }]
  steps:
    - name: cluster
      description: It makes something that must be undone.
      variants:
        path_0:
          commands:
            - mkdir cluster-a; setsid bash -c 'echo "$$" > away; exec sleep 1000' & until test -s away; do :; done
            - sleep 1000 & echo "$!" > job; touch started; wait
          validates: it hangs
          teardown:
            - TEARDOWN
`;
const RMDIR = 'rmdir "cluster-$INPUT_CLUSTER"';
/** An engine that answers some time. */
const CLUSTER = "echo once >> tries; kind() { test -e engine-answers; }; kind delete cluster";
const KUBEHOP = join(process.cwd(), "src/cli.ts");

test("after a run that was killed, its processes, what its teardown undoes, its folder and its note go", async () => {
  const { directory, environment } = await killedRun();
  const processes = ["away", "job"].map((name) => Number(readFileSync(join(directory, name), "utf8")));
  const dead = deadRunIn(directory, environment);
  const note = JSON.parse(readFileSync(join(dead.place, dead.name, "note.json"), "utf8"));
  expect([processes.map(isRunning), existsSync(note.folder)]).toEqual([[true, true], true]);
  const swept = await sweepRun(dead);
  expect(swept).toMatchObject({ playbook: "hanging", teardown: [{ end: { how: "exited", exitCode: 0 } }] });
  expect(processes.map(isRunning)).toEqual([false, false]);
  const left = [join(directory, "cluster-a"), note.folder, join(directory, "state", "kubehop")];
  expect(left.filter((path) => existsSync(path))).toEqual([]);
});

test("a cluster that could not be deleted is tried again by the next call, and by no more than three", async () => {
  const { directory, environment } = await killedRun(CLUSTER);
  const words = (await nextCalls(directory, environment, 4)).map(
    (error) => /failed, ([^:]*)/.exec(error)?.[1],
  );
  const again = "and the next call tries it again";
  expect(words).toEqual([again, again, "look after what it left", undefined]);
  expect(readFileSync(join(directory, "tries"), "utf8")).toBe("once\nonce\nonce\n");
});

test("a cluster that is deleted at the second try leaves no note", async () => {
  const { directory, environment } = await killedRun(CLUSTER);
  await nextCalls(directory, environment, 1);
  writeFileSync(join(directory, "engine-answers"), "");
  const [error] = await nextCalls(directory, environment, 1);
  expect(error).toBe("kubehop: cleaned up after a run of hanging that was killed.\n");
  expect(existsSync(join(directory, "state", "kubehop"))).toBe(false);
});

test("another teardown that failed is not tried again: what it undoes may never have been made", async () => {
  const { directory, environment } = await killedRun(
    "kubectl() { false; }; kubectl --context kind-a delete ns b",
  );
  expect(
    (await nextCalls(directory, environment, 2)).map((error) => error.includes("failed, look after")),
  ).toEqual([true, false]);
});

test("a run that is alive is left alone", async () => {
  const { directory, environment, child } = await hangingRun();
  expect(deadRunsIn(directory, environment)).toEqual([]);
  child.kill("SIGTERM");
  await ended(child);
});

test("a run of another machine is left alone, and keeps its note", async () => {
  const { directory, environment } = await killedRun();
  const dead = deadRunIn(directory, environment);
  const path = join(dead.place, dead.name, "note.json");
  const note = JSON.parse(readFileSync(path, "utf8"));
  writeFileSync(path, JSON.stringify({ ...note, machine: { ...note.machine, host: "another" } }));
  expect(await sweepRun(dead)).toBeUndefined();
  expect(deadRunsIn(directory, environment)).toEqual([dead]);
  writeFileSync(path, JSON.stringify(note));
  await sweepRun(dead);
});

test("a process of a run does not clean up after it", async () => {
  const { directory, environment } = await killedRun();
  const dead = deadRunIn(directory, environment);
  const inside = { ...environment, KUBEHOP_RUN_ID: `other ${dead.id}` };
  expect(deadRunsIn(directory, inside)).toEqual([]);
  await sweepRun(dead);
});

/** What other processes say of dead runs. */
async function nextCalls(directory: string, environment: Environment, count: number): Promise<string[]> {
  const said: string[] = [];
  for (let call = 0; call < count; call += 1) {
    const options = { cwd: directory, env: environment, encoding: "utf8" } as const;
    said.push(spawnSync(process.execPath, [KUBEHOP, "facts"], options).stderr);
  }
  return said;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Without those that other processes of this machine left. */
function deadRunsIn(directory: string, environment: Environment): readonly DeadRun[] {
  return deadRuns(environment).filter(({ place }) => place.startsWith(directory));
}

function deadRunIn(directory: string, environment: Environment): DeadRun {
  const [dead, ...others] = deadRunsIn(directory, environment);
  if (dead === undefined || others.length > 0) throw new Error("not one dead run");
  return dead;
}

async function killedRun(teardown?: string) {
  const run = await hangingRun(teardown);
  run.child.kill("SIGKILL");
  await ended(run.child);
  return run;
}

/** `kubehop playbook run` in a process of its own, up to where it hangs. */
async function hangingRun(teardown = RMDIR) {
  const directory = temporaryFolder();
  const environment = { PATH: process.env.PATH, XDG_STATE_HOME: join(directory, "state") };
  writeFileSync(join(directory, "hanging.yaml"), HANGING.replace("TEARDOWN", JSON.stringify(teardown)));
  const words = ["playbook", "run", "hanging.yaml", "--input", "cluster=a"];
  const child = spawn(process.execPath, [KUBEHOP, ...words], {
    cwd: directory,
    env: environment,
    stdio: "ignore",
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await appeared(directory, "started");
  return { directory, environment, child };
}

function ended(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once("exit", resolve));
}
