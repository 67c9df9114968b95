import { once } from "node:events";
import { startServer } from "../../server.ts";
import type { ExitCode, Invocation } from "../command.ts";
import type { Terminal } from "../terminal.ts";

/** `kubehop serve`: the GitHub App, until SIGTERM or SIGINT; work that runs is finished first. */
export async function runServe(_invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const ended = Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
  const server = await startServer(terminal.environment);
  terminal.out.write(`Kubehop listens on ${server.url}\n`);
  await ended;
  const finished = await server.close();
  if (!finished) terminal.error.write("Some work was left for GitHub's redelivery.\n");
  return finished ? 0 : 3;
}
