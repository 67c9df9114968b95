import manifest from "../../package.json" with { type: "json" };
import type { ExitCode } from "./command.ts";
import { failureOf } from "./failure.ts";
import { helpText } from "./help.ts";
import { parseInvocation } from "./parse-invocation.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Runs one command line (`words` are the arguments after `kubehop`) and says how it ended. Never throws:
 * what goes wrong is written to standard error.
 */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    const request = parseInvocation(words);
    switch (request.kind) {
      case "help":
        terminal.out.write(helpText(request));
        return 0;
      case "version":
        terminal.out.write(`kubehop ${manifest.version}\n`);
        return 0;
      case "run": {
        const run = await request.invocation.command.load();
        return await run(request.invocation, terminal);
      }
      default:
        return request satisfies never;
    }
  } catch (thrown) {
    const failure = failureOf(thrown, Boolean(terminal.environment.KUBEHOP_DEBUG));
    terminal.error.write(failure.text);
    return failure.exitCode;
  }
}
