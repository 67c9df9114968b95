import type { Check, CheckStatus, Examination } from "../../doctor/examination.ts";
import { examine } from "../../doctor/examine.ts";
import { findMachine } from "../../doctor/find-machine.ts";
import { findTool } from "../../execution/find-program.ts";
import { pathName } from "../../playbook/choice/surroundings.ts";
import { visibleLine } from "../../report/visible.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { deliver } from "../deliver.ts";
import type { Terminal } from "../terminal.ts";

/** `kubehop doctor`: exits 3 where no playbook can be run here, not even a static one. */
export async function runDoctor(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const { environment } = terminal;
  const machine = await findMachine({ environment, findTool: (name) => findTool(name, environment.PATH) });
  const examination = examine(machine, invocation.lists.get("capability") ?? []);
  const asJson = invocation.options.get("format") === "json";
  deliver(asJson ? JSON.stringify(examination, null, 2) : text(examination), invocation, terminal);
  return examination.paths.some(({ available }) => available) ? 0 : 3;
}

const AREAS: Readonly<Record<Check["area"], string>> = {
  engine: "Container engines",
  tool: "Tools",
  system: "System",
};

function text({ checks, paths }: Examination): string {
  const areas = Object.entries(AREAS).flatMap(([area, title]) => [
    title,
    ...checks.filter((check) => check.area === area).map(checkLine),
    "",
  ]);
  return [...areas, "Paths of playbooks", ...paths.map(pathLine)].join("\n");
}

const SIGNS: Readonly<Record<CheckStatus, string>> = {
  ok: "✅",
  warning: "⚠️ ",
  missing: "➖",
  unknown: "❔",
};

function checkLine({ status, says, path, area, remedy }: Check): string {
  const place = path === undefined || area === "system" ? "" : ` (${path})`;
  return visibleLine(`  ${SIGNS[status]} ${says}${place}${remedy === undefined ? "" : `. ${remedy}`}`);
}

function pathLine({ path, available, missing }: Examination["paths"][number]): string {
  const line = `  ${available ? SIGNS.ok : SIGNS.missing} ${pathName(path)}`;
  return visibleLine(available ? line : `${line}: ${missing.join("; ")}`);
}
