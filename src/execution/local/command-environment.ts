import { join } from "node:path";
import { RUN_MARKER } from "./run-marker.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** A run's own folders, and the id that marks its processes. */
export interface RunPlace {
  readonly id: string;
  readonly folder: string;
}

/** The home of a run's commands: tools keep their state there from one step to the next. */
export function homeIn(folder: string): string {
  return join(folder, "home");
}

/** The kubeconfig of a run's own clusters; nothing is there until a command makes one. */
function kubeconfigIn(folder: string): string {
  return join(homeIn(folder), ".kube", "config");
}

/** Where a run's commands put temporary files, so that they go with the run. */
export function temporaryIn(folder: string): string {
  return join(folder, "tmp");
}

/**
 * All that commands see of this process, an allow-list: PATH and LANG. The rest is made here: an own home
 * and kubeconfig, no colours, no questions. A run inside a run carries both marks.
 */
export function commandEnvironment(
  { PATH, LANG, [RUN_MARKER]: outer }: Environment,
  { id, folder }: RunPlace,
) {
  return {
    PATH: PATH ?? "/usr/local/bin:/usr/bin:/bin",
    LANG: LANG ?? "C.UTF-8",
    HOME: homeIn(folder),
    KUBECONFIG: kubeconfigIn(folder),
    TMPDIR: temporaryIn(folder),
    TERM: "dumb",
    NO_COLOR: "1",
    CI: "true",
    [RUN_MARKER]: outer === undefined ? id : `${outer} ${id}`,
  };
}
