import { sampleFolder } from "../../manifests/sample-folder.ts";
import type { FileView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { SourceFile } from "../../source/finding.ts";
import type { Position } from "../../source/line-index.ts";
import { commandLines } from "../command-lines.ts";
import type { TrapSighting } from "../trap-sighting.ts";
import { commandSigns } from "../trap-signs/commands.ts";
import { type LineSign, lineSigns } from "../trap-signs/lines.ts";
import { holdsExpressions } from "./metric-expressions.ts";

/** A word that every sign of a line needs, so that most files cost one look. */
const WORDS =
  /kubeadm\b|client\.authentication\.k8s\.io\/v1alpha1|kubelet-config-1\.|kubeProxyVersion|\.secrets\[|default_secret_name|kubelet\.conf\b|x509sha1|\bexpr\b/;
const WORKLOAD = /^[ \t]*kind:[ \t]*["']?(?:Deployment|DaemonSet|StatefulSet|CronJob|Job)\b/m;
/** Prose is no program. */
const PROSE = /\.(?:txt|md|rst)$/i;

/** Where scripts, playbooks, kubeconfigs, units, alert rules and dashboards run into a trap. */
export const textTraps: FileView<TrapSighting> = {
  kind: "files",
  name: "text-traps",
  wants: ({ path, text }) => !PROSE.test(path) && WORDS.test(text) && sampleFolder(path) === undefined,
  read: (file) => ({ entries: [...commandsOf(file), ...linesOf(file)] }),
};

function commandsOf(file: SourceFile): readonly TrapSighting[] {
  return commandLines(file.text, "kubeadm").flatMap((command) =>
    commandSigns.filter(({ shows }) => shows(command)).map(({ trap }) => sightingAt(file, trap, command.at)),
  );
}

function linesOf(file: SourceFile): readonly TrapSighting[] {
  const hasExpressions = holdsExpressions(file.text);
  const signs = lineSigns.filter(
    ({ pattern, inExpressions = false, ofHosts = false }) =>
      (hasExpressions || !inExpressions) && pattern.test(file.text) && !(ofHosts && WORKLOAD.test(file.text)),
  );
  if (signs.length === 0) return [];
  return file.text
    .split("\n")
    .flatMap((line, index) =>
      /^\s*(?:#|\/\/)/.test(line)
        ? []
        : seenIn(line, signs).map(({ trap, column }) => sightingAt(file, trap, { line: index + 1, column })),
    );
}

/** Each trap once a line, at its first sign. */
function seenIn(line: string, signs: readonly LineSign[]): readonly { trap: string; column: number }[] {
  const columns = new Map<string, number>();
  for (const { trap, pattern } of signs) {
    const found = pattern.exec(line);
    if (found !== null && !columns.has(trap)) columns.set(trap, found.index + 1);
  }
  return [...columns].map(([trap, column]) => ({ trap, column }));
}

function sightingAt({ path }: SourceFile, trap: string, { line, column }: Position): TrapSighting {
  return { trap, subject: detached(path), place: { path, line, column }, certainty: "likely" };
}
