import { writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { findProgram } from "../find-program.ts";
import { makeDirectory } from "../local/make-directory.ts";

/** Stands before the real kind on a run's PATH. */
export interface AnsweringKind {
  readonly environment: (cluster: string) => Readonly<Record<string, string>>;
  readonly write: () => void;
}

/**
 * A program called `kind` that answers `create cluster` with the cluster that is there, and `delete cluster` with
 * nothing; every other call goes to the real kind, for that cluster, whatever name the playbook gives to its own.
 * It stands on PATH, so that it is found wherever in a command kind is called.
 *
 * @param folder of the run; `path` is the PATH that the real one is on
 */
export function answeringKind(folder: string, path: string): AnsweringKind {
  const bin = join(folder, "bin");
  return {
    environment: (cluster) => ({
      PATH: `${bin}${delimiter}${path}`,
      KUBEHOP_KIND: findProgram("kind", path) ?? "kind",
      KUBEHOP_CLUSTER: cluster,
    }),
    write() {
      makeDirectory(bin, 0o700);
      writeFileSync(join(bin, "kind"), PROGRAM, { mode: 0o700 });
    },
  };
}

/**
 * A name that the playbook gives is taken out of the arguments, since the cluster has another one. Its context gets
 * a second entry under the name that the playbook's other commands use.
 */
const PROGRAM = `#!/usr/bin/env bash
set -eu
name=\${KIND_CLUSTER_NAME:-kind}
arguments=() config= named=
while [ $# -gt 0 ]; do
  case $1 in
    --name=*) named=1; name=\${1#--name=} ;;
    --config=*) config=\${1#--config=}; arguments+=("$1") ;;
    --config) config=\${2:-}; arguments+=("$1") ;;
    --name | -n) named=1; name=\${2:?kind: flag needs an argument: $1}; shift ;;
    *) arguments+=("$1") ;;
  esac
  shift
done
if [ -z "$named" ] && [ -r "$config" ]; then
  written=$(sed -n 's/^name: *"\\{0,1\\}\\([^" ]*\\).*/\\1/p' "$config")
  name=\${written:-$name}
fi
case "\${arguments[*]:0:2}" in
  'create cluster')
    if command -v kubectl >/dev/null; then
      kubectl config set-context "kind-$name" --cluster "kind-$KUBEHOP_CLUSTER" --user "kind-$KUBEHOP_CLUSTER" >/dev/null
      kubectl config use-context "kind-$name" >/dev/null
    fi
    echo "kubehop: this playbook uses the cluster that is there: $KUBEHOP_CLUSTER is $name" >&2 ;;
  'delete cluster' | 'delete clusters')
    echo "kubehop: $KUBEHOP_CLUSTER is deleted when the run ends" >&2 ;;
  'get clusters') echo "$name" ;;
  'get '* | 'load '* | 'export '*) exec "$KUBEHOP_KIND" "\${arguments[@]}" --name "$KUBEHOP_CLUSTER" ;;
  *) exec "$KUBEHOP_KIND" "\${arguments[@]}" ;;
esac
`;
