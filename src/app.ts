import type { Probot } from "probot";
import { doWork } from "./chatops/do-work.ts";
import type { Door } from "./chatops/door.ts";
import type { OwnApp } from "./chatops/intake/own-app.ts";
import { repositoryRequests } from "./chatops/intake/repository-token.ts";
import { readEvent, subscribedEvents } from "./chatops/read-event.ts";
import type { Assignment } from "./chatops/work.ts";
import type { Clock, Connection, Journal } from "./github/connection.ts";
import { connectGitHub } from "./github/github.ts";

/** What the app needs beyond Probot. */
export interface AppPorts {
  readonly appId: number;
  /** Of the REST API. */
  readonly apiUrl: string;
  /** Where events do not say their server. */
  readonly serverUrl: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** What GitHub says of us. */
  readonly app: OwnApp;
  readonly journal: Journal;
  /** Takes this process's secrets, and what looks like one, out of every text. */
  readonly redact: (text: string) => string;
}

/** The Probot app: turns each event into work and does it with a token of its repository. */
export function kubehopApp(ports: AppPorts): (app: Probot) => void {
  return (app) => {
    const requestOf = repositoryRequests({ ...ports, asApp: async () => (await app.auth()).request });
    app.on([...subscribedEvents], async (context) => {
      const { id, name, payload } = context;
      const assignment = readEvent({ id, name, payload, appId: ports.appId });
      if (assignment?.installationId === undefined) return;
      const { installationId, repository } = assignment;
      const about = { delivery: id, event: name, ...repository };
      const door = doorOf(assignment, await requestOf({ installationId, repository }), {
        ...ports,
        note: (error) => context.log.warn({ ...about, err: error }, "answered with an error"),
      });
      const outcome = await doWork(assignment.work, door);
      context.log.info({ ...about, outcome }, "done");
    });
  };
}

function doorOf(
  assignment: Assignment,
  request: Connection["request"],
  ports: AppPorts & Pick<Door, "note">,
): Door {
  const { repository, defaultBranch, serverUrl } = assignment;
  const { clock, signal, app, journal, redact, note } = ports;
  return {
    gitHub: connectGitHub({ request, repository, clock, signal, journal, redact }),
    repository,
    defaultBranch,
    serverUrl: serverUrl ?? ports.serverUrl,
    self: app.account,
    hearsOfRuns: () => app.hears("workflow_run", "workflow_job"),
    today: () => new Date(clock.now()).toISOString().slice(0, 10),
    note,
  };
}
