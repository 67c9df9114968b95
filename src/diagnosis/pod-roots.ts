import { written } from "./cluster-object.ts";
import type { Container, Pod } from "./pod.ts";

/** Who made the pod, as text: pods of one owner have what is written in its template in common. */
export function podRoot(pod: Pod): string {
  const { owner } = pod;
  if (owner === undefined) return written(pod);
  // Two ReplicaSets of one Deployment are two templates, so they stay apart; Jobs of a CronJob differ by a number.
  return written(owner.kind === "Job" ? { ...owner, name: owner.name.replace(/-\d{6,}$/, "") } : owner);
}

/** {@link podRoot} with the container that it is about. */
export function containerRoot(pod: Pod, { name }: Container): string {
  return `${podRoot(pod)} ${name}`;
}
