import type { CheckAnnotation } from "./check-annotations.ts";

/**
 * Annotations as the workflow commands of a GitHub Actions log (`::error file=…,line=…::…`), one line each.
 * The runner shows ten errors and ten warnings of a step; the first ones are the most severe.
 * Escaping: github.com/actions/toolkit, packages/core/src/command.ts.
 */
export function workflowCommands(annotations: readonly CheckAnnotation[]): string {
  return annotations.map((annotation) => `${workflowCommand(annotation)}\n`).join("");
}

/** An error of the whole step, of no file. */
export function errorCommand(title: string, message: string): string {
  return `::error title=${escapedProperty(title)}::${escapedMessage(message)}\n`;
}

function workflowCommand({ annotation_level: level, ...annotation }: CheckAnnotation): string {
  const name = level === "failure" ? "error" : level;
  const properties = {
    file: annotation.path,
    line: annotation.start_line,
    endLine: annotation.end_line,
    col: annotation.start_column,
    endColumn: annotation.end_column,
    title: annotation.title,
  };
  const written = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escapedProperty(String(value))}`);
  return `::${name} ${written.join(",")}::${escapedMessage(annotation.message)}`;
}

function escapedMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escapedMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
