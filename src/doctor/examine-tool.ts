import { toolMinimum } from "../kubernetes/playbook-tools.ts";
import { installHint } from "../playbook/choice/install-hints.ts";
import type { Check } from "./examination.ts";
import type { FoundTool } from "./machine.ts";

/** Whether a tool is there, says its version, and is new enough. */
export function examineTool({ name, path, version, flaw }: FoundTool): Check {
  const known = toolMinimum(name);
  const base = { area: "tool", name, ...(known === undefined ? {} : { minimum: known.minimum }) } as const;
  if (path === undefined) {
    return { ...base, status: "missing", says: `${name} is not on PATH`, ...remedy(installHint(name)) };
  }
  if (version === undefined) {
    return {
      ...base,
      status: "unknown",
      path,
      says: `${name} did not say its version: ${flaw ?? "no answer"}`,
    };
  }
  if (known !== undefined && isOlder(version, known.minimum)) {
    const says = `${name} ${version} is older than ${known.minimum} (${known.why})`;
    return { ...base, status: "warning", version, path, says, ...remedy(installHint(name)) };
  }
  return { ...base, status: "ok", version, path, says: `${name} ${version}` };
}

/** Where its project says how to install it. */
export function remedy(page: string | undefined): { readonly remedy?: string } {
  return page === undefined ? {} : { remedy: `Install it: ${page}` };
}

/** Compares numbers of up to three parts; a missing part is 0. */
export function isOlder(version: string, minimum: string): boolean {
  const [one, other] = [version, minimum].map((text) => text.split(".").map(Number));
  const part = [0, 1, 2].find((index) => (one?.[index] ?? 0) !== (other?.[index] ?? 0));
  return part !== undefined && (one?.[part] ?? 0) < (other?.[part] ?? 0);
}
