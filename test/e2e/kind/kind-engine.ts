import { spawnSync } from "node:child_process";

/**
 * Real clusters take minutes and an engine, so that they are asked for: `KUBEHOP_E2E_KIND=1`, with
 * `KUBEHOP_E2E_KIND_IMAGE` and `KUBEHOP_E2E_KIND_CONFIG` where kind's own defaults do not do.
 */
export const whyNoKind: string | undefined = reason();

export const kindOptions = {
  ...(process.env.KUBEHOP_E2E_KIND_IMAGE === undefined ? {} : { image: process.env.KUBEHOP_E2E_KIND_IMAGE }),
  ...(process.env.KUBEHOP_E2E_KIND_CONFIG === undefined
    ? {}
    : { config: process.env.KUBEHOP_E2E_KIND_CONFIG }),
};

function reason(): string | undefined {
  if (process.env.KUBEHOP_E2E_KIND !== "1") return "KUBEHOP_E2E_KIND is not 1";
  for (const [program = "", ...given] of [
    ["kind", "version"],
    ["kubectl", "version", "--client"],
    ["kind", "get", "clusters"],
  ]) {
    const { status, stderr, error } = spawnSync(program, given, { encoding: "utf8", timeout: 20_000 });
    if (status !== 0) return `${program} ${given.join(" ")} fails: ${error?.message ?? stderr}`;
  }
  return undefined;
}

/** The names of the clusters that the engine has. */
export function clusters(): readonly string[] {
  return spawnSync("kind", ["get", "clusters"], { encoding: "utf8" }).stdout.trim().split("\n");
}
