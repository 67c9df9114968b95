import type { BackupScope } from "./views/backups.ts";
import type { Workload } from "./views/workloads.ts";

/** Whether a backup takes a namespace; names may be globs (`shop-*`), and nothing named means all. */
export function covers({ includedNamespaces, excludedNamespaces }: BackupScope, namespace: string): boolean {
  const isIncluded =
    includedNamespaces.length === 0 || includedNamespaces.some((pattern) => matches(pattern, namespace));
  return isIncluded && !excludedNamespaces.some((pattern) => matches(pattern, namespace));
}

/** A glob with `*` only, as Velero takes it; compared part by part, so that no expression is made of it. */
function matches(pattern: string, namespace: string): boolean {
  const [first = "", ...parts] = pattern.split("*");
  if (parts.length === 0) return pattern === namespace;
  const last = parts.pop() ?? "";
  if (!namespace.startsWith(first) || namespace.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts) {
    const found = namespace.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return namespace.length - last.length >= at && namespace.endsWith(last);
}

/** A CronJob or Job whose words save a snapshot of etcd. */
export function describesEtcdSnapshot({ kind, pod }: Workload): boolean {
  if (kind !== "CronJob" && kind !== "Job") return false;
  return pod.containers.some(({ words }) => {
    const line = words.join(" ");
    return /\betcdctl\b|\betcdutl\b/.test(line) && /\bsnapshot\b[\s\S]*\bsave\b/.test(line);
  });
}
