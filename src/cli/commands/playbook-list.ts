import { resolve } from "node:path";
import type { Playbook } from "../../playbook/playbook.ts";
import { PATH_LEVELS } from "../../playbook/playbook.ts";
import { visibleLine } from "../../report/visible.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { deliver } from "../deliver.ts";
import { type KnownPlaybook, repositoryPlaybooks, shippedPlaybooks } from "../known-playbooks.ts";
import type { Terminal } from "../terminal.ts";

/** `kubehop playbook list [DIR]`: what a repository holds, and what comes with Kubehop. */
export function runPlaybookList(invocation: Invocation, terminal: Terminal): ExitCode {
  const directory = resolve(terminal.workingDirectory, invocation.positional ?? ".");
  const playbooks = [...repositoryPlaybooks(directory), ...shippedPlaybooks()];
  const asJson = invocation.options.get("format") === "json";
  deliver(asJson ? json(playbooks) : text(playbooks), invocation, terminal);
  return 0;
}

function json(playbooks: readonly KnownPlaybook[]): string {
  const rows = playbooks.map(({ file, origin, reading: { playbook } }) => ({
    file,
    origin,
    verdict: playbook === undefined ? "invalid" : "valid",
    ...(playbook === undefined ? {} : described(playbook)),
  }));
  return JSON.stringify({ schemaVersion: 1, playbooks: rows }, null, 2);
}

function described(playbook: Playbook): object {
  const { name, description, recommendedPath, minimumPath } = playbook;
  return { name, description, recommendedPath, minimumPath, paths: pathsOf(playbook) };
}

function text(playbooks: readonly KnownPlaybook[]): string {
  const own = playbooks.filter(({ origin }) => origin === "repository");
  const shipped = playbooks.filter(({ origin }) => origin === "shipped");
  return [
    own.length === 0 ? "No playbook in this directory." : "In this directory:",
    ...own.flatMap(entry),
    "",
    "With Kubehop, to be copied by `kubehop playbook new NAME --template TEMPLATE`:",
    ...shipped.flatMap(entry),
  ].join("\n");
}

function entry({ file, origin, reading: { playbook } }: KnownPlaybook): readonly string[] {
  const place = origin === "repository" ? ` (${visibleLine(file)})` : "";
  if (playbook === undefined) return [`  ${visibleLine(file)}: invalid; see \`kubehop playbook lint\``];
  const { name, description, recommendedPath, minimumPath } = playbook;
  const levels = `paths ${pathsOf(playbook).join(", ")}; recommended ${recommendedPath}, minimum ${minimumPath}`;
  return [`  ${name}${place}`, `      ${visibleLine(description)}`, `      ${levels}`];
}

/** The paths that any step has a variant for. */
function pathsOf({ steps }: Playbook): readonly number[] {
  return PATH_LEVELS.filter((path) => steps.some(({ variants }) => variants.has(path)));
}
