import { endLine, logsCommand } from "./container-end.ts";
import { type Judgement, logLines } from "./judgement.ts";
import type { Container, Pod } from "./pod.ts";
import { containerRoot } from "./pod-roots.ts";
import type { LogLines } from "./situation.ts";
import { tlsFailure } from "./tls-failure.ts";

/** What the failure keeps the container from, as its sentence says it: `Container web EFFECT because …`. */
type Effect = "ends" | "is not ready" | "does not end";

/** The lines at the end of a log that may tell of the failure; above them programs tell of what they got over. */
const TAIL = 12;

/** A TLS handshake that failed, by the last lines that the container wrote. */
export function failedHandshake(
  pod: Pod,
  container: Container,
  { log, effect }: { readonly log: LogLines; readonly effect: Effect },
): Judgement | undefined {
  const line = log.lines.slice(-TAIL).findLast((text) => tlsFailure(text) !== undefined);
  const failure = line === undefined ? undefined : tlsFailure(line);
  if (line === undefined || failure === undefined) return undefined;
  const name = `${container.role === "init" ? "Init container" : "Container"} ${container.name}`;
  return {
    class: failure.class,
    subject: pod,
    root: containerRoot(pod, container),
    cause: `${name} ${effect} because a TLS connection fails: ${failure.says}.`,
    evidence: [endLine(pod, container), ...logLines(pod, container.name, { lines: [line] })],
    next: logsCommand(pod, container),
  };
}
