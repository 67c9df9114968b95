import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../execution/local-run.ts";

const ASK = `require("./bin/compile-cache.cjs")(process.env);
process.stdout.write(require("node:module").getCompileCacheDir() ?? "");`;

/** Where Node.js keeps what it compiles, in a process with this environment alone. */
function cacheOf(environment: Readonly<Record<string, string>>): string {
  const options = { env: environment, encoding: "utf8", timeout: 30_000 } as const;
  const { status, stdout } = spawnSync(process.execPath, ["-e", ASK], options);
  expect(status).toBe(0);
  return stdout;
}

test("what is compiled is kept in the home's cache, which is made", () => {
  const home = temporaryFolder();
  expect(cacheOf({ HOME: home })).toContain(join(home, ".cache", "kubehop"));
});

test("XDG_CACHE_HOME goes before the home", () => {
  const [home, cache] = [temporaryFolder(), temporaryFolder()];
  expect(cacheOf({ HOME: home, XDG_CACHE_HOME: cache })).toContain(join(cache, "kubehop"));
  expect(existsSync(join(home, ".cache"))).toBe(false);
});

test.each<[string, (home: string) => Record<string, string>]>([
  ["there is no home", () => ({})],
  ["the home is not there", (home) => ({ HOME: join(home, "none") })],
  ["the home is relative", () => ({ HOME: "test" })],
  ["the home is in /proc, where no directory can be made", () => ({ HOME: "/proc/nobody" })],
  [
    "the cache is a file",
    (home) => {
      writeFileSync(join(home, ".cache"), "");
      return { HOME: home };
    },
  ],
  [
    "others may write into the cache",
    (home) => {
      mkdirSync(join(home, ".cache"));
      chmodSync(join(home, ".cache"), 0o777);
      return { HOME: home };
    },
  ],
])("nothing is kept where %s", (_, environment) => {
  expect(cacheOf(environment(temporaryFolder()))).toBe("");
});
