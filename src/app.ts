import type { Context, Probot } from "probot";
import { doWork } from "./chatops/do-work.ts";
import type { Door } from "./chatops/door.ts";
import { readEvent, subscribedEvents } from "./chatops/read-event.ts";
import type { Assignment } from "./chatops/work.ts";
import type { CommentAuthor } from "./github/comments.ts";
import type { Clock } from "./github/connection.ts";
import { connectGitHub } from "./github/github.ts";

/** What the app needs beyond Probot. */
export interface AppPorts {
  readonly appId: number;
  /** Where events do not say their server. */
  readonly serverUrl: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly self: () => Promise<CommentAuthor>;
}

/** The Probot app: turns each event into work and does it with the installation's own Octokit. */
export function kubehopApp(ports: AppPorts): (app: Probot) => void {
  return (app) => {
    app.on([...subscribedEvents], async (context) => {
      const { id, name, payload } = context;
      const assignment = readEvent({ id, name, payload, appId: ports.appId });
      if (assignment === undefined) return;
      const outcome = await doWork(assignment.work, doorOf(context, assignment, ports));
      context.log.info({ delivery: id, event: name, outcome, ...assignment.repository }, "done");
    });
  };
}

function doorOf(context: Pick<Context, "octokit">, assignment: Assignment, ports: AppPorts): Door {
  const { repository, defaultBranch, serverUrl } = assignment;
  const { clock, signal, self } = ports;
  return {
    gitHub: connectGitHub({ request: context.octokit.request, repository, clock, signal }),
    repository,
    defaultBranch,
    serverUrl: serverUrl ?? ports.serverUrl,
    self,
    today: () => new Date(clock.now()).toISOString().slice(0, 10),
  };
}
