import type { ClusterEvent } from "./cluster-event.ts";
import { endLine, lastEnd, saidSince } from "./container-end.ts";
import { failedHandshake } from "./failed-handshake.ts";
import { at, numberAt, textAt } from "./fields.ts";

import { eventLine, type Judgement, quoted, statusLine } from "./judgement.ts";
import { describe } from "./kubectl.ts";
import type { Container, Pod } from "./pod.ts";
import { containerRoot } from "./pod-roots.ts";
import type { Situation } from "./situation.ts";
import { tlsFailure } from "./tls-failure.ts";

const PROBES = ["liveness", "readiness", "startup"] as const;
type Probe = (typeof PROBES)[number];

/** A container that the kubelet ends again and again because a probe fails. */
export function killedByProbe(pod: Pod, container: Container, situation: Situation): Judgement | undefined {
  const end = lastEnd(container);
  const inLastRun = killOf(saidSince(end?.startedAt, { pod, container, situation }));
  // The recorder drops events of a pod that has many, so that the last kill may have left none.
  const wasKilled = end !== undefined && [137, 143].includes(end.exitCode) && end.reason !== "OOMKilled";
  const kill =
    inLastRun ?? (wasKilled ? killOf(saidSince(undefined, { pod, container, situation })) : undefined);
  if (kill === undefined) return undefined;
  const also = [eventLine(kill.killing), endLine(pod, container)];
  return probeFailure({ pod, container, probe: kill.probe, failed: kill.failed, also });
}

interface Kill {
  readonly probe: Probe;
  readonly killing: ClusterEvent;
  readonly failed: ClusterEvent | undefined;
}

function killOf(events: readonly ClusterEvent[]): Kill | undefined {
  const killing = events.findLast(({ reason, message }) => reason === "Killing" && KILLED_FOR.test(message));
  const probe = PROBES.find((one) => one === KILLED_FOR.exec(killing?.message ?? "")?.[1]);
  if (killing === undefined || probe === undefined) return undefined;
  return { probe, killing, failed: events.findLast((event) => isFailureOf(probe, event)) };
}

const KILLED_FOR = /failed (liveness|startup) probe/;

/** A container that runs and whose startup or readiness probe has not passed. */
export function judgeRunning(pod: Pod, container: Container, situation: Situation): Judgement | undefined {
  const probe: Probe = !container.isStarted && has(container, "startup") ? "startup" : "readiness";
  if (!has(container, probe)) return undefined;
  const { state } = container;
  const since = state.is === "running" ? state.since : undefined;
  const events = saidSince(since, { pod, container, situation });
  const failed =
    events.findLast((event) => isFailureOf(probe, event)) ??
    events.findLast((event) => isFailureOf("liveness", event));
  if (failed === undefined && isYoung(container, probe, situation)) return undefined;
  const log = situation.logOf(pod, container.name);
  const handshake = failedHandshake(pod, container, { log, effect: "is not ready" });
  if (handshake !== undefined) return handshake;
  const told = `container ${container.name} runs and is not ${probe === "startup" ? "started" : "ready"}; ${container.restarts} restarts`;
  return probeFailure({ pod, container, probe, failed, also: [statusLine(pod, told)] });
}

interface Failure {
  readonly pod: Pod;
  readonly container: Container;
  readonly probe: Probe;
  readonly failed: ClusterEvent | undefined;
  readonly also: readonly string[];
}

function probeFailure({ pod, container, probe, failed, also }: Failure): Judgement {
  const said =
    failed === undefined
      ? "nothing says why"
      : quoted(failed.message.replace(/^\w+ probe (?:failed|errored)[^:]*: /, ""));
  const tls = tlsFailure(failed?.message ?? "");
  const asks = `The ${probe} probe of container ${container.name} fails${howAsked(container, probe)}`;
  return {
    class: tls?.class ?? `${probe}-probe-failing`,
    subject: pod,
    root: containerRoot(pod, container),
    cause: `${asks}: ${tls?.says ?? said}.`,
    evidence: [...(failed === undefined ? [] : [eventLine(failed)]), ...also],
    next: describe(pod),
  };
}

function isFailureOf(probe: Probe, { reason, message }: ClusterEvent): boolean {
  return reason === "Unhealthy" && message.toLowerCase().startsWith(`${probe} probe `);
}

function has({ spec }: Container, probe: Probe): boolean {
  return at(spec, `${probe}Probe`) !== undefined;
}

/** ` (GET :8080/healthz)`. */
function howAsked({ spec }: Container, probe: Probe): string {
  const asked = at(spec, `${probe}Probe`);
  const http = at(asked, "httpGet");
  if (http !== undefined) return ` (GET :${portOf(http)}${textAt(http, "path") ?? "/"})`;
  const socket = at(asked, "tcpSocket") ?? at(asked, "grpc");
  return socket === undefined ? "" : ` (port ${portOf(socket)})`;
}

/** A number, or the name that the container gives it. */
function portOf(asked: unknown): string {
  return textAt(asked, "port") ?? numberAt(asked, "port")?.toString() ?? "?";
}

/** Whether the probe may not have been asked often enough to say anything. */
function isYoung({ state, spec }: Container, probe: Probe, { now }: Situation): boolean {
  if (state.is !== "running" || state.since === undefined) return false;
  const asked = at(spec, `${probe}Probe`);
  const period = numberAt(asked, "periodSeconds") ?? 10;
  const seconds =
    (numberAt(asked, "initialDelaySeconds") ?? 0) + period * (numberAt(asked, "failureThreshold") ?? 3);
  return now - state.since < seconds * 1000;
}
