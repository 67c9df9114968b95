import type { Assessment } from "../assessment/assessment.ts";
import type { Invocation } from "./command.ts";
import { outputOf } from "./deliver.ts";
import { shellCommand } from "./shell-command.ts";
import { type Terminal, wantsColour } from "./terminal.ts";

/** An assessment in one of the formats that a person or a code scanner reads; each loads its own renderer. */
export async function renderReport(
  assessment: Assessment,
  invocation: Invocation,
  terminal: Terminal,
): Promise<string> {
  const format = invocation.options.get("format") ?? "text";
  const command = shellCommand(invocation);
  switch (format) {
    case "markdown": {
      const { renderComment } = await import("../report/comment.ts");
      const { plainLinks } = await import("../report/links.ts");
      return renderComment(assessment, plainLinks(), { asks: "shell", command });
    }
    case "html": {
      const { renderHtml } = await import("../report/html.ts");
      return renderHtml(assessment, { command });
    }
    case "junit": {
      const { renderJunit } = await import("../report/junit.ts");
      return renderJunit(assessment);
    }
    case "sarif": {
      const { renderSarif } = await import("../report/sarif.ts");
      return renderSarif(assessment);
    }
    default: {
      const { renderText } = await import("../report/text.ts");
      const color = outputOf(invocation) === undefined && wantsColour(terminal, terminal.out);
      return renderText(assessment, { color, command });
    }
  }
}
