import { at, listAt, timeAt } from "./fields.ts";

/** The newest time that objects tell about themselves; 0 where none does. */
export function newestTime(objects: readonly unknown[]): number {
  let newest = 0;
  for (const object of objects) {
    for (const time of timesOf(object)) if (time !== undefined && time > newest) newest = time;
  }
  return newest;
}

/** Not the deletion timestamp: it lies in the future while the grace period runs. */
function timesOf(object: unknown): readonly (number | undefined)[] {
  const containers = listAt(object, "status", "containerStatuses");
  return [
    timeAt(object, "metadata", "creationTimestamp"),
    timeAt(object, "lastTimestamp"),
    timeAt(object, "series", "lastObservedTime"),
    timeAt(object, "eventTime"),
    ...listAt(object, "status", "conditions").flatMap((condition) => [
      timeAt(condition, "lastTransitionTime"),
      timeAt(condition, "lastHeartbeatTime"),
    ]),
    ...containers.flatMap((status) => [
      timeAt(status, "state", "running", "startedAt"),
      timeAt(at(status, "state"), "terminated", "finishedAt"),
    ]),
  ];
}
