import type { ContainerLog } from "./snapshot.ts";

/** The container logs in a file of a bundle; which container it is, its path or its own headings say. */
export function bundleLogs({
  path,
  text,
}: {
  readonly path: string;
  readonly text: string;
}): readonly ContainerLog[] {
  return [...dumpLogs(path, text), ...podLogs(path, text)];
}

/** `shop/web-1/logs.txt` of `kubectl cluster-info dump`, with a heading for each container. */
function dumpLogs(path: string, text: string): readonly ContainerLog[] {
  if (!path.endsWith("/logs.txt")) return [];
  const parts = text.matchAll(
    /^==== START logs for container (\S+) of pod (\S+)\/(\S+) ====\r?\n(.*?)^==== END logs/gms,
  );
  return [...parts].map(([, container = "", namespace = "", pod = "", log = ""]) => ({
    namespace,
    pod,
    container,
    previous: false,
    text: log,
  }));
}

/** `NODE/pods/NAMESPACE_POD_UID/CONTAINER/3.log` of `kind export logs`: the kubelet's own files, one a run. */
function podLogs(path: string, text: string): readonly ContainerLog[] {
  const [, namespace, pod, container] =
    /(?:^|\/)pods\/([^/_]+)_([^/_]+)_[^/_]+\/([^/]+)\/\d+\.log$/.exec(path) ?? [];
  if (namespace === undefined || pod === undefined || container === undefined) return [];
  return [{ namespace, pod, container, previous: false, text: text.replaceAll(CRI_PREFIX, "") }];
}

/** The time, the stream and whether the line is whole, as container runtimes write them before each line. */
const CRI_PREFIX = /^\d{4}-\d\d-\d\dT\S+ std(?:out|err) [FP] /gm;
