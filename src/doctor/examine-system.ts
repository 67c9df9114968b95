import { systemLimits } from "../kubernetes/playbook-tools.ts";
import { trap } from "../kubernetes/traps.ts";
import type { Check } from "./examination.ts";
import type { FoundFolder, Machine } from "./machine.ts";

/** Our own rule of thumb: a node image, the images that a cluster pulls, and outputs of a run. */
const ENOUGH_BYTES = 5 * 1024 ** 3;

/** What kind clusters and runs need of the system. */
export function examineSystem({ cgroup, settings, folders }: Machine): readonly Check[] {
  const limits = systemLimits().flatMap((limit) => {
    const value = settings.get(limit.name);
    return value === undefined ? [] : [examineLimit(limit, value)];
  });
  return [...examineCgroup(cgroup), ...limits, ...folders.map(examineFolder)];
}

function examineCgroup(version: Machine["cgroup"]): readonly Check[] {
  if (version === undefined) return [];
  const base = { area: "system", name: "cgroup", version: String(version), minimum: "2" } as const;
  if (version === 2) return [{ ...base, status: "ok", says: "cgroup v2" }];
  const fact = trap("cgroup-v1-fail");
  const says = `cgroup v1: the kubelet of Kubernetes ${fact?.effectiveIn ?? ""} and later refuses to start on it`;
  return [{ ...base, status: "warning", says, ...(fact === undefined ? {} : { remedy: fact.action }) }];
}

function examineLimit({ name, minimum, why }: ReturnType<typeof systemLimits>[number], value: number): Check {
  const base = { area: "system", name, version: String(value), minimum: String(minimum) } as const;
  if (value >= minimum) return { ...base, status: "ok", says: `${name} = ${value}` };
  const says = `${name} = ${value}, less than ${minimum}: ${why}`;
  return { ...base, status: "warning", says, remedy: `sudo sysctl ${name}=${minimum}` };
}

function examineFolder({ purpose, path, freeBytes, isWritable }: FoundFolder): Check {
  const base = { area: "system", name: `disk: ${purpose}`, path } as const;
  if (!isWritable) {
    const remedy = "Let TMPDIR and XDG_STATE_HOME name folders that this user may write to.";
    return { ...base, status: "missing", says: `${path} (${purpose}) cannot be written to`, remedy };
  }
  if (freeBytes === undefined)
    return { ...base, status: "unknown", says: `${path} does not say what is free` };
  const says = `${gibibytes(freeBytes)} free in ${path} (${purpose})`;
  if (freeBytes >= ENOUGH_BYTES) return { ...base, status: "ok", says };
  return {
    ...base,
    status: "warning",
    says,
    remedy: `Free some: a cluster wants about ${gibibytes(ENOUGH_BYTES)}.`,
  };
}

function gibibytes(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
}
