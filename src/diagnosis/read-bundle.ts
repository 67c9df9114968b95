import { readDocuments } from "../source/documents.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { bundleLogs } from "./bundle-logs.ts";
import { itemsOf } from "./list-items.ts";
import type { ClusterSnapshot } from "./snapshot.ts";

/** A saved bundle as it lies on a disk. */
export interface Bundle {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly unread: readonly string[];
  readonly takenAt: string;
  /** What was named to be read. */
  readonly place: string;
}

/**
 * The snapshot that a bundle holds: Lists and objects that `kubectl get … -o json|yaml` wrote, the directory of
 * `kubectl cluster-info dump`, and container logs of it and of `kind export logs`.
 *
 * @throws KubehopError `bundle-unusable` where not one Kubernetes object can be read
 */
export function snapshotOf({ files, unread, takenAt, place }: Bundle): ClusterSnapshot {
  const read = files.filter(({ path }) => !/\.(?:log|txt)$/i.test(path)).map(objectsOf);
  const objects = read.flatMap((file) => file.objects);
  const problems = [...unread, ...read.flatMap((file) => file.problems)];
  if (objects.length === 0) throw withoutObjects(problems, place);
  return { objects, logs: files.toSorted(newestRunFirst).flatMap(bundleLogs), unread: problems, takenAt };
}

/** The kubelet numbers the logs of a container's runs. */
function newestRunFirst(left: { readonly path: string }, right: { readonly path: string }): number {
  const [one, other] = [left, right].map(({ path }) => Number(/(\d+)\.log$/.exec(path)?.[1] ?? 0));
  return (other ?? 0) - (one ?? 0);
}

function objectsOf({ path, text }: { readonly path: string; readonly text: string }) {
  const { documents, unread } = readDocuments({ path: path === "" ? "the file" : path, text });
  return {
    objects: documents.flatMap(({ root }) => itemsOf(root.plain())),
    problems: unread.map(
      (one) => `${one.path}${one.line === undefined ? "" : `:${one.line}`} was not read: ${one.reason}`,
    ),
  };
}

function withoutObjects(problems: readonly string[], place: string): KubehopError {
  const [first] = problems;
  return new KubehopError({
    code: "bundle-unusable",
    message: `The bundle holds no Kubernetes object${first === undefined ? "" : `: ${first}`}.`,
    remedy: "Save one with `kubectl get pods,events,nodes -A -o json > bundle.json`.",
    where: { path: place },
  });
}
