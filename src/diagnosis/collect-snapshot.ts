import { errorWords } from "../source/error-words.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { COLLECTED_KINDS, type CollectedKind } from "./collected-kinds.ts";
import { textAt } from "./fields.ts";
import { itemsOf } from "./list-items.ts";
import { situationOf } from "./situation.ts";
import type { ClusterSnapshot, ContainerLog, LogRequest } from "./snapshot.ts";
import { wantedLogs } from "./wanted-logs.ts";

/** How a cluster is asked: read-only, whatever stands behind it. */
export interface ClusterPort {
  /** The JSON answer to a GET of an API path; undefined where the API server does not know the path (404). */
  readonly get: (path: string) => Promise<unknown>;
  /** The last lines that a container wrote. */
  readonly logs: (request: LogRequest) => Promise<string>;
}

export interface CollectOptions {
  /** Only what lies in these; what has no namespace is read all the same. */
  readonly namespaces?: readonly string[];
  /** Now, as an ISO time. */
  readonly takenAt?: string;
  /** For everything together; what is not answered by then is named as unread. */
  readonly timeoutMilliseconds?: number;
}

const PATIENCE_MS = 45_000;
/** Pages of 500. */
const MOST_PAGES = 20;

/**
 * Reads what a diagnosis needs: first the objects, then the logs of unhealthy containers alone. What this user may
 * not read, and what is not answered in time, is in `unread`.
 *
 * @throws KubehopError where not even the pods can be read: `cluster-unreachable`, `cluster-forbidden`
 */
export async function collectSnapshot(
  port: ClusterPort,
  options: CollectOptions = {},
): Promise<ClusterSnapshot> {
  const { namespaces = [], takenAt, timeoutMilliseconds = PATIENCE_MS } = options;
  const end = AbortSignal.timeout(timeoutMilliseconds);
  const wanted = COLLECTED_KINDS.flatMap((kind) =>
    kind.isNamespaced && namespaces.length > 0
      ? namespaces.map((namespace) => ({ kind, namespace }))
      : [{ kind }],
  );
  const lists = await Promise.all(wanted.map((list) => within(end, list, () => readList(port, list))));
  const objects = lists.flatMap(({ objects: read }) => read);
  const unread = lists.flatMap(({ problem }) => problem ?? []);
  const complete = lists.flatMap(({ isComplete, of }) => (isComplete ? [of] : []));
  const told = { objects, complete, unread, logs: [], ...(takenAt === undefined ? {} : { takenAt }) };
  return { ...told, logs: await readLogs(port, end, wantedLogs(situationOf(told, namespaces))) };
}

interface Wanted {
  readonly kind: CollectedKind;
  readonly namespace?: string;
}

interface List {
  readonly of: string;
  readonly objects: readonly unknown[];
  readonly isComplete: boolean;
  readonly problem?: string;
}

async function readList(port: ClusterPort, wanted: Wanted): Promise<List> {
  const { kind, namespace } = wanted;
  const path = `${kind.api}${namespace === undefined ? "" : `/namespaces/${encodeURIComponent(namespace)}`}/${kind.resource}`;
  const objects: unknown[] = [];
  let next = "";
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await port.get(
      `${path}?limit=500${next === "" ? "" : `&continue=${encodeURIComponent(next)}`}`,
    );
    if (answer === undefined) return { of: nameOf(wanted), objects, isComplete: false };
    objects.push(...itemsOf(answer, kind.kind));
    next = textAt(answer, "metadata", "continue") ?? "";
    if (next === "") return { of: nameOf(wanted), objects, isComplete: true };
  }
  const problem = `only the first ${objects.length} ${kind.resource} were read`;
  return { of: nameOf(wanted), objects, isComplete: false, problem };
}

/** Pods are needed for any answer; without the others, and after the time is over, the rest is told. */
async function within(end: AbortSignal, wanted: Wanted, read: () => Promise<List>): Promise<List> {
  try {
    return await untilEnd(end, read());
  } catch (error) {
    const isAnswer = error instanceof KubehopError;
    const isTime = end.aborted;
    if (!isTime && (!isAnswer || wanted.kind.kind === "Pod" || error.code === "cluster-unreachable"))
      throw error;
    const why = isTime
      ? "the API server did not answer in time"
      : isAnswer
        ? error.message.replace(/\.$/, "")
        : "";
    return {
      of: nameOf(wanted),
      objects: [],
      isComplete: false,
      problem: `${wanted.kind.resource} could not be read: ${why}`,
    };
  }
}

function nameOf({ kind, namespace }: Wanted): string {
  return namespace === undefined ? kind.kind : `${kind.kind} ${namespace}`;
}

/** A log that cannot be had is named where its lines would stand. */
async function readLogs(
  port: ClusterPort,
  end: AbortSignal,
  requests: readonly LogRequest[],
): Promise<readonly ContainerLog[]> {
  const read = async (request: LogRequest): Promise<ContainerLog> => {
    try {
      const text = await untilEnd(end, port.logs(request));
      return NO_LOG.test(text) ? { ...request, text: "", problem: text } : { ...request, text };
    } catch (error) {
      return { ...request, text: "", problem: errorWords(error) };
    }
  };
  return Promise.all(requests.map(read));
}

/** The kubelet's answer where the runtime has removed the container. */
const NO_LOG = /^unable to retrieve container logs for /;

/** Whoever stands behind the port may never answer. */
function untilEnd<Answer>(end: AbortSignal, work: Promise<Answer>): Promise<Answer> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(end.reason);
  if (end.aborted) stop();
  end.addEventListener("abort", stop, { once: true });
  return Promise.race([work, promise]).finally(() => end.removeEventListener("abort", stop));
}
