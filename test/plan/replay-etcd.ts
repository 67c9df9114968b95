import type { Machine } from "./replay-machines.ts";
import type { HopJson } from "./replay-model.ts";

/** True where every member is raised to the minimum before `apply`, or its version is asked for. */
export function isEtcdSettled(
  { hop, machines }: { hop: HopJson; machines: ReadonlyMap<string, Machine> },
  minimum: readonly number[],
): boolean {
  const before = hop.steps.slice(
    0,
    hop.steps.findIndex(({ action, version }) => action === "apply" && version === hop.to),
  );
  const images = before.filter(({ action }) => action === "set-image");
  const raised = (name: string) =>
    images.some(({ node, version }) => node === name && atLeast(version ?? "", minimum));
  const servers = [...machines.values()].filter(({ controlPlane }) => controlPlane);
  const asked = before.some(
    ({ action, commands }) =>
      action === "check" &&
      commands.some(
        ({ run, expect }) => run.includes("component=etcd") && (expect ?? "").includes(minimum.join(".")),
      ),
  );
  return servers.every(({ name }) => raised(name)) || asked;
}

function atLeast(version: string, minimum: readonly number[]): boolean {
  const parts = version.split(/[.-]/).map(Number);
  const index = minimum.findIndex((number, position) => number !== parts[position]);
  return index === -1 || (parts[index] ?? 0) > (minimum[index] ?? 0);
}
